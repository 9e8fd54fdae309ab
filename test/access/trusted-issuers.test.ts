import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Accounts } from '../../src/access/accounts.ts';
import { Machines } from '../../src/access/machines.ts';
import { trustedTokens } from '../../src/access/trusted-issuers/trusted-tokens.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { MINUTE, SECOND } from '../../src/core/clock.ts';
import { frontDoor } from '../../src/net/front-doors.ts';
import { lastly } from '../support/lastly.ts';
import { TestClock } from '../support/latchkey-under-test.ts';
import { TinyIssuer } from '../support/tiny-issuer.ts';

const AUDIENCE = 'home-client';
const DOOR = frontDoor('https://mcp.example.net');
const ALL = ['home:read', 'home:control', 'home:configure', 'energy:read'];

/** An issuer, and a way to show its tokens: the scope they get, or how they are answered. */
async function trusting(
  t: TestContext,
  more: Readonly<Record<string, unknown>> = {},
  options: { readonly path?: string } = {},
) {
  const clock = new TestClock();
  const issuer = await TinyIssuer.start(t, { clock: clock.read, ...options });
  const troubles: string[] = [];
  const { config } = readConfig({
    env: {
      MCP_TRUSTED_ISSUERS: JSON.stringify([
        { name: 'idp', issuer: issuer.url, audience: AUDIENCE, ...more },
      ]),
    },
    defaultDataDir: '',
  });
  const prove = trustedTokens({
    issuers: config.trustedIssuers,
    machines: new Machines({
      accounts: new Accounts({
        store: { liveGrantsOf: async () => [], person: async () => undefined },
        operatorHome: 'home',
      }),
      supported: () => ALL,
    }),
    clock: clock.read,
    onTrouble: (_name, reason) => troubles.push(reason),
  });
  const principalOf = async (token: string) => {
    const proven = await prove(token, DOOR);
    return proven?.status === 'known' ? proven.principal : proven?.status;
  };
  return {
    clock,
    issuer,
    troubles,
    principalOf,
    /** The scope of a token, or `refused`, or `unavailable`. */
    async shows(claims: Readonly<Record<string, unknown>> = {}, header = {}) {
      const found = await principalOf(await issuer.sign(AUDIENCE, claims, header));
      return typeof found === 'object' ? found.scope.join(' ') : (found ?? 'refused');
    },
  };
}

