import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenHash } from '../../src/keys/token-hash.ts';
import { read, refuses, SECRET_32, warningsOf } from './support.ts';

const KEY = SECRET_32;
const HEX = Buffer.from(tokenHash(KEY), 'base64url').toString('hex');

const listed = (...entries: readonly unknown[]) => ({ MCP_API_KEYS: JSON.stringify(entries) });

test('plain keys are all of them, whatever line they stand on, each once and with a name', () => {
  const [a, b, c] = [KEY, `${KEY}b`, `${KEY}c`];
  const env = { MCP_API_KEY: a, MCP_API_KEYS: `${b},${a}`, MCP_INTERNAL_TOKEN: c };
  assert.deepEqual(read(env).config.apiKeys, [
    { name: 'api-key-1', hash: tokenHash(a) },
    { name: 'api-key-2', hash: tokenHash(b) },
    { name: 'api-key-3', hash: tokenHash(c) },
  ]);
});

test('a named key keeps only its hash, with its scopes and as whom it acts', () => {
  const { config } = read(
    listed(
      { name: 'n8n', key: KEY, scopes: ['home:control'], act_as: 'Ada' },
      { name: 'Grafana 2', key_hash: `${'ab'.repeat(32)}`, scopes: 'read:energy' },
    ),
  );
  assert.deepEqual(config.apiKeys, [
    { name: 'n8n', hash: tokenHash(KEY), scope: ['home:control'], actAs: 'Ada' },
    {
      name: 'Grafana 2',
      hash: Buffer.from('ab'.repeat(32), 'hex').toString('base64url'),
      scope: ['energy:read'],
    },
  ]);
  assert.equal(config.mode, 'api_key');
});

test('a hash is taken in hexadecimal, with a prefix, and as base64url', () => {
  for (const printed of [HEX, HEX.toUpperCase(), `sha256:${HEX}`, tokenHash(KEY)]) {
    const [key] = read(listed({ name: 'n8n', key_hash: printed })).config.apiKeys;
    assert.equal(key?.hash, tokenHash(KEY));
  }
});

test('named and plain keys live together, and a key that is both goes by its name', () => {
  const env = { ...listed({ name: 'n8n', key: KEY }), MCP_API_KEY: `${KEY}b,${KEY}` };
  assert.deepEqual(
    read(env).config.apiKeys.map(({ name }) => name),
    ['n8n', 'api-key-1'],
  );
});

test("the app's options hold them as a list of objects", () => {
  const { config } = read({}, { api_keys: [{ name: 'n8n', key: KEY }] });
  assert.deepEqual(config.apiKeys, [{ name: 'n8n', hash: tokenHash(KEY) }]);
});

const good = { name: 'n8n', key: KEY };
const faults: readonly (readonly [unknown, RegExp])[] = [
  ['a text', /^Set MCP_API_KEYS to a JSON list of objects$/],
  [{ ...good, scope: 'home:read' }, /^MCP_API_KEYS\[0\] has an unknown field: use name, key/],
  [{ key: KEY }, /^Set MCP_API_KEYS\[0\]\.name/],
  [{ ...good, name: 'a:b' }, /^Set MCP_API_KEYS\[0\]\.name/],
  [{ ...good, name: 'api-key-1' }, /^Set MCP_API_KEYS\[0\]\.name/],
  [{ name: 'n8n' }, /^Give MCP_API_KEYS\[0\] either a key or a key_hash$/],
  [{ ...good, key_hash: HEX }, /^Give MCP_API_KEYS\[0\] either/],
  [{ ...good, key: KEY.slice(0, 15) }, /^MCP_API_KEYS\[0\]\.key holds a secret shorter than 16/],
  [{ ...good, key: 'change-me-please-change-me' }, /^MCP_API_KEYS\[0\]\.key still holds a placeho/],
  [{ ...good, key: 'q7Zr0aV5tX2mK9 L4nB8' }, /^MCP_API_KEYS\[0\]\.key holds a key that cannot be/],
  [{ name: 'n8n', key_hash: 'abc' }, /^Set MCP_API_KEYS\[0\]\.key_hash to the SHA-256/],
  [{ ...good, scopes: ['home:all'] }, /^MCP_API_KEYS\[0\]\.scopes names an unknown scope/],
  [
    { ...good, scopes: ['home:configure'] },
    /^Remove home:configure from MCP_API_KEYS\[0\]\.scopes/,
  ],
];
for (const [index, [entry, sentence]] of faults.entries()) {
  test(`a key that does not hold (${index + 1}) is refused with the line to change`, () => {
    refuses(listed(entry), sentence);
  });
}

test('two of one name, or with one key, are refused', () => {
  refuses(listed(good, { ...good, key: `${KEY}b` }), /^MCP_API_KEYS\[1\] has the name of another/);
  refuses(listed(good, { ...good, name: 'other' }), /^MCP_API_KEYS\[1\] has the key of another/);
  refuses({ MCP_API_KEYS: '[{' }, /^Set MCP_API_KEYS to a JSON list of at most 100 objects$/);
});

test('configuring the home takes a person to act as', () => {
  const entry = { ...good, scopes: ['home:configure'], act_as: 'Ada' };
  assert.deepEqual(read(listed(entry)).config.apiKeys[0]?.scope, ['home:configure']);
});

test('machines that have no account to act with are named at the start', () => {
  const about = (env: Readonly<Record<string, string>>) =>
    warningsOf(env).filter((line) => line.startsWith('HOMEASSISTANT_TOKEN is not set'));
  const [line, ...more] = about({ ...listed(good), MCP_API_KEY: `${KEY}b` });
  assert.match(line ?? '', /: n8n, api-key-1\. Set it, or give them act_as\.$/);
  assert.deepEqual(more, []);
  assert.deepEqual(about({ ...listed(good), HOMEASSISTANT_TOKEN: 'a.long.lived-token' }), []);
  assert.deepEqual(about(listed({ ...good, act_as: 'Ada' })), []);
  assert.equal(about({ MCP_AUTH_MODE: 'none' }).length, 1);
});
