import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fetch } from '../../../src/net/checked-fetch.ts';
import { clientCredentials } from '../../../src/upstreams/auth/client-credentials.ts';

const RESOURCE = 'https://mcp.example/mcp';
const CREDENTIALS = {
  resource: RESOURCE,
  tokenUrl: 'https://id.example/token',
  clientId: 'it & me',
  clientSecret: 's:ecret',
  scope: 'read',
};

interface Asked {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

function tokenEndpoint(answer: (n: number) => object | number) {
  const asked: Asked[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    asked.push({ url: String(url), headers: new Headers(init.headers), body: String(init.body) });
    const said = answer(asked.length);
    return typeof said === 'number'
      ? new Response('{"error":"s:ecret"}', { status: said })
      : Response.json(said);
  };
  return { asked, fetch };
}

test('asks once for all who wait, as RFC 6749 has it', async () => {
  const { asked, fetch } = tokenEndpoint((n) => ({ access_token: `t${n}`, expires_in: 100 }));
  const provider = clientCredentials(CREDENTIALS, fetch, () => 0);
  assert.deepEqual(await Promise.all([provider.token(), provider.token()]), ['t1', 't1']);
  assert.equal(asked.length, 1);
  assert.equal(asked[0]?.url, 'https://id.example/token');
  assert.equal(atob(asked[0]?.headers.get('authorization')?.slice(6) ?? ''), 'it+%26+me:s%3Aecret');
  assert.equal(
    asked[0]?.body,
    'grant_type=client_credentials&resource=https%3A%2F%2Fmcp.example%2Fmcp&scope=read&client_id=it+%26+me',
  );
});

test('renews at 80 % of a life, and once when it is refused', async () => {
  let now = 0;
  const { fetch } = tokenEndpoint((n) => ({ access_token: `t${n}`, expires_in: '100' }));
  const provider = clientCredentials(CREDENTIALS, fetch, () => now);
  assert.equal(await provider.token(), 't1');
  now = 79_999;
  assert.equal(await provider.token(), 't1');
  now = 80_000;
  assert.equal(await provider.token(), 't2');
  await provider.onUnauthorized?.({} as never);
  assert.equal(await provider.token(), 't3');
});

test('a token without an end is kept until it is refused', async () => {
  const { asked, fetch } = tokenEndpoint(() => ({ access_token: 't' }));
  const provider = clientCredentials(CREDENTIALS, fetch, () => asked.length * 1e12);
  await provider.token();
  await provider.token();
  assert.equal(asked.length, 1);
});

test('no token is an error without what was said, and is asked for again', async () => {
  const { asked, fetch } = tokenEndpoint((n) =>
    n === 1 ? 401 : n === 2 ? {} : { access_token: 't' },
  );
  const provider = clientCredentials(CREDENTIALS, fetch, () => 0);
  for (const _ of [1, 2]) {
    await assert.rejects(provider.token(), (error: Error) => {
      assert.doesNotMatch(error.message, /ecret|id\.example/);
      return true;
    });
  }
  assert.equal(await provider.token(), 't');
  assert.equal(asked.length, 3);
});

test('the upstream names its token endpoint when the operator does not', async () => {
  const issuer = 'https://id.example';
  const fetch: Fetch = async (target) => {
    const { href } = new URL(target);
    if (href === 'https://mcp.example/.well-known/oauth-protected-resource/mcp') {
      return Response.json({ resource: RESOURCE, authorization_servers: [issuer] });
    }
    if (href === `${issuer}/.well-known/oauth-authorization-server`) {
      return Response.json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/given`,
        response_types_supported: ['code'],
      });
    }
    return href === `${issuer}/given`
      ? Response.json({ access_token: 'discovered' })
      : new Response(null, { status: 404 });
  };
  const { tokenUrl: _, ...credentials } = CREDENTIALS;
  const provider = clientCredentials(credentials, fetch, () => 0);
  assert.equal(await provider.token(), 'discovered');
});

test('no request waits for ever, those that find the token endpoint neither', async () => {
  const unbounded: string[] = [];
  const fetch: Fetch = async (target, init) => {
    if (init?.signal === undefined) unbounded.push(String(target));
    return new Response(null, { status: 404 });
  };
  const { tokenUrl: _, ...discovered } = CREDENTIALS;
  await assert.rejects(clientCredentials(discovered, fetch, () => 0).token());
  await assert.rejects(clientCredentials(CREDENTIALS, fetch, () => 0).token());
  assert.deepEqual(unbounded, []);
});
