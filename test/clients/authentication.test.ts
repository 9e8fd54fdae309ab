import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { base64url, SignJWT, UnsecuredJWT } from 'jose';
import { CLIENT_AUTH_METHODS, clientAuthentication } from '../../src/clients/authentication.ts';
import { ClientKeys } from '../../src/clients/client-keys.ts';
import { clientDocuments } from '../../src/clients/documents.ts';
import { ClientFinder } from '../../src/clients/find-client.ts';
import { rotateSecret } from '../../src/clients/rotate-secret.ts';
import { inSeconds, MINUTE, SECOND } from '../../src/core/clock.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { tokenHash } from '../../src/keys/token-hash.ts';
import { FrontDoors } from '../../src/net/front-doors.ts';
import type { SafeFetch } from '../../src/net/safe-fetch.ts';
import { serverMetadata } from '../../src/oauth/metadata/server-metadata.ts';
import type { Client } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { aClient } from '../contract/samples.ts';
import { lastly } from '../support/lastly.ts';
import { TestClock } from '../support/latchkey-under-test.ts';
import { type PublicWeb, startPublicWeb } from '../support/public-web.ts';
import { type SigningClient, signingClient } from '../support/signing-client.ts';

const ISSUER = 'https://home.example';
const ID = 'client-1';
const SECRET = 'a secret: with +%&= in it';
const door = new FrontDoors([ISSUER], 8086).canonical;

type Fields = Readonly<Record<string, string | undefined>>;

function authenticator(
  t: TestContext,
  fetch: SafeFetch = () => assert.fail('something was fetched'),
) {
  const clock = new TestClock();
  const store = openSqliteStore({ path: ':memory:' });
  lastly(t, () => store.close());
  const remote = { fetch, clock: clock.read, onFault: () => {} };
  const clients = new ClientFinder({
    store,
    clock: clock.read,
    documents: clientDocuments(remote),
  });
  const keys = new ClientKeys({ ...remote, clients });
  const authenticate = clientAuthentication({ store, clients, keys, clock: clock.read });
  return {
    clock,
    store,
    keep: (client: Partial<Client>) => store.putClient(aClient({ id: ID, ...client }), 100),
    /** '' for success, or the refusal. */
    async outcome(parameters: Fields, authorization?: string): Promise<string> {
      const answer = await authenticate({ authorization, parameters, door });
      return answer.ok ? '' : `${answer.error.error}: ${answer.error.description}`;
    },
  };
}

function basic(id: string, secret: string): string {
  const encoded = [id, secret].map((one) => new URLSearchParams({ one }).toString().slice(4));
  return `Basic ${Buffer.from(encoded.join(':')).toString('base64')}`;
}

test('what metadata advertises is what is enforced', () => {
  const metadata = serverMetadata(door, ['home:read']);
  assert.deepEqual(metadata.token_endpoint_auth_methods_supported, CLIENT_AUTH_METHODS);
  assert.deepEqual(CLIENT_AUTH_METHODS, [
    'none',
    'client_secret_basic',
    'client_secret_post',
    'private_key_jwt',
  ]);
  assert.deepEqual(metadata.token_endpoint_auth_signing_alg_values_supported, [
    'ES256',
    'ES384',
    'RS256',
    'PS256',
    'EdDSA',
  ]);
  assert.equal(metadata.client_id_metadata_document_supported, true);
});

test('a public client names itself and shows nothing', async (t) => {
  const { keep, outcome } = authenticator(t);
  await keep({ authMethod: 'none' });
  assert.equal(await outcome({ client_id: ID }), '');
  assert.equal(await outcome({}, basic(ID, '')), '', 'some libraries send an empty secret');
  assert.equal(await outcome({ client_id: ID }, basic(ID, '')), '');
  assert.match(
    await outcome({ client_id: ID, client_secret: 'x' }),
    /^invalid_client: .*no secret/,
  );
  assert.match(await outcome({}, basic(ID, 'x')), /^invalid_client: .*no secret/);
  assert.match(await outcome({}), /^invalid_client: client_id is missing/);
  assert.match(await outcome({ client_id: 'other' }), /client_id is not registered/);
});

