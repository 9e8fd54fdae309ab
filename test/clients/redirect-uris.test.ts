import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isLocalhostOnly,
  matchesRedirectUri,
  redirectHost,
  redirectUriFault,
} from '../../src/clients/redirect-uris.ts';
import fc from '../support/fast-check.ts';
import { DANGEROUS_REDIRECTS, REAL_REDIRECTS } from '../support/redirect-spellings.ts';

test('what real clients register can be registered', () => {
  for (const uri of REAL_REDIRECTS) assert.equal(redirectUriFault(uri), undefined, uri);
});

test('no dangerous spelling can be registered', () => {
  assert.ok(DANGEROUS_REDIRECTS.length > 100);
  for (const uri of DANGEROUS_REDIRECTS)
    assert.notEqual(redirectUriFault(uri), undefined, JSON.stringify(uri));
});

test('only the port of a loopback host is free', () => {
  const cases: [string, string, boolean][] = [
    ['http://localhost/callback', 'http://localhost:3118/callback', true],
    ['http://127.0.0.1:33418/', 'http://127.0.0.1:50123/', true],
    ['http://localhost/callback', 'http://127.0.0.1:3118/callback', false],
    ['http://localhost/callback', 'http://localhost:3118/CALLBACK', false],
    ['http://localhost/callback', 'http://localhost:3118/callback?x=1', false],
    ['http://localhost/callback', 'http://localhost:3118/a/../callback', false],
    ['http://localhost/callback', 'https://localhost:3118/callback', false],
    ['http://localhost/callback', 'http://u@localhost:3118/callback', false],
    ['https://claude.ai/cb', 'https://claude.ai:8443/cb', false],
    ['https://claude.ai/cb', 'https://claude.ai/cb', true],
    ['https://claude.ai/cb', 'https://CLAUDE.ai/cb', false],
    ['cursor://a/cb', 'cursor://a/cb', true],
    ['cursor://a/cb', 'cursor://b/cb', false],
  ];
  for (const [registered, presented, matches] of cases) {
    assert.equal(matchesRedirectUri(registered, presented), matches, `${registered} ${presented}`);
  }
});

test('a connector of Power Platform is one segment below its prefix, on that host alone', () => {
  const prefix = 'https://global.consent.azure-apim.net/redirect/';
  const good = ['', 'a', 'new-5fhome-20mcp-5f1a2b3c', `a${'b'.repeat(127)}`];
  for (const segment of good) {
    assert.equal(matchesRedirectUri(prefix, prefix + segment), true, segment);
  }
  const bad = [
    `${prefix}a/b`,
    `${prefix}a/`,
    `${prefix}/a`,
    `${prefix}.`,
    `${prefix}..`,
    `${prefix}../admin`,
    `${prefix}%2e%2e`,
    `${prefix}a?x=1`,
    `${prefix}?x=1`,
    `${prefix}a#x`,
    `${prefix}a\\b`,
    `${prefix}*`,
    `${prefix}a${'b'.repeat(128)}`,
    'https://global.consent.azure-apim.net/redirect',
    'https://global.consent.azure-apim.net/other/a',
    'https://global.consent.azure-apim.net:8443/redirect/a',
    'https://GLOBAL.consent.azure-apim.net/redirect/a',
    'http://global.consent.azure-apim.net/redirect/a',
    'https://evil.consent.azure-apim.net/redirect/a',
    'https://global.consent.azure-apim.net.evil.example/redirect/a',
    'https://global.consent.azure-apim.net@evil.example/redirect/a',
  ];
  for (const uri of bad) assert.equal(matchesRedirectUri(prefix, uri), false, uri);
  assert.equal(matchesRedirectUri(`${prefix}a`, `${prefix}b`), false, 'a whole one is exact');
  for (const other of ['https://evil.example/redirect/', 'https://claude.ai/', `${prefix}a/`]) {
    assert.equal(matchesRedirectUri(other, `${other}a`), false, other);
  }
});

test('whatever matches a loopback registration is that host and path', () => {
  const registered = 'http://localhost/callback';
  const hostile = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string().map((tail) => `http://localhost${tail}`),
    fc.string().map((tail) => `http://localhost:80${tail}/callback`),
    fc.nat(65_535).map((port) => `http://localhost:${port}/callback`),
  );
  fc.assert(
    fc.property(hostile, (presented) => {
      if (!matchesRedirectUri(registered, presented)) return;
      const url = new URL(presented);
      assert.equal(url.hostname, 'localhost');
      assert.equal(url.pathname + url.search + url.hash + url.username, '/callback');
    }),
    { numRuns: 2_000 },
  );
});

test('a person is told the host, and of clients that are only on this machine', () => {
  assert.equal(redirectHost('https://claude.ai/cb'), 'claude.ai');
  assert.equal(redirectHost('cursor://anysphere.cursor-mcp/cb'), 'cursor://anysphere.cursor-mcp');
  assert.equal(isLocalhostOnly(['http://localhost/cb', 'http://127.0.0.1/cb']), true);
  assert.equal(isLocalhostOnly(['http://localhost/cb', 'https://claude.ai/cb']), false);
});
