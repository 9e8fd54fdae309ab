import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrontDoors, frontDoor } from '../../src/net/front-doors.ts';

const PUBLIC = 'https://mcp.example.com';
const NABU_CASA = 'https://abc.ui.nabu.casa/api/latchkey';

test('a door is made of its base URL alone', () => {
  assert.deepEqual(frontDoor(NABU_CASA), {
    issuer: NABU_CASA,
    resource: `${NABU_CASA}/mcp`,
    host: 'abc.ui.nabu.casa',
    origin: 'https://abc.ui.nabu.casa',
    path: '/api/latchkey',
    secure: true,
  });
});

test('a request is matched to a door by exact host', () => {
  const doors = new FrontDoors([PUBLIC, NABU_CASA, 'http://a1b2-latchkey:8086'], 8086);
  const cases: [string | undefined, string | undefined][] = [
    ['mcp.example.com', PUBLIC],
    ['MCP.Example.Com', PUBLIC],
    ['mcp.example.com:443', PUBLIC],
    ['abc.ui.nabu.casa', NABU_CASA],
    ['a1b2-latchkey:8086', 'http://a1b2-latchkey:8086'],
    ['evil.example', undefined],
    ['mcp.example.com.evil.example', undefined],
    ['mcp.example.com:8443', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [host, issuer] of cases) assert.equal(doors.match(host)?.issuer, issuer, host);
});

test('a name that no stranger can rebind is served as the canonical door', () => {
  const doors = new FrontDoors([PUBLIC], 8086, ['local-latchkey']);
  for (const host of [
    'localhost:8086',
    '127.0.0.1:8086',
    '192.168.1.5:8086',
    '[::1]:8086',
    '[fd00::5]',
    'local-latchkey:8086',
  ]) {
    assert.equal(doors.match(host)?.issuer, PUBLIC, host);
  }
});

test('without a public door, this machine is the door by each of its names', () => {
  const doors = new FrontDoors([], 8086);
  assert.equal(doors.canonical.issuer, 'http://localhost:8086');
  assert.equal(doors.match('127.0.0.1:8086')?.resource, 'http://127.0.0.1:8086/mcp');
  assert.equal(doors.match('[::1]:8086')?.resource, 'http://[::1]:8086/mcp');
});

test('only our own pages may call, and on one machine that machine’s', () => {
  const open = new FrontDoors([PUBLIC], 8086);
  assert.equal(open.ownsOrigin(PUBLIC), true);
  assert.equal(open.ownsOrigin('http://localhost:6274'), false);
  assert.equal(open.ownsOrigin('null'), false);
  const local = new FrontDoors([], 8086);
  assert.equal(local.ownsOrigin('http://localhost:6274'), true);
  assert.equal(local.ownsOrigin('http://localhost.evil.example'), false);
  assert.equal(local.ownsOrigin('https://evil.example'), false);
});
