import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frontDoor } from '../../../src/net/front-doors.ts';
import { ownClient } from '../../../src/upstreams/auth/own-client.ts';
import { eventually } from '../../support/eventually.ts';
import { BASE, gatewayStage } from '../../support/gateway-stage.ts';
import { SignInVisitor } from '../../support/sign-in-visitor.ts';

const CALLBACK = `${BASE}/upstream/callback`;
const THREE = { content: [{ type: 'text', text: '3' }] };

test('an administrator signs in with a browser, and the upstream is used from then on', async (t) => {
  const stage = await gatewayStage(t);
  const { upstream } = stage;
  await stage.keep();
  await eventually(async () => stage.report()?.status === 'needs sign-in');
  assert.match(stage.report()?.problem ?? '', /sign-in link of notes/);
  await assert.rejects(stage.call(), /needs a sign-in: an administrator asks Latchkey/);

  await stage.signIn();
  await eventually(async () => stage.report()?.tools === 3);
  const { content } = (await stage.call()) as typeof THREE;
  assert.deepEqual(content, THREE.content);
  assert.equal(stage.report()?.status, 'connected');
  assert.equal(stage.report()?.problem, undefined);
  const ends = stage.report()?.tokenEndsAt ?? 0;
  assert.ok(ends > Date.now() + 3_500_000 && ends <= Date.now() + 3_600_000);

  const [event] = await stage.store.auditEvents(1);
  assert.deepEqual(
    [event?.kind, event?.outcome, event?.detail],
    ['upstream_sign_in', 'done', { upstream: 'notes', owner: 'shared' }],
  );
  const [registered] = upstream.registered;
  assert.equal(registered?.client_name, 'Latchkey');
  assert.equal(registered?.application_type, 'web');
  assert.deepEqual(registered?.redirect_uris, [CALLBACK]);
  assert.deepEqual(registered?.grant_types, ['authorization_code', 'refresh_token']);
  const [spent] = upstream.tokenRequests;
  assert.equal(spent?.form.get('resource'), upstream.url);
  assert.equal(spent?.form.get('redirect_uri'), CALLBACK);
  assert.equal(atob(spent?.authorization?.slice(6) ?? ''), 'client-1:their+secret');
  assert.ok(!JSON.stringify([stage.gateway.report(), stage.logged]).includes('their secret'));
  const foreign = upstream.bearers.filter(
    (one) => one !== undefined && !/^Bearer access-/.test(one),
  );
  assert.deepEqual(foreign, [], 'it gets its own tokens and no others');
});

test('what is asked for is S256, resource, a fresh state and the scope of the refusal', async (t) => {
  const stage = await gatewayStage(t);
  const { upstream } = stage;
  upstream.metadata = { scopes_supported: ['read', 'offline_access'] };
  await stage.keep();
  const visitor = new SignInVisitor(stage.app);
  const first = new URL(await visitor.leave(stage.link()));
  const other = new URL(await visitor.leave(stage.link()));
  assert.equal(first.origin + first.pathname, `${upstream.origin}/authorize`);
  const asked = Object.fromEntries(first.searchParams);
  assert.equal(asked.response_type, 'code');
  assert.equal(asked.code_challenge_method, 'S256');
  assert.equal(asked.resource, upstream.url);
  assert.equal(asked.scope, 'read offline_access');
  assert.equal(asked.redirect_uri, CALLBACK);
  assert.match(asked.state ?? '', /^[A-Za-z0-9_-]{43}$/);
  assert.notEqual(first.searchParams.get('state'), other.searchParams.get('state'));
  assert.equal(upstream.registered.length, 1, 'one registration is enough');
});

test('tokens are sealed, and are there after a restart', async (t) => {
  const stage = await gatewayStage(t);
  await stage.keep();
  await stage.signIn();
  const kept = JSON.stringify(await stage.store.upstreamSecrets('notes'));
  assert.match(kept, /"kind":"tokens"/);
  assert.doesNotMatch(kept, /access-|refresh-|their secret|client-1/);
  const before = stage.upstream.tokenRequests.length;
  const again = stage.restarted();
  await again.keep(keptEntries(stage.upstream.url));
  await eventually(async () => again.report()[0]?.status === 'connected');
  assert.equal(stage.upstream.tokenRequests.length, before);
  await again.keep(keptEntries(`${stage.upstream.origin}/mcp?other`));
  assert.equal(again.report()[0]?.status, 'needs sign-in', 'another address gets no token of it');
  await again.keep([], []);
  assert.deepEqual(await stage.store.upstreamSecrets('notes'), []);
});

function keptEntries(url: string) {
  return [
    {
      name: 'notes',
      transport: { kind: 'http' as const, url, headers: {} },
      auth: { method: 'oauth' as const },
      timeoutMs: 60_000,
      privateNetwork: true,
      perPerson: false,
    },
  ];
}

