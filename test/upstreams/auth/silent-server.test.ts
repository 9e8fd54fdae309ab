import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discover } from '../../../src/upstreams/auth/discovery.ts';
import { SignInFault } from '../../../src/upstreams/auth/faults.ts';
import { OAuthSession } from '../../../src/upstreams/auth/session.ts';
import { eventually } from '../../support/eventually.ts';
import { gatewayStage } from '../../support/gateway-stage.ts';
import { SignInVisitor } from '../../support/sign-in-visitor.ts';
import { signInStage } from '../../support/upstream-sign-ins.ts';

test('a server that publishes nothing is signed in at its own root', async (t) => {
  const stage = await gatewayStage(t);
  stage.upstream.silent = true;
  await stage.keep();
  const login = new URL(await new SignInVisitor(stage.app).leave(stage.link()));
  assert.equal(`${login.origin}${login.pathname}`, `${stage.upstream.origin}/authorize`);
  assert.equal(login.searchParams.get('code_challenge_method'), 'S256');
  await stage.signIn();
  await eventually(async () => stage.report()?.status === 'connected');
  await stage.call();
  assert.equal(stage.upstream.registered.length, 1);
  assert.match(stage.upstream.bearers.at(-1) ?? '', /^Bearer access-/);
});

test('a server that falls silent later has not moved its sign-in to itself', async (t) => {
  const { records } = await signInStage(t);
  const url = 'https://notes.example/mcp';
  const tokenEndpoint = 'https://login.example/token';
  const session = new OAuthSession({
    ...{ upstream: 'notes', owner: 'shared', url, records },
    allows: () => true,
    clock: Date.now,
    fetch: async (address) =>
      String(address) === tokenEndpoint
        ? Response.json({ access_token: 'new', token_type: 'Bearer' })
        : new Response('{}', { status: String(address) === url ? 401 : 404 }),
  });
  await session.accept({
    ...{ accessToken: 'old', refreshToken: 'refresh', url, tokenEndpoint },
    issuer: 'https://login.example',
    resource: url,
    client: { clientId: 'us', method: 'none' },
  });
  const response = await session.watching(session.options.fetch)(url, {
    headers: { authorization: 'Bearer old' },
  });
  await session.onUnauthorized({ response });
  assert.equal(await session.token(), 'new');
});

const asked = (status: (path: string) => number, more = {}) =>
  discover({
    url: 'https://notes.example/mcp',
    challenge: {},
    allows: () => true,
    fetch: async (address) => new Response('{}', { status: status(new URL(address).pathname) }),
    ...more,
  });

test('only a server that names nothing else is thought to have it at its root', async () => {
  const server = await asked(() => 404);
  assert.equal(server.assumed, true);
  assert.equal(server.issuer, 'https://notes.example');
  const { issuer: _, response_types_supported: _types, ...endpoints } = server.metadata;
  for (const [name, one] of Object.entries(endpoints)) {
    assert.equal(new URL(String(one)).origin, 'https://notes.example', name);
  }
  const named = { resourceMetadataUrl: new URL('https://notes.example/gone') };
  await assert.rejects(
    asked(() => 404, { challenge: named }),
    SignInFault,
  );
  await assert.rejects(
    asked(() => 404, { issuer: 'https://other.example' }),
    SignInFault,
  );
  await assert.rejects(
    asked(() => 503),
    SignInFault,
  );
  await assert.rejects(
    asked(() => 404, { allows: () => false }),
    SignInFault,
  );
});
