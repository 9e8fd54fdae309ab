import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressFault, readUpstreams, type UpstreamEntry } from '../../src/upstreams/entries.ts';
import fc from '../support/fast-check.ts';

const URL_ = 'https://mcp.example/mcp';

function read(mcpServers: unknown) {
  const result = readUpstreams({ mcpServers });
  assert.ok(result.ok);
  return result.value;
}

function only(entry: unknown): UpstreamEntry {
  const { entries, faults } = read({ it: entry });
  assert.deepEqual(faults, []);
  const [one] = entries;
  assert.ok(one);
  return one;
}

function faultOf(entry: unknown): string {
  const { entries, faults } = read({ it: entry });
  assert.deepEqual(entries, []);
  return faults[0]?.sentence ?? '';
}

test('the shapes people have already are read as they are', () => {
  assert.deepEqual(only({ command: 'uvx', args: ['mcp-server-time'], env: { TZ: 'UTC' } }), {
    name: 'it',
    transport: { kind: 'stdio', command: 'uvx', args: ['mcp-server-time'], env: { TZ: 'UTC' } },
    auth: { method: 'none' },
    timeoutMs: 60_000,
    privateNetwork: false,
    perPerson: false,
  });
  const headers = { 'X-API-Key': 'k' };
  assert.deepEqual(only({ url: URL_, headers }).transport, { kind: 'http', url: URL_, headers });
  for (const type of ['http', 'streamable_http', 'streamable-http']) {
    assert.equal(only({ transport_type: type, url: URL_ }).transport.kind, 'http');
    assert.equal(only({ transport: { type }, url: URL_ }).transport.kind, 'http');
  }
  const sse = only({ type: 'sse', url: URL_, sse_read_timeout: 5, timeout: 2 });
  assert.deepEqual([sse.transport.kind, sse.timeoutMs], ['sse', 2_000]);
  assert.deepEqual(only({ url: URL_, auth: { method: 'oauth' } }).auth.method, 'oauth');
  const token = only({ url: URL_, auth: { method: 'bearer', token: 't' } });
  assert.deepEqual(token.transport, {
    kind: 'http',
    url: URL_,
    headers: { Authorization: 'Bearer t' },
  });
  assert.deepEqual(
    only({
      url: URL_,
      authorization: {
        tokenUrl: 'https://id.example/token',
        clientId: 'c',
        clientSecret: 's',
        grantType: 'client_credentials',
      },
    }).auth,
    {
      method: 'client_credentials',
      tokenUrl: 'https://id.example/token',
      clientId: 'c',
      clientSecret: 's',
      scope: undefined,
    },
  );
});

test('one that is wrong stops no other, and says what to change without what was written', () => {
  const { entries, faults } = read({
    good: { url: URL_ },
    bad: { url: URL_, headers: { Authorization: 42, other: 'hunter2' } },
    'Good!': { url: URL_ },
    off: { url: URL_, disabled: true },
  });
  assert.deepEqual(
    entries.map(({ name }) => name),
    ['good'],
  );
  assert.deepEqual(faults, [
    { name: 'bad', sentence: 'Its field headers.Authorization does not have the right form.' },
    { name: 'good', sentence: 'Another server is called good too.' },
  ]);
});

for (const [entry, sentence] of [
  [{}, /url, or a command/],
  [{ url: URL_, command: 'x' }, /both url and command/],
  [{ url: URL_, type: 'stdio' }, /needs a command/],
  [{ command: 'x', type: 'sse' }, /by stdio only/],
  [{ command: 'x', auth: { method: 'oauth' } }, /cannot use OAuth/],
  [{ url: URL_, auth: { method: 'client_credentials' } }, /client id and a client secret/],
  [{ url: URL_, auth: { method: 'kerberos' } }, /auth\.method/],
  ['https://mcp.example', /right form/],
] as const) {
  test(`${JSON.stringify(entry)} is refused with a sentence`, () => {
    assert.match(faultOf(entry), sentence);
  });
}

test('names fit a scope and a tool name', () => {
  assert.deepEqual(
    read({ 'GitHub (work)': { url: URL_ }, Ünïcode: { url: URL_ } }).entries.map(
      ({ name }) => name,
    ),
    ['github-work', 'unicode'],
  );
  assert.equal(read({ 日本: { url: URL_ } }).faults[0]?.name, 'unnamed');
  assert.equal(readUpstreams({ servers: {} }).ok, false);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.constant({ url: URL_ })), (servers) => {
      for (const { name } of read(servers).entries) assert.match(name, /^[a-z0-9][a-z0-9-]{0,23}$/);
    }),
  );
});

test('no file makes the reading throw', () => {
  fc.assert(fc.property(fc.jsonValue(), (file) => void readUpstreams(file)));
  fc.assert(fc.property(fc.jsonValue(), (entry) => void readUpstreams({ mcpServers: { entry } })));
});

test('an address within the house needs a yes, and plain http stays there', () => {
  assert.equal(addressFault(URL_, false), undefined);
  for (const inside of [
    'http://192.168.1.5:3000/mcp',
    'http://localhost:3000/mcp',
    'https://nas.local/mcp',
  ]) {
    assert.match(addressFault(inside, false) ?? '', /private_network/);
    assert.equal(addressFault(inside, true), undefined);
  }
  assert.match(addressFault('http://mcp.example/mcp', true) ?? '', /use https/);
  assert.match(addressFault('https://u:p@mcp.example/mcp', true) ?? '', /headers/);
  for (const strange of ['file:///etc/passwd', 'javascript:alert(1)', '']) {
    assert.match(addressFault(strange, true) ?? '', /https:\/\//);
  }
});
