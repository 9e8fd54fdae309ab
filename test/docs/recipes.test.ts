import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/read-config.ts';
import { readUpstreams } from '../../src/upstreams/entries.ts';
import { blocks, DOCUMENTS, read } from './documents.ts';

const BASE = {
  MCP_BASE_URL: 'https://mcp.example.com',
  HOMEASSISTANT_URL: 'http://homeassistant.local:8123',
};
const settings = (env: Readonly<Record<string, string>>) =>
  readConfig({ env, defaultDataDir: '/tmp/latchkey' });

const migrating = read('docs/migrating.md');

test('what other servers were told is read as docs/migrating.md has it', () => {
  const files = blocks(migrating, 'env').map((block) =>
    Object.fromEntries(
      block
        .trim()
        .split('\n')
        .map((line) => /^(\w+)=(.*)$/.exec(line)?.slice(1) ?? []),
    ),
  );
  assert.ok(files.length >= 5, `only ${files.length} were found`);
  for (const env of files) {
    const { config, warnings } = settings(env);
    assert.equal(config.mode, 'oauth');
    assert.ok(config.baseUrls[0]?.startsWith('https://'), config.baseUrls[0]);
    assert.equal(config.homes[0]?.url, 'http://192.168.1.10:8123');
    for (const warning of warnings) assert.match(warning, /is an old name/);
  }
});

test('files of other servers are read as docs/migrating.md has them', () => {
  const files = blocks(migrating, 'json');
  assert.ok(files.length >= 2);
  for (const file of files) {
    const read = readUpstreams(JSON.parse(file));
    assert.ok(read.ok);
    assert.deepEqual(read.value.faults, []);
    assert.ok(read.value.entries.length > 0);
  }
});

test('the clients that docs/connect.md lists are taken as they stand', () => {
  const lists = blocks(read('docs/connect.md'), 'json').filter((block) => /^\s*\[/.test(block));
  assert.equal(lists.length, 2);
  for (const MCP_CLIENTS of lists) {
    assert.equal(settings({ ...BASE, MCP_CLIENTS }).config.clients.length, 1);
  }
});

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly ports?: unknown;
}

for (const example of ['caddy', 'cloudflared']) {
  test(`docs/examples/compose.${example}.yaml starts a Latchkey behind its proxy alone`, () => {
    const { services, volumes } = parse(read(`docs/examples/compose.${example}.yaml`)) as {
      readonly services: Readonly<Record<string, Service>>;
      readonly volumes: object;
    };
    const { latchkey } = services;
    assert.ok(latchkey !== undefined && example in services && 'latchkey-data' in volumes);
    const { config, warnings } = settings(latchkey.environment);
    assert.deepEqual(warnings, []);
    assert.equal(config.mode, 'oauth');
    assert.equal(config.trustProxy, 1);
    assert.match(config.homes[0]?.browserUrl ?? '', /^http/);
    // A number of proxies is believed only because nobody else reaches the port.
    assert.equal(latchkey.ports, undefined);
  });
}

test('docs/examples/compose.postgres.yaml starts two alike on one database, behind Caddy alone', () => {
  const secret = { POSTGRES_PASSWORD: 'pass', OAUTH_ENCRYPTION_KEY: `${'Qm9Xc2kT'.repeat(5)}Qm0=` };
  const filled = read('docs/examples/compose.postgres.yaml').replaceAll(
    /\$\{(\w+):\?[^}]*\}/g,
    (_, name: keyof typeof secret) => secret[name],
  );
  const { services } = parse(filled) as { readonly services: Readonly<Record<string, Service>> };
  const { database, caddy, ...instances } = services;
  assert.ok(database !== undefined && caddy !== undefined);
  assert.equal(database.ports, undefined);
  const names = Object.keys(instances);
  assert.deepEqual(names, ['latchkey-1', 'latchkey-2']);
  const [first, second] = Object.values(instances);
  assert.deepEqual(first, second);
  const { config, warnings } = settings(first?.environment ?? {});
  assert.deepEqual(warnings, []);
  assert.equal(config.databaseUrl, 'postgres://latchkey:pass@database/latchkey?sslmode=disable');
  assert.equal(config.trustProxy, 1);
  assert.equal(first?.ports, undefined);
  const balancer = read('docs/examples/Caddyfile.postgres');
  for (const name of names) assert.match(balancer, new RegExp(`\\b${name}:8086\\b`));
});

test('every piece of YAML in the documents can be read', () => {
  const pieces = DOCUMENTS.flatMap(({ text }) => blocks(text, 'yaml'));
  assert.ok(pieces.length >= 3);
  for (const piece of pieces) assert.equal(typeof parse(piece), 'object');
});
