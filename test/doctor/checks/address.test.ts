import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAddress } from '../../../src/doctor/checks/address.ts';
import { frontDoor } from '../../../src/net/front-doors.ts';

const code = (url: string, more: { given?: string; othersPublic?: boolean } = {}) =>
  judgeAddress({ door: frontDoor(url), configured: true, othersPublic: false, ...more }).finding;

test('a public door is https on port 443', () => {
  assert.equal(code('https://mcp.example.com'), 'sound');
  assert.equal(code('https://mcp.example.com:443'), 'sound');
  assert.equal(code('https://mcp.example.com:8443'), 'url_port');
});

test('a door of the house may have any port, and is only told to be one', () => {
  assert.equal(code('https://latchkey.local:8443'), 'url_in_house');
  assert.equal(code('https://latchkey.local:8443', { othersPublic: true }), 'sound');
  assert.equal(code('http://192.168.1.5:8086'), 'url_http_in_house');
  assert.equal(code('http://127.0.0.1:8086', { othersPublic: true }), 'sound');
});

test('without a base URL only this machine can connect', () => {
  const door = frontDoor('http://localhost:8086');
  const { finding } = judgeAddress({ door, configured: false, othersPublic: false });
  assert.equal(finding, 'url_not_set');
});

for (const [given, expected] of [
  ['https://mcp.example.com/mcp', 'sound'],
  ['https://mcp.example.com', 'sound'],
  ['https://mcp.example.com/mcp/', 'sound'],
  ['mcp.example.com/mcp', 'sound'],
  ['mcp.example.com:443/mcp', 'sound'],
  ['https://mcp.example.com/mcp/mcp', 'url_mcp_twice'],
  ['https://mcp.example.com/mcp//mcp/', 'url_mcp_twice'],
  ['https://mcp.example.com/sse', 'url_other_path'],
  ['http://mcp.example.com/mcp', 'url_http'],
  ['https://mcp.example.com:8086/mcp', 'url_port'],
  ['https://example.com/mcp', 'url_not_a_door'],
  ['ftp://mcp.example.com/mcp', 'url_not_a_door'],
  ['', 'url_not_a_door'],
] as const) {
  test(`an assistant that was given "${given}": ${expected}`, () => {
    assert.equal(code('https://mcp.example.com', { given }), expected);
  });
}

test('what is repeated of a given address is without its query', () => {
  const door = frontDoor('https://mcp.example.com');
  for (const given of ['https://x.example/mcp?token=hunter2', ':?token=hunter2']) {
    const verdict = judgeAddress({ door, configured: true, othersPublic: false, given });
    assert.doesNotMatch(JSON.stringify(verdict), /hunter2/);
  }
});