test('a client of the operator is used as it is written, and for its first issuer only', async (t) => {
  const stage = await gatewayStage(t);
  const { upstream } = stage;
  await stage.keep({
    auth: { method: 'oauth', client_id: '$' + '{ID}', client_secret: '$' + '{secret:x}' },
  });
  await stage.signIn();
  assert.deepEqual(upstream.registered, []);
  assert.equal(atob(upstream.tokenRequests[0]?.authorization?.slice(6) ?? ''), 'given+id:secret');

  upstream.metadata = { issuer: `${upstream.origin}/` };
  upstream.resourceMetadata = { authorization_servers: [`${upstream.origin}/`] };
  const visitor = new SignInVisitor(stage.app);
  const link = stage.link();
  const page = await visitor.press(await visitor.open(link), link);
  assert.equal(page.statusCode, 502);
  assert.match(page.body, /write the new one as issuer/);
});

test('another issuer is another registration, and gets nothing of the first', async (t) => {
  const stage = await gatewayStage(t);
  const { upstream } = stage;
  await stage.keep();
  await stage.signIn();
  await eventually(async () => stage.report()?.tools === 3);
  upstream.metadata = { issuer: `${upstream.origin}/` };
  upstream.resourceMetadata = { authorization_servers: [`${upstream.origin}/`] };
  upstream.endAccessTokens();
  const before = upstream.tokenRequests.length;
  await assert.rejects(stage.call(), /needs a sign-in/);
  assert.equal(upstream.tokenRequests.length, before, 'no refresh token went there');
  const visitor = new SignInVisitor(stage.app);
  const back = upstream.authorize(await visitor.leave(stage.link()), {
    iss: `${upstream.origin}/`,
  });
  assert.match((await visitor.open(back.href)).body, /You are signed in/);
  assert.equal(upstream.registered.length, 2);
  const issuers = (await stage.store.upstreamSecrets('notes'))
    .filter(({ kind }) => kind === 'tokens')
    .map(({ issuer }) => issuer);
  assert.deepEqual(issuers, [`${upstream.origin}/`]);
});

test('what an authorization server lacks is a sentence, and the link can be tried again', async (t) => {
  const stage = await gatewayStage(t);
  const { upstream } = stage;
  await stage.keep();
  const link = stage.link();
  const visitor = new SignInVisitor(stage.app);
  const faults: readonly (readonly [object, RegExp])[] = [
    [{ code_challenge_methods_supported: undefined }, /PKCE with S256/],
    [{ code_challenge_methods_supported: ['plain'] }, /PKCE with S256/],
    [{ registration_endpoint: undefined }, /takes no registrations/],
    [{ issuer: 'https://other.example' }, /says it is another one/],
    [{ authorization_endpoint: 'http://other.example/authorize' }, /address that is not https/],
    [{ token_endpoint: 'http://other.example/token' }, /address that is not https/],
    [{ registration_endpoint: 'http://other.example/register' }, /address that is not https/],
  ];
  for (const [metadata, sentence] of faults) {
    upstream.metadata = metadata as Record<string, unknown>;
    const page = await visitor.press(await visitor.open(link), link);
    assert.equal(page.statusCode, 502, String(sentence));
    assert.match(page.body, sentence);
    assert.doesNotMatch(page.body, /http-equiv="refresh"/);
  }
  upstream.metadata = {};
  upstream.resourceMetadata = { resource: 'https://other.example/mcp' };
  assert.match((await visitor.press(await visitor.open(link), link)).body, /about another address/);
  upstream.resourceMetadata = {};
  assert.match(await visitor.leave(link), /^http:\/\/127/);
});

test('the document names its own address', async (t) => {
  const stage = await gatewayStage(t);
  const answer = await stage.app.inject({
    url: '/upstream/client.json',
    headers: { host: 'home.example' },
  });
  assert.deepEqual(answer.json(), {
    client_id: `${BASE}/upstream/client.json`,
    client_name: 'Latchkey',
    redirect_uris: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'web',
    token_endpoint_auth_method: 'none',
  });
});

test('who we are depends on the front door', () => {
  const kind = (base: string) => {
    const own = ownClient(frontDoor(base));
    return own && [own.metadata.application_type, own.published];
  };
  assert.deepEqual(kind('https://home.example'), ['web', true]);
  assert.deepEqual(kind('https://home.example/path'), ['web', true]);
  assert.deepEqual(kind('https://homeassistant.local'), ['web', false]);
  assert.deepEqual(kind('https://203.0.113.7'), ['web', false]);
  assert.deepEqual(kind('http://localhost:9583'), ['native', false]);
  assert.equal(kind('http://192.168.1.5:9583'), undefined, 'a code would travel in the clear');
});

test('where documents are read, ours is the client id and nothing is registered', async (t) => {
  const stage = await gatewayStage(t);
  stage.upstream.metadata = { client_id_metadata_document_supported: true };
  await stage.keep();
  await stage.signIn();
  assert.deepEqual(stage.upstream.registered, []);
  const [spent] = stage.upstream.tokenRequests;
  assert.equal(spent?.form.get('client_id'), `${BASE}/upstream/client.json`);
  assert.equal(spent?.authorization, undefined);
});
