import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { isFiltered, mayAsk } from '../../src/demo/supervisor/rules.ts';
import { startDemoSupervisor } from '../../src/demo/supervisor/supervisor.ts';
import { type Ending, lastly } from '../support/lastly.ts';

async function house(t: Ending) {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const supervisor = await startDemoSupervisor({
    home: home.url,
    homeToken: home.people[0]?.token ?? '',
    services: ['mcp'],
  });
  lastly(t, () => supervisor.stop());
  const ask = (method: string, path: string, body?: object, token = supervisor.token) =>
    fetch(`${supervisor.url}${path}`, {
      method,
      headers: { ...(token !== '' && { Authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { home, supervisor, ask };
}

test('an app of the role default asks what is its own and any info, and nothing else', () => {
  for (const path of [
    '/addons/self/info',
    '/addons/self/options',
    '/addons/self/restart',
    '/info',
  ]) {
    assert.equal(mayAsk(path), true, path);
  }
  for (const path of ['/core/info', '/network/info', '/addons/other/info', '/discovery/a1']) {
    assert.equal(mayAsk(path), true, path);
  }
  for (const path of ['/addons', '/core/restart', '/addons/self/security', '/addons/self/update']) {
    assert.equal(mayAsk(path), false, path);
  }
  assert.equal(mayAsk('/addons/other/options'), false);
  assert.equal(mayAsk('/ingress/session'), false);
});

test('what looks like an attack is 400 before anything else, however it is encoded', async (t) => {
  const { ask } = await house(t);
  const bad = [
    '/core/api/states?x=%2e%2e%2f',
    '/info?q=%3Cscript%3E',
    '/info?u=/a/b',
    '/info?c=concat(1)',
  ];
  for (const path of [...bad, '/info?q=%253Cscript%253E']) {
    assert.equal(isFiltered(path), true, path);
    assert.equal((await ask('GET', path, undefined, '')).status, 400, path);
  }
  assert.equal(isFiltered('/addons/self/info'), false);
});

test('without the token it is 401, with a wrong one or beyond the role 403, without an envelope', async (t) => {
  const { ask } = await house(t);
  assert.equal((await ask('GET', '/addons/self/info', undefined, '')).status, 401);
  assert.equal((await ask('GET', '/addons/self/info', undefined, 'wrong')).status, 403);
  const refused = await ask('POST', '/core/restart');
  assert.equal(refused.status, 403);
  assert.equal(await refused.text(), '');
  const known = (await (await ask('GET', '/core/info')).json()) as { result: string };
  assert.equal(known.result, 'ok');
});

test('only listed services are announced; the same one again keeps its id', async (t) => {
  const { ask, supervisor } = await house(t);
  const say = async (service: string, url: string) => {
    const answer = await ask('POST', '/discovery', { service, config: { url } });
    return { status: answer.status, ...((await answer.json()) as { data?: { uuid: string } }) };
  };
  assert.equal((await say('latchkey', 'x')).status, 400);
  const first = await say('mcp', 'https://a.example/mcp');
  const second = await say('mcp', 'https://b.example/mcp');
  assert.equal(first.data?.uuid, second.data?.uuid);
  assert.deepEqual(
    [...supervisor.state.announced.values()],
    [{ service: 'mcp', config: { url: 'https://b.example/mcp' } }],
  );
  assert.equal((await ask('DELETE', `/discovery/${first.data?.uuid}`)).status, 200);
  assert.equal(supervisor.state.announced.size, 0);
});

test('Home Assistant is passed on to by GET, POST and DELETE only, and not before it runs', async (t) => {
  const { ask, supervisor } = await house(t);
  assert.equal((await ask('GET', '/core/api/config')).status, 200);
  assert.equal((await ask('GET', '/core/api/config', undefined, 'wrong')).status, 401);
  for (const method of ['PUT', 'PATCH']) {
    assert.equal((await ask(method, '/core/api/config')).status, 405);
  }
  assert.equal((await ask('GET', '/core/api/hassio/supervisor/info')).status, 403);
  supervisor.setCoreRunning(false);
  assert.equal((await ask('GET', '/core/api/config')).status, 502);
});

test('the websocket takes the app’s token and keeps the Supervisor’s own commands back', async (t) => {
  const { supervisor } = await house(t);
  const socket = new WebSocket(`${supervisor.url.replace('http', 'ws')}/core/websocket`);
  lastly(t, () => socket.terminate());
  const next = async () => JSON.parse(String((await once(socket, 'message'))[0]));
  assert.equal((await next()).type, 'auth_required');
  socket.send(JSON.stringify({ type: 'auth', access_token: supervisor.token }));
  assert.equal((await next()).type, 'auth_ok');
  socket.send(JSON.stringify({ id: 1, type: 'supervisor/api', endpoint: '/addons' }));
  assert.equal((await next()).error.code, 'unauthorized');
  socket.send(JSON.stringify({ id: 2, type: 'config/auth/list' }));
  assert.ok((await next()).result.length > 0);

  const stranger = new WebSocket(`${supervisor.url.replace('http', 'ws')}/core/websocket`);
  lastly(t, () => stranger.terminate());
  await once(stranger, 'message');
  stranger.send(JSON.stringify({ type: 'auth', access_token: 'wrong' }));
  assert.equal(JSON.parse(String((await once(stranger, 'message'))[0])).type, 'auth_invalid');
});
