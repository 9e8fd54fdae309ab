import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeIpv4 } from '../../../src/doctor/checks/ipv4.ts';
import { judgeName } from '../../../src/doctor/checks/name.ts';
import { frontDoor } from '../../../src/net/front-doors.ts';

const door = frontDoor('https://mcp.example.com');
const inside = frontDoor('http://latchkey.local:8086');

test('a name leads somewhere, and a public one to a public address', () => {
  assert.equal(judgeName(door, ['93.184.215.14']).finding, 'sound');
  assert.equal(judgeName(door, []).finding, 'name_unknown');
  assert.equal(judgeName(inside, []).finding, 'name_unknown');
  assert.equal(judgeName(inside, ['192.168.1.5']).finding, 'sound');
  for (const address of ['192.168.1.5', '100.64.0.7', 'fd00::1']) {
    assert.equal(judgeName(door, [address]).finding, 'name_private');
  }
  assert.equal(judgeName(frontDoor('https://93.184.215.14'), ['93.184.215.14']).finding, 'sound');
});

test('hosted assistants need IPv4; in the house IPv6 alone does', () => {
  assert.equal(judgeIpv4(door, ['2606:2800::1', '93.184.215.14']).finding, 'sound');
  assert.equal(judgeIpv4(door, ['2606:2800::1']).finding, 'no_ipv4');
  assert.equal(judgeIpv4(inside, ['fd00::1']).finding, 'sound');
});