test('a client with a secret shows it in the header or in the form', async (t) => {
  for (const authMethod of ['client_secret_basic', 'client_secret_post'] as const) {
    const { keep, outcome } = authenticator(t);
    await keep({ authMethod, secretHash: tokenHash(SECRET) });
    assert.equal(await outcome({ client_id: ID, client_secret: SECRET }), '');
    assert.equal(await outcome({}, basic(ID, SECRET)), '');
    assert.equal(await outcome({ client_id: ID }, basic(ID, SECRET)), '');
    assert.match(await outcome({ client_id: ID }), /^invalid_client: .*with its secret/);
    for (const wrong of ['', 'x', `${SECRET} `, SECRET.toUpperCase()]) {
      assert.match(await outcome({}, basic(ID, wrong)), /^invalid_client: .*is wrong/);
    }
  }
});

test('a client that lost its secret authenticates with nothing at all', async (t) => {
  const { keep, outcome } = authenticator(t);
  await keep({ authMethod: 'client_secret_basic' });
  assert.match(await outcome({}, basic(ID, '')), /^invalid_client/);
  assert.match(await outcome({ client_id: ID, client_secret: 'undefined' }), /^invalid_client/);
});

test('two ways at once are refused before either is looked at', async (t) => {
  const { keep, outcome, clock } = authenticator(t);
  const signer = await signingClient(ID, clock.read, 'ES256');
  await keep({ authMethod: 'client_secret_post', secretHash: tokenHash(SECRET) });
  const assertion = await signer.fields(ISSUER);
  const inTwoWays: [Fields, string | undefined][] = [
    [{ client_id: ID, client_secret: SECRET }, basic(ID, SECRET)],
    [{ client_id: 'other' }, basic(ID, SECRET)],
    [{ client_id: ID, client_secret: SECRET, ...assertion }, undefined],
    [assertion, basic(ID, SECRET)],
    [{ client_id: 'other', ...assertion }, undefined],
  ];
  for (const [fields, header] of inTwoWays) {
    assert.match(await outcome(fields, header), /^invalid_request: .*two ways at once/);
  }
});

test('a header that is not Basic is refused', async (t) => {
  const { keep, outcome } = authenticator(t);
  await keep({ authMethod: 'none' });
  const encoded = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  for (const header of [
    '',
    'Basic',
    'Basic !',
    'Bearer abc',
    encoded('no colon'),
    encoded(':x'),
    encoded('%zz:x'),
    encoded(`${ID}:%`),
  ]) {
    assert.match(await outcome({}, header), /^invalid_client: .*not HTTP Basic/, header);
  }
});

test('two secrets live while one is changed for the other', async (t) => {
  const { keep, outcome, clock, store } = authenticator(t);
  await keep({ authMethod: 'client_secret_basic', secretHash: tokenHash(SECRET) });
  const deps = { store, clock: clock.read, random: systemRandom };
  const next = await rotateSecret(ID, MINUTE, deps);
  assert.ok(next !== undefined && next.length === 43);
  assert.equal(await outcome({}, basic(ID, SECRET)), '');
  assert.equal(await outcome({}, basic(ID, next)), '');
  assert.ok(!JSON.stringify(await store.client(ID)).includes(next), 'the secret itself is kept');

  clock.pass(MINUTE - 1);
  assert.equal(await outcome({}, basic(ID, SECRET)), '');
  clock.pass(1);
  assert.match(await outcome({}, basic(ID, SECRET)), /^invalid_client/);
  assert.equal(await outcome({}, basic(ID, next)), '');

  const third = (await rotateSecret(ID, 0, deps)) ?? '';
  assert.match(await outcome({}, basic(ID, next)), /^invalid_client/, 'no overlap was asked for');
  const fourth = (await rotateSecret(ID, MINUTE, deps)) ?? '';
  await rotateSecret(ID, MINUTE, deps);
  assert.match(await outcome({}, basic(ID, third)), /^invalid_client/, 'a third secret lives');
  assert.equal(await outcome({}, basic(ID, fourth)), '');

  assert.equal(await rotateSecret('other', MINUTE, deps), undefined);
  await keep({ id: 'public', authMethod: 'none' });
  assert.equal(await rotateSecret('public', MINUTE, deps), undefined);
});

test('a signed assertion proves its client, with each algorithm', async (t) => {
  for (const alg of ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA']) {
    const { keep, outcome, clock } = authenticator(t);
    const signer = await signingClient(ID, clock.read, alg);
    await keep({ authMethod: 'private_key_jwt', jwks: [signer.publicKey], approvedAt: 1 });
    assert.equal(await outcome(await signer.fields(ISSUER)), '', alg);
    assert.equal(await outcome({ client_id: ID, ...(await signer.fields(ISSUER)) }), '', alg);
    assert.match(await outcome({ client_id: ID }), /^invalid_client: .*client_assertion/);
  }
});

