import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { shownHeaders, shownOf } from '../../src/mcp/shown.ts';
import { lastly } from '../support/lastly.ts';

const HEADERS = {
  host: 'home.example',
  authorization: 'Bearer secret',
  cookie: 'a=b',
  accept: 'application/json',
  'mcp-method': 'tools/call',
  'mcp-name': 'get_state',
  'last-event-id': '1',
  'set-cookie': ['a=b'],
};
const RAW = { method: 'POST', url: '/mcp', headers: HEADERS };

test('what the SDK reads is shown, and no token', () => {
  assert.deepEqual(Object.fromEntries(shownHeaders(RAW)), {
    accept: 'application/json',
    'mcp-method': 'tools/call',
    'mcp-name': 'get_state',
    'last-event-id': '1',
  });
  const { method, called, spelling } = shownOf(RAW);
  assert.deepEqual([method, called], ['POST', 'get_state']);
  assert.equal(
    spelling,
    'POST /mcp\naccept: application/json\nmcp-method: tools/call\nlast-event-id: 1\n',
  );
});

test('no header comes in with a line break, so none can be taken for two', async (t) => {
  const server = createServer((_request, response) => response.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  lastly(t, () => server.close());
  for (const between of ['\r\n ', '\n ', '\r', '\n\t']) {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.end(`GET / HTTP/1.1\r\nHost: a\r\nMcp-Own: one${between}accept: two\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    assert.match(String(answer), /^HTTP\/1\.1 400 /, JSON.stringify(between));
  }
});