describe('a token of a trusted issuer', () => {
  it('makes a machine of its subject, for as long as it lives', async (t) => {
    const { issuer, principalOf, clock } = await trusting(t);
    const principal = await principalOf(await issuer.sign(AUDIENCE));
    assert.ok(typeof principal === 'object' && principal.kind === 'machine');
    assert.equal(principal.name, 'idp:service-account');
    assert.deepEqual(principal.scope, ['home:read', 'energy:read']);
    assert.ok((principal.expiresAt ?? 0) > clock.read());
    assert.deepEqual(principal.account, {
      ok: true,
      value: { home: 'home', credentialId: 'operator', administrator: false },
    });
  });

  it('without sub is its client', async (t) => {
    const { issuer, principalOf } = await trusting(t);
    const named = async (claims: Readonly<Record<string, unknown>>) => {
      const found = await principalOf(await issuer.sign(AUDIENCE, { sub: undefined, ...claims }));
      return typeof found === 'object' && found.kind === 'machine' ? found.name : found;
    };
    assert.equal(await named({ client_id: 'robot' }), 'idp:robot');
    assert.equal(await named({ azp: 'robot' }), 'idp:robot');
    assert.equal(await named({}), undefined, 'somebody it must be');
    assert.equal(await named({ client_id: 'x'.repeat(300) }), undefined);
  });

  it('says its scopes in any of three ways, and unknown ones mean nothing', async (t) => {
    const { shows } = await trusting(t);
    const none = { scope: undefined };
    assert.equal(await shows({ scope: 'openid home:read' }), 'home:read');
    assert.equal(await shows({ ...none, scp: ['home:read', 'x'] }), 'home:read', 'Authelia');
    assert.equal(await shows({ ...none, scp: 'energy:read home:read' }), 'energy:read home:read');
    const flags = { 'energy:read': true, 'home:read': false, email_verified: true };
    assert.equal(await shows({ ...none, ...flags }), 'energy:read', 'Authentik');
    assert.equal(await shows(none), '');
    assert.equal(await shows({ scope: 7, scp: { a: 1 } }), '');
  });

  it('gets no more than the operator wrote for its issuer, and without that only looks', async (t) => {
    const all = { scope: ALL.join(' ') };
    const careful = await trusting(t);
    assert.equal(await careful.shows(all), 'home:read energy:read');
    const generous = await trusting(t, { scopes: ['home:control'] });
    assert.equal(await generous.shows(all), 'home:read home:control');
    assert.equal(await generous.shows({ scope: 'home:configure' }), '');
  });

  it('has its scopes translated', async (t) => {
    const scope_map = { 'read:energy': 'energy:read', staff: ['home:read', 'home:control'] };
    const { shows } = await trusting(t, { scope_map, scopes: ['home:control', 'energy:read'] });
    assert.equal(await shows({ scope: undefined, 'read:energy': true }), 'energy:read');
    assert.equal(await shows({ scope: 'staff' }), 'home:read home:control');
    assert.equal(await shows({ scope: '__proto__ constructor toString' }), '');
  });

  it('may name several audiences, when ours is one of them', async (t) => {
    const { issuer, principalOf } = await trusting(t, { audience: [AUDIENCE, 'other-name'] });
    const accepted = async (aud: unknown) => {
      return typeof (await principalOf(await issuer.sign(aud))) === 'object';
    };
    assert.equal(await accepted(['account', AUDIENCE]), true);
    assert.equal(await accepted('other-name'), true);
    assert.equal(await accepted(['account']), false);
    assert.equal(await accepted([]), false);
    assert.equal(await accepted(undefined), false);
  });

  it('is of a type that access tokens have, or of none', async (t) => {
    const { shows } = await trusting(t);
    for (const typ of ['at+jwt', 'JWT', 'jwt', 'application/at+jwt', undefined]) {
      assert.notEqual(await shows({}, { typ }), 'refused', String(typ));
    }
    for (const typ of ['logout+jwt', 'dpop+jwt', 'id_token', '']) {
      assert.equal(await shows({}, { typ }), 'refused', typ);
    }
  });

  it('holds only between its times, give or take a clock that is some seconds off', async (t) => {
    const { shows, clock } = await trusting(t);
    const now = Math.floor(clock.read() / SECOND);
    assert.equal(await shows({ exp: undefined }), 'refused');
    assert.equal(await shows({ exp: now - 11 }), 'refused');
    assert.notEqual(await shows({ exp: now - 5 }), 'refused');
    assert.equal(await shows({ nbf: now + 60 }), 'refused');
    assert.notEqual(await shows({ nbf: now + 5 }), 'refused');
    assert.equal(await shows({ exp: String(now + 60) }), 'refused');
  });
});

