import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isLocalhostOnly,
  matchesRedirectUri,
  redirectHost,
  redirectUriFault,
} from '../../src/clients/redirect-uris.ts';

const GOOD = [
  'https://claude.ai/api/mcp/auth_callback',
  'https://claude.com/api/mcp/auth_callback',
  'https://chatgpt.com/connector/oauth/abc',
  'https://vscode.dev/redirect',
  'http://127.0.0.1/',
  'http://127.0.0.1:33418/',
  'http://localhost/callback',
  'http://localhost:3118/callback',
  'http://[::1]:9000/callback',
  'cursor://anysphere.cursor-mcp/oauth/callback',
  'vscode://vscode.github-authentication/did-authenticate',
];

const BAD = [
  'http://example.com/callback',
  'http://localhost.evil.example/callback',
  'http://127.0.0.1.evil.example/',
  'http://127.1/',
  'https://good.example@evil.example/',
  'https://@evil.example/',
  'https://evil.example/#fragment',
  'https://evil.example/#',
  'https:\\\\evil.example/',
  'https://evil.example\\@good.example/',
  'https:/evil.example',
  'https:evil.example',
  '//evil.example/',
  '/callback',
  'callback',
  '',
  ' https://good.example/',
  'https://good.example/ ',
  'https://good.example/\t',
  'java\tscript:alert(1)',
  'javascript:alert(1)',
  'JavaScript://good.example/%0aalert(1)',
  '\u0000javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://good.example/1',
  'about:blank',
  'ftp://good.example/',
  'ws://localhost/',
  'custom://anything/',
  'cursor:',
  'cursor://',
  'https://ex\u00e4mple.com/',
  `https://good.example/${'a'.repeat(600)}`,
];

test('what real clients register can be registered', () => {
  for (const uri of GOOD) assert.equal(redirectUriFault(uri), undefined, uri);
});

test('no dangerous spelling can be registered', () => {
  for (const uri of BAD) assert.notEqual(redirectUriFault(uri), undefined, JSON.stringify(uri));
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