test('an assertion is for us, by its issuer or its token endpoint', async (t) => {
  const { keep, outcome, clock } = authenticator(t);
  const signer = await signingClient(ID, clock.read, 'ES256');
  await keep({ authMethod: 'private_key_jwt', jwks: [signer.publicKey], approvedAt: 1 });
  const good = [ISSUER, `${ISSUER}/`, `${ISSUER}/token`, `${ISSUER}/oauth/token`, [ISSUER]];
  for (const aud of good) assert.equal(await outcome(await signer.fields(aud)), '', String(aud));
  const bad = [
    'https://evil.example',
    `${ISSUER}//`,
    `${ISSUER}/mcp`,
    `${ISSUER}.evil.example`,
    ISSUER.toUpperCase(),
    [],
    [ISSUER, 'https://evil.example'],
    '',
  ];
  for (const aud of bad) {
    assert.match(await outcome(await signer.fields(aud)), /^invalid_client/, JSON.stringify(aud));
  }
});

test('an assertion that does not hold is refused in words that help', async (t) => {
  const { keep, outcome, clock } = authenticator(t);
  const signer = await signingClient(ID, clock.read, 'ES256');
  const stranger = await signingClient(ID, clock.read, 'ES256');
  await keep({ authMethod: 'private_key_jwt', jwks: [signer.publicKey], approvedAt: 1 });
  const now = inSeconds(clock.read());
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ iss: 'other' }, /iss and sub/],
    [{ sub: 'other' }, /not registered/],
    [{ iss: undefined }, /iss and sub/],
    [{ sub: undefined }, /not a JWT with a sub/],
    [{ sub: 7 }, /not a JWT with a sub/],
    [{ sub: { $ne: 1 } }, /not a JWT with a sub/],
    [{ aud: undefined }, /does not hold/],
    [{ exp: undefined }, /exp/],
    [{ exp: 'soon' }, /does not hold/],
    [{ exp: now - 31 }, /expired/],
    [{ exp: now + 331 }, /within 5 minutes/],
    [{ exp: 1e300 }, /within 5 minutes/],
    [{ nbf: now + 31 }, /not valid yet/],
    [{ jti: undefined }, /jti/],
    [{ jti: '' }, /jti/],
    [{ jti: 7 }, /jti/],
    [{ jti: 'x'.repeat(257) }, /jti/],
  ];
  for (const [claims, reason] of cases) {
    const said = await outcome(await signer.fields(ISSUER, claims));
    assert.match(said, /^invalid_client: /, JSON.stringify(claims));
    assert.match(said, reason);
  }
  assert.equal(await outcome(await signer.fields(ISSUER, { exp: now + 300.5 })), '');
  assert.equal(await outcome(await signer.fields(ISSUER, { exp: now - 29, nbf: now + 29 })), '');
  assert.match(await outcome(await stranger.fields(ISSUER)), /^invalid_client/);
  const { client_assertion } = await signer.fields(ISSUER);
  for (const client_assertion_type of [undefined, 'urn:ietf:params:oauth:saml2-bearer']) {
    const said = await outcome({ client_assertion, client_assertion_type });
    assert.match(said, /^invalid_client: client_assertion_type/);
  }
});

