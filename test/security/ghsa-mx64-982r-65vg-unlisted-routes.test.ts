/** Settings were served beside the public routes, guarded by a path nobody should know (ha-mcp GHSA-mx64-982r-65vg). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { limitOf } from '../../src/net/limits/table.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { mcp, send } from '../support/oauth-client.ts';
import { watchRoutes } from '../support/routes.ts';

const listeners = watchRoutes({ after });
const { base } = await startTestLatchkey({ after });

/** Then a Unix socket in the data folder, for whoever may read that anyway, and what ingress opens. */
const [routes = [], ofTheSocket = [], ofTheSettings = []] = listeners;
const answering = routes.filter((route) => !/^OPTIONS |\/\.well-known\//.test(route));

test('GHSA-mx64-982r-65vg: a route that nobody listed has no limit either, and fails here', () => {
  assert.ok(routes.length > 30, 'the routes were really watched');
  const unlimited = answering.filter((route) => {
    const [method = '', url = ''] = route.split(' ');
    return limitOf(method, url) === undefined;
  });
  assert.deepEqual(unlimited, ['GET /healthz'], 'see also the table in test/app/routes.test.ts');
});

test('what is answered on the socket in the data folder and to ingress is at no door', async () => {
  assert.equal(listeners.length, 3);
  assert.ok(ofTheSocket.length > 5, 'they were really watched');
  assert.ok(ofTheSettings.length > 2, 'they were really watched');
  for (const route of [...ofTheSocket, ...ofTheSettings.filter((one) => one !== 'GET /')]) {
    const [method = '', path = ''] = route.split(' ');
    const answer = await send(`${base}${path.replace(':name', 'x')}`, { method });
    assert.equal(answer.status, 404, route);
  }
});

test('below /.well-known there are only documents to read', () => {
  const wellKnown = routes.filter((route) => route.includes('/.well-known/'));
  for (const route of wellKnown) assert.match(route, /^(GET|OPTIONS) \/([\w/]+\/)?\.well-known\//);
});

test('whatever needs a bearer says 401 without one, before anything else is read', async () => {
  const bearer = answering.filter((route) => / \/(mcp)?$/.test(route));
  assert.equal(bearer.length, 6);
  for (const route of bearer) {
    const [method = '', path = ''] = route.split(' ');
    const body = method === 'POST' ? { body: '{not json' } : {};
    const answer = await send(`${base}${path}`, { method, ...body });
    assert.equal(answer.status, 401, route);
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*resource_metadata=/);
  }
  assert.equal((await mcp(base, undefined, 'tools/list')).status, 401);
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
