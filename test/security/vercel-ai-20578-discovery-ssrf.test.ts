/**
 * Addresses in OAuth discovery fetched unchecked, with redirects and DNS rebinding
 * (vercel/ai#20578, gemini-cli#29081, openworker#527).
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSafeFetch } from '../../src/net/safe-fetch.ts';
import { isPublicAddress } from '../../src/net/special-addresses.ts';
import { CLAUDE_CODE } from '../support/documents.ts';
import fc from '../support/fast-check.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { jsonOf, send, TestClient } from '../support/oauth-client.ts';
import { startPublicWeb } from '../support/public-web.ts';
import { withoutLimits } from '../support/without-limits.ts';

/** First and last address of each range, and what lies just outside where that is public. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.255.255.255'],
  'private 10/8': ['10.0.0.0', '10.255.255.255'],
  'carrier-grade NAT': ['100.64.0.0', '100.127.255.255'],
  loopback: ['127.0.0.0', '127.0.0.1', '127.255.255.255'],
  'link-local and cloud metadata': ['169.254.0.0', '169.254.169.254', '169.254.255.255'],
  'private 172.16/12, the Supervisor': ['172.16.0.0', '172.30.32.2', '172.31.255.255'],
  'protocol assignments': ['192.0.0.0', '192.0.0.170', '192.0.0.255'],
  'TEST-NET-1': ['192.0.2.0', '192.0.2.255'],
  '6to4 relays': ['192.88.99.0', '192.88.99.255'],
  'private 192.168/16': ['192.168.0.0', '192.168.255.255'],
  benchmarks: ['198.18.0.0', '198.19.255.255'],
  'TEST-NET-2': ['198.51.100.0', '198.51.100.255'],
  'TEST-NET-3': ['203.0.113.0', '203.0.113.255'],
  multicast: ['224.0.0.0', '239.255.255.255'],
  reserved: ['240.0.0.0', '255.255.255.254'],
  broadcast: ['255.255.255.255'],
  'IPv6 unspecified and loopback': ['::', '::1'],
  'IPv4-compatible': ['::127.0.0.1', '::8.8.8.8'],
  'IPv4-mapped': ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1'],
  'IPv4-translated': ['::ffff:0:7f00:1'],
  NAT64: ['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1'],
  'discard-only': ['100::', '100::ffff:ffff:ffff:ffff'],
  Teredo: ['2001::', '2001:0:ffff::1'],
  'protocol assignments of IPv6': ['2001:1::1', '2001:2::1', '2001:20::1', '2001:1ff:ffff::1'],
  documentation: ['2001:db8::1', '2001:db8:ffff::1', '3fff::1', '3fff:fff:ffff::1'],
  '6to4': ['2002:7f00:1::', '2002:a00:1::1', '2002:808:808::1'],
  'segment routing': ['5f00::1'],
  'unique local': ['fc00::1', 'fdff:ffff::1', 'fd00:ec2::254'],
  'link-local of IPv6': ['fe80::1', 'febf:ffff::1', 'fe80::1%eth0'],
  'site-local': ['fec0::1'],
  'multicast of IPv6': ['ff00::', 'ff02::1', 'ff0e::1'],
};

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '160.79.104.10',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::1',
  '2001:4860:4860::8888',
  '2003::1',
  '2606:4700:4700::1111',
  '2a00::1',
];

const NO_ADDRESS = [
  '',
  'localhost',
  '127.1',
  '0x7f.1',
  '2130706433',
  '010.0.0.1',
  '8.8.8.8.',
  '[::1]',
  '1.2.3',
  '8.8.8.8/32',
  '::ffff:8.8.8.8:1',
  'fe80::1%',
];

test('vercel/ai #20578: every special range is refused to its edges, and the rest is not', () => {
  assert.ok(Object.keys(SPECIAL).length >= 30);
  for (const [range, addresses] of Object.entries(SPECIAL)) {
    for (const one of addresses) assert.equal(isPublicAddress(one), false, `${range}: ${one}`);
  }
  for (const one of PUBLIC) assert.equal(isPublicAddress(one), true, one);
  for (const one of NO_ADDRESS) assert.equal(isPublicAddress(one), false, one);
});

test('no way of wrapping an IPv4 address into an IPv6 one is public', () => {
  fc.assert(
    fc.property(
      fc.ipV4(),
      fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::'),
      (v4, prefix) => {
        assert.equal(isPublicAddress(prefix + v4), false);
      },
    ),
  );
  fc.assert(
    fc.property(fc.oneof(fc.ipV6(), fc.string()), (text) => {
      if (isPublicAddress(text) && text.includes(':')) assert.match(text, /^[23]/);
    }),
  );
});

test('a client_id at an address of the house opens no connection, whichever way it is written', async (t) => {
  const opened: string[] = [];
  const fetch = createSafeFetch({
    resolve: async (name) =>
      name === 'rebound.example' ? ['8.8.8.8', '172.30.32.2'] : ['10.0.0.1'],
    request: (url) => {
      opened.push(url.href);
      throw new Error('a connection was opened');
    },
  });
  const { base } = await startTestLatchkey(t, { limits: withoutLimits, fetch });
  const literal = (one: string) => (one.includes(':') ? `[${one}]` : one);
  const hosts = [
    ...Object.values(SPECIAL).flat().map(literal),
    ...['0x7f000001', '2130706433', '017700000001', '127.1', '0', 'localhost', 'supervisor'],
    ...['homeassistant', 'homeassistant.local', 'rebound.example', 'localtest.example'],
  ];
  for (const host of hosts) {
    const id = `https://${host}/client.json`;
    const client = TestClient.known(base, id, 'http://localhost/callback');
    const answer = await send(client.authorizeUrl());
    assert.equal(answer.status, 400, id);
    assert.equal(jsonOf(answer).error, 'invalid_client_metadata', id);
    assert.equal(answer.headers.get('location'), null, id);
  }
  assert.deepEqual(opened, []);
});

test('a redirect into the house is not followed, and a large document is not read', async (t) => {
  const web = await startPublicWeb(t, ['claude.ai', 'internal.example']);
  const { base } = await startTestLatchkey(t, { limits: withoutLimits, fetch: web.fetch });
  const secret = 'https://internal.example/latest/meta-data';
  web.publish(secret, { json: CLAUDE_CODE });
  const client = TestClient.known(base, CLAUDE_CODE.client_id, 'http://localhost/callback');
  for (const status of [301, 302, 303, 307, 308]) {
    web.publish(CLAUDE_CODE.client_id, (_request, response) => {
      response.writeHead(status, { Location: secret }).end();
    });
    assert.equal((await send(client.authorizeUrl())).status, 400);
  }
  assert.ok(!web.fetched.includes(secret));

  const padding = 'x'.repeat(5_120);
  web.publish(CLAUDE_CODE.client_id, { json: { ...CLAUDE_CODE, padding } });
  assert.equal((await send(client.authorizeUrl())).status, 400);
  web.publish(CLAUDE_CODE.client_id, { json: CLAUDE_CODE });
  assert.equal((await send(client.authorizeUrl())).status, 302);
});

test('only the fetches that check addresses make outbound requests to where strangers point', () => {
  const src = join(import.meta.dirname, '../../src');
  // The third only looks names up for the other two.
  const checking = ['net/safe-fetch.ts', 'net/checked-fetch.ts', 'net/public-name.ts'];
  // Our own homes, and the Supervisor, whose addresses no stranger chooses.
  const own = /^(home|demo|doctor|people)\/|^supervisor\/client\.ts$|^cli\.ts$/;
  const others = globSync('**/*.ts', { cwd: src }).filter(
    (file) =>
      !checking.includes(file) &&
      !own.test(file) &&
      /from 'node:(https|http2|dns|dns\/promises|tls)'|\bfetch\('|await fetch\(`|globalThis\.fetch|createRemoteJWKSet/.test(
        readFileSync(join(src, file), 'utf8'),
      ),
  );
  assert.deepEqual(others, []);
});