test('no algorithm but the listed ones, whatever the header says', async (t) => {
  const { keep, outcome, clock } = authenticator(t);
  const signer = await signingClient(ID, clock.read, 'RS256');
  await keep({ authMethod: 'private_key_jwt', jwks: [signer.publicKey], approvedAt: 1 });
  const { client_assertion: good, client_assertion_type } = await signer.fields(ISSUER);
  const [, payload = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const publicAsSecret = new TextEncoder().encode(JSON.stringify(signer.publicKey));
  const header = { alg: 'HS256', kid: 'key-1' };
  const forged = [
    new UnsecuredJWT({ ...claims }).encode(),
    await new SignJWT({ ...claims }).setProtectedHeader(header).sign(publicAsSecret),
    `${base64url.encode('{"alg":"RS256","kid":"key-1"}')}.${payload}.`,
    `${good.slice(0, -4)}AAAA`,
    await signer.sign(ISSUER, {}, { crit: ['unheard_of'], unheard_of: 1 }),
    payload,
    `${good}.x`,
    'x',
  ];
  for (const client_assertion of forged) {
    const said = await outcome({ client_assertion, client_assertion_type });
    assert.match(said, /^invalid_client/, client_assertion);
  }
});

test('a key without a name is found when it is the only one', async (t) => {
  const { keep, outcome, clock } = authenticator(t);
  const one = await signingClient(ID, clock.read, 'ES256', undefined);
  const other = await signingClient(ID, clock.read, 'ES256', undefined);
  await keep({ authMethod: 'private_key_jwt', jwks: [one.publicKey], approvedAt: 1 });
  assert.equal(await outcome(await one.fields(ISSUER)), '');
  await keep({
    authMethod: 'private_key_jwt',
    jwks: [one.publicKey, other.publicKey],
    approvedAt: 1,
  });
  assert.match(await outcome(await one.fields(ISSUER)), /must name its key/);
});

const KEYS_URI = 'https://chatgpt.com/oauth/jwks.json';

function publishKeys(web: PublicWeb, ...signers: readonly SigningClient[]): void {
  const json = { keys: signers.map(({ publicKey }) => publicKey) };
  web.publish(KEYS_URI, { json, headers: { 'Cache-Control': 'max-age=600' } });
}

test('keys at an address are read once, and again for one that is not among them', async (t) => {
  const web = await startPublicWeb(t, ['chatgpt.com']);
  const { keep, outcome, clock } = authenticator(t, web.fetch);
  const old = await signingClient(ID, clock.read, 'RS256', 'old');
  const next = await signingClient(ID, clock.read, 'RS256', 'next');
  const client = { authMethod: 'private_key_jwt', jwksUri: KEYS_URI, approvedAt: 1 } as const;
  await keep(client);

  publishKeys(web, old);
  assert.equal(await outcome(await old.fields(ISSUER)), '');
  assert.equal(await outcome(await old.fields(ISSUER)), '');
  assert.equal(web.fetched.length, 1);

  publishKeys(web, next);
  assert.match(await outcome(await next.fields(ISSUER)), /does not publish/);
  assert.equal(web.fetched.length, 1, 'keys are read at most once a minute');
  clock.pass(MINUTE);
  assert.equal(await outcome(await next.fields(ISSUER)), '');
  assert.equal(web.fetched.length, 2);
  assert.match(await outcome(await old.fields(ISSUER)), /does not publish/);

  web.publish(KEYS_URI, undefined);
  clock.pass(11 * MINUTE);
  assert.equal(await outcome(await next.fields(ISSUER)), '', 'the last keys serve meanwhile');
});

test('keys that were never read are a reason to try again, not to register anew', async (t) => {
  const web = await startPublicWeb(t, ['chatgpt.com']);
  const { keep, outcome, clock } = authenticator(t, web.fetch);
  const signer = await signingClient(ID, clock.read, 'ES256');
  await keep({ authMethod: 'private_key_jwt', jwksUri: KEYS_URI, approvedAt: 1 });
  assert.match(await outcome(await signer.fields(ISSUER)), /^temporarily_unavailable/);
});

test('before a person has allowed the client it sends us nowhere and leaves nothing to remember', async (t) => {
  const { keep, outcome, clock } = authenticator(t);
  const signer = await signingClient(ID, clock.read, 'ES256');
  for (const keys of [{ jwksUri: KEYS_URI }, { jwks: [signer.publicKey] }]) {
    await keep({ authMethod: 'private_key_jwt', ...keys });
    assert.match(await outcome(await signer.fields(ISSUER)), /^invalid_client: nobody has allowed/);
  }
  const unknown = 'https://evil.example/client.json';
  assert.match(await outcome({ client_id: unknown }), /not registered/);
  const named = await signingClient(unknown, clock.read, 'ES256');
  assert.match(await outcome(await named.fields(ISSUER)), /not registered/);
});

test('an assertion cannot be kept back and used when its claim has ended', async (t) => {
  const { keep, outcome, clock, store } = authenticator(t);
  const signer = await signingClient(ID, clock.read, 'ES256');
  await keep({ authMethod: 'private_key_jwt', jwks: [signer.publicKey], approvedAt: 1 });
  const fields = await signer.fields(ISSUER);
  assert.equal(await outcome(fields), '');
  for (let passed = 0; passed < 200; passed += 10) {
    await store.purge(clock.read(), { unapprovedClientMs: 1e9, auditMs: 1e9, endedGrantMs: 1e9 });
    assert.match(await outcome(fields), /^invalid_client/, `after ${passed} s`);
    clock.pass(10 * SECOND);
  }
});
