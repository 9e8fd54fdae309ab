import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { NAMES } from '../../src/config/names.ts';
import { blocks, FOR_PEOPLE, ROOT, read } from './documents.ts';

/** Variables of other programs, and those of other servers that docs/migrating.md says are not read. */
const FOREIGN = new Set([
  'CUSTOM_API_KEY',
  'DEMO_HOME_PORT',
  'DEMO_SETTINGS_PORT',
  'GITHUB_TOKEN',
  'HOMELAB_MCP_CLIENT_SECRET',
  'MCP_CLIENT_ID',
  'MCP_CLIENT_REDIRECT_URIS',
  'MCP_LAZY_AUTH',
  'MCP_REGISTRATION_ENABLED',
  'MCP_REGISTRATION_TOKEN',
  'MCP_SECRET_PATH',
  'MCP_SETTINGS_SECRET_PATH',
  'NEXTCLOUD_PASSWORD',
  'NEXTCLOUD_URL',
  'NEXTCLOUD_USER',
  'OAUTH_CLIENT_ID',
  'OAUTH_CLIENT_SECRET',
  'OIDC_AUDIENCE',
  'OIDC_CONFIG_URL',
  'POSTGRES_DB',
  'POSTGRES_PASSWORD',
  'POSTGRES_USER',
  'TUNNEL_TOKEN',
]);

const names = Object.values(NAMES);
const options = new Set<string>(names.map(({ option }) => option));

/** Whatever the configuration has a name for, old ones too. */
const known = new Set([
  ...names.flatMap(({ env, oldNames }) => [env, ...oldNames]),
  ...globSync('src/config/*.ts', { cwd: ROOT }).flatMap((file) =>
    Array.from(read(file).matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g), ([, name = '']) => name),
  ),
]);

test('every variable that a document or an example names is one that is read', () => {
  const named = FOR_PEOPLE.flatMap(({ file, text }) =>
    Array.from(text.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g), ([name]) => ({ file, name })),
  );
  assert.ok(named.length > 100);
  assert.deepEqual(
    named.filter(({ name }) => !known.has(name) && !FOREIGN.has(name)),
    [],
  );
});

test('every option that a document names is one', () => {
  const named = FOR_PEOPLE.flatMap(({ file, text }) =>
    Array.from(
      text.matchAll(/(?:option:? |enter it as )`([a-z]+_[a-z_]+)`/gi),
      ([, name = '']) => ({
        file,
        name,
      }),
    ),
  );
  assert.ok(named.length > 8, `only ${named.length} were found`);
  assert.deepEqual(
    named.filter(({ name }) => !options.has(name)),
    [],
  );
});

test('docs/configuration.md says of every setting what it is, by both names', () => {
  const document = read('docs/configuration.md');
  const rows = document.split('\n').filter((line) => line.startsWith('| `'));
  assert.deepEqual(
    names
      .filter(({ env, option }) => {
        const row = rows.find((line) => line.split('|')[1]?.includes(`\`${env}\``));
        return row?.split('|')[2]?.includes(`\`${option}\``) !== true;
      })
      .map(({ env }) => env),
    [],
  );
});

test('docs/migrating.md names every old name that is still read', () => {
  const document = read('docs/migrating.md');
  const old = names.flatMap(({ oldNames }) => oldNames);
  assert.deepEqual(
    old.filter((name) => !document.includes(`\`${name}\``)),
    [],
  );
});

test('DOCS.md has the options of the app, and an example with each', () => {
  const document = read('DOCS.md');
  const described = Array.from(document.matchAll(/^### Option: `(\w+)`$/gm), ([, one = '']) => one);
  const [example = ''] = blocks(document, 'yaml');
  assert.ok(described.length > 0);
  assert.deepEqual(Object.keys(parse(example)), described);
  const [sentence = ''] =
    /^The app's Configuration tab.*$/m.exec(read('docs/configuration.md')) ?? [];
  assert.deepEqual(
    Array.from(sentence.matchAll(/`(\w+)`/g), ([, one]) => one),
    described,
  );
  const { schema } = parse(read('config.yaml')) as { readonly schema: object };
  assert.deepEqual(Object.keys(schema), described);
});
