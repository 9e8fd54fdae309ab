/** Incident 9: settings were served beside the public routes, guarded by a path nobody should know (ha-mcp GHSA-mx64-982r-65vg). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { limitOf } from '../../src/net/limits/table.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { mcp, send } from '../support/oauth-client.ts';
import { watchRoutes } from '../support/routes.ts';

const routes = watchRoutes({ after });
const { base } = await startTestLatchkey({ after });

/** Who may call a route of the public listener. */
type Access =
  /** Reads nothing that is anybody's. */
  | 'anyone'
  /** Does nothing without the form, cookie and proof of a person. */
  | 'person'
  /** Does nothing without a code or token, and a client's proof. */
  | 'client'
  | 'bearer';

/** Every path there is. A new one is listed here with a reason to exist, or this test fails. */
const LISTED: Readonly<Record<string, Access>> = {
  'GET /healthz': 'anyone',
  'GET /jwks': 'anyone',
  'GET /oauth/jwks': 'anyone',
  'POST /register': 'anyone',
  'POST /oauth/register': 'anyone',
  'GET /authorize': 'anyone',
  'GET /oauth/authorize': 'anyone',
  'GET /consent': 'person',
  'POST /consent': 'person',
  'GET /signin/callback': 'person',
  'POST /token': 'client',
  'POST /oauth/token': 'client',
  'POST /revoke': 'client',
  'POST /oauth/revoke': 'client',
  'POST /introspect': 'client',
  'POST /oauth/introspect': 'client',
  'POST /mcp': 'bearer',
  'GET /mcp': 'bearer',
  'DELETE /mcp': 'bearer',
  'POST /': 'bearer',
  'GET /': 'bearer',
  'DELETE /': 'bearer',
};

const named = routes.filter((route) => !route.includes('/.well-known/'));
const answering = named.filter((route) => !route.startsWith('OPTIONS '));

test('GHSA-mx64-982r-65vg: the public listener has these routes and no other', () => {
  assert.ok(routes.length > 30, 'the routes were really watched');
  assert.deepEqual([...answering].sort(), Object.keys(LISTED).sort());
});

test('below /.well-known there are only documents to read', () => {
  const wellKnown = routes.filter((route) => route.includes('/.well-known/'));
  for (const route of wellKnown) assert.match(route, /^(GET|OPTIONS) \/([\w/]+\/)?\.well-known\//);
});

test('whatever needs a bearer says 401 without one, before anything else is read', async () => {
  for (const [route, access] of Object.entries(LISTED)) {
    if (access !== 'bearer') continue;
    const [method = '', path = ''] = route.split(' ');
    const body = method === 'POST' ? { body: '{not json' } : {};
    const answer = await send(`${base}${path}`, { method, ...body });
    assert.equal(answer.status, 401, route);
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*resource_metadata=/);
  }
  assert.equal((await mcp(base, undefined, 'tools/list')).status, 401);
});

test('every route has a limit, but the one that says we are well', () => {
  const unlimited = answering.filter((route) => {
    const [method = '', url = ''] = route.split(' ');
    return limitOf(method, url) === undefined;
  });
  assert.deepEqual(unlimited, ['GET /healthz']);
});

test('a path that nobody should know opens nothing', async () => {
  for (const path of [
    '/private_abcdef',
    '/mcp/private_abcdef',
    '/settings',
    '/.env',
    '/mcp/../x',
  ]) {
    assert.equal((await send(`${base}${path}`)).status, 404, path);
  }
});