describe('the keys of a trusted issuer', () => {
  it('are found by discovery, or where the operator says', async (t) => {
    const found = await trusting(t);
    assert.equal(await found.shows(), 'home:read energy:read');
    assert.deepEqual(found.issuer.asked, [
      '/application/o/home/.well-known/openid-configuration',
      '/application/o/home/jwks',
    ]);
    const clock = new TestClock();
    const keys = await TinyIssuer.start(t, { clock: clock.read });
    const said = await trusting(t, { jwks_url: `${keys.url}jwks` });
    said.issuer.key = keys.key;
    assert.equal(await said.shows(), 'home:read energy:read');
    assert.deepEqual(said.issuer.asked, []);
  });

  it('are those of the very issuer, at a place as safe as its own', async (t) => {
    for (const discovery of [
      { issuer: 'http://127.0.0.1:1/another' },
      { issuer: undefined },
      { jwks_uri: undefined },
      { jwks_uri: 'file:///etc/passwd' },
    ]) {
      const { issuer, shows, troubles } = await trusting(t);
      issuer.discovery = discovery;
      assert.equal(await shows(), 'unavailable');
      assert.ok(troubles.length > 0);
    }
  });

  it('are read once for many tokens, and again when they are ten minutes old', async (t) => {
    const { issuer, shows, clock } = await trusting(t);
    const all = await Promise.all(Array.from({ length: 20 }, () => shows()));
    assert.ok(all.every((one) => one === 'home:read energy:read'));
    assert.equal(issuer.asked.length, 2);
    clock.pass(9 * MINUTE);
    await shows();
    assert.equal(issuer.asked.length, 2);
    clock.pass(MINUTE);
    await shows();
    assert.equal(issuer.asked.length, 4);
  });

  it('may be replaced: the next token is accepted without a restart', async (t) => {
    const { issuer, shows, clock } = await trusting(t);
    await shows();
    const old = issuer.key;
    await issuer.rotate('second');
    assert.equal(await shows(), 'home:read energy:read');
    issuer.key = old;
    assert.equal(await shows(), 'refused', 'what it withdrew is good no more');
    clock.pass(MINUTE);
    await issuer.rotate('third');
    assert.equal(await shows(), 'home:read energy:read');
  });

  it('that nobody knows are asked for twice a minute at most', async (t) => {
    const { issuer, shows, clock } = await trusting(t);
    await shows();
    const before = issuer.asked.length;
    for (let n = 0; n < 50; n += 1) assert.equal(await shows({}, { kid: `${n}` }), 'refused');
    assert.equal(issuer.asked.length, before + 2);
    clock.pass(30 * SECOND);
    await shows({}, { kid: 'one more' });
    assert.equal(issuer.asked.length, before + 4);
  });

  it('stay good while the issuer is down, which is asked again every ten seconds', async (t) => {
    const { issuer, shows, clock, troubles } = await trusting(t);
    await shows();
    issuer.setUp(false);
    clock.pass(10 * MINUTE);
    for (let n = 0; n < 5; n += 1) assert.equal(await shows(), 'home:read energy:read');
    assert.equal(troubles.length, 1);
    clock.pass(10 * SECOND);
    await shows();
    assert.equal(troubles.length, 2);

    issuer.setUp(true);
    await issuer.rotate('second');
    clock.pass(10 * SECOND);
    assert.equal(await shows(), 'home:read energy:read');
  });

  it('may come late: an issuer that was down at the start is found when it is up', async (t) => {
    const { issuer, shows, clock } = await trusting(t);
    issuer.setUp(false);
    assert.equal(await shows(), 'unavailable');
    issuer.setUp(true);
    assert.equal(await shows(), 'unavailable', 'it is left alone for ten seconds');
    clock.pass(10 * SECOND);
    assert.equal(await shows(), 'home:read energy:read');
  });

  it('of one name twice, for encryption, or for another algorithm verify nothing', async (t) => {
    const { issuer, shows, clock } = await trusting(t);
    const { publicJwk } = issuer.key;
    for (const published of [
      [publicJwk, publicJwk],
      [{ ...publicJwk, use: 'enc' }],
      [{ ...publicJwk, alg: 'PS256' }],
    ]) {
      issuer.published = published;
      clock.pass(10 * MINUTE);
      assert.equal(await shows(), 'refused');
    }
  });
});

describe('fetching from an issuer', () => {
  it('reads a bounded JSON answer and follows no redirect', async (t) => {
    const { createServer } = await import('node:http');
    const { fetchJson } = await import('../../src/access/trusted-issuers/fetch-json.ts');
    const server = createServer((request, response) => {
      if (request.url === '/good') response.end('{"keys":[]}');
      else if (request.url === '/moved') response.writeHead(302, { Location: '/good' }).end();
      else if (request.url === '/large') response.end(' '.repeat(200 * 1_024));
      else if (request.url === '/text') response.end('<html>');
      else response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    lastly(t, () => server.close());
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    const base = `http://127.0.0.1:${address.port}`;
    assert.deepEqual(await fetchJson(`${base}/good`), { keys: [] });
    for (const path of ['moved', 'large', 'text', 'broken']) {
      await assert.rejects(fetchJson(`${base}/${path}`), path);
    }
  });
});
