import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { clientAddress } from '../../src/net/client-address.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { send } from '../support/oauth-client.ts';

/** What fastify knows of a request's way: the socket's peer first, then whom each was told of. */
const via = (...ips: string[]) => clientAddress({ ip: ips.at(-1), ips } as FastifyRequest);
const direct = (ip: string) => clientAddress({ ip } as FastifyRequest);

test('without a proxy it is the socket’s address; a private one may be anybody’s', () => {
  assert.deepEqual(direct('93.184.216.34'), { address: '93.184.216.34', shared: false });
  assert.deepEqual(direct('::ffff:93.184.216.34'), { address: '93.184.216.34', shared: false });
  for (const local of ['127.0.0.1', '::1', '192.168.1.5', '172.30.33.4', '100.64.0.1', 'fd00::5']) {
    assert.equal(direct(local).shared, true, local);
  }
});

test('behind a proxy that is believed it is what that proxy says, and is one caller’s', () => {
  assert.deepEqual(via('172.30.33.4', '93.184.216.34'), {
    address: '93.184.216.34',
    shared: false,
  });
  assert.deepEqual(via('127.0.0.1', '192.168.1.20'), { address: '192.168.1.20', shared: false });
});

test('an IPv6 household is one address, however it spells its own', () => {
  const address = '2001:4860:4860:5::/64';
  for (const spelt of [
    '2001:4860:4860:5::8888',
    '2001:4860:4860:0005:1:2:3:4',
    '2001:4860:4860:5:FFFF::',
  ]) {
    assert.deepEqual(direct(spelt), { address, shared: false });
  }
  assert.equal(direct('2a00::1').address, '2a00:0:0:0::/64');
  assert.equal(direct('fe80::1%eth0').address, 'fe80:0:0:0::/64');
});

test('an entry that is no address counts as the proxy that passed it on', () => {
  for (const text of ['', 'unknown', '<script>', '999.1.1.1', '10.0.0.1:443', 'a'.repeat(9_000)]) {
    assert.deepEqual(via('172.30.33.4', text), { address: '172.30.33.4', shared: true });
  }
  assert.deepEqual(direct(''), { address: 'unknown', shared: true });
});

test('a forwarded header that nobody may be believed for: one warning that says which line to set', async (t) => {
  const latchkey = await startTestLatchkey(t);
  for (const headers of [
    { 'X-Forwarded-For': '203.0.113.9' },
    { 'X-Forwarded-For': 'x, , %00' },
    { Forwarded: 'for=203.0.113.9' },
    { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' },
  ]) {
    assert.equal((await send(`${latchkey.base}/healthz`, { headers })).status, 200);
  }
  const told = latchkey.logged.filter((line) => line.includes('MCP_TRUST_PROXY'));
  assert.equal(told.length, 1);
  assert.match(told[0] ?? '', /"level":40.*MCP_TRUST_PROXY=127\.0\.0\.1/);
});

test('with MCP_TRUST_PROXY there is nothing to warn of, unless the proxy is another', async (t) => {
  const heard = async (trusted: string) => {
    const latchkey = await startTestLatchkey(t, { env: { MCP_TRUST_PROXY: trusted } });
    const headers = { 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Proto': 'https' };
    await send(`${latchkey.base}/healthz`, { headers });
    return latchkey.logged.filter((line) => line.includes('are ignored')).length;
  };
  assert.equal(await heard('1'), 0);
  assert.equal(await heard('127.0.0.0/8'), 0);
  assert.equal(await heard('172.30.32.0/23'), 1);
});
