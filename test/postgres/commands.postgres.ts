import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { runLatchkey } from '../support/command-line.ts';
import { send, signIn } from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';
import { startHouse } from './house.ts';
import { startPostgres } from './server.ts';

const server = await startPostgres({ after });
const PASSWORD = 'correct-horse-battery';

function withPassword(url: string): string {
  const way = new URL(url);
  way.password = PASSWORD;
  return way.href;
}

test('latchkey audit reads the log of all instances, from any machine', async (t) => {
  const house = await startHouse(t, await server.database());
  const { client } = await signIn(house.base, house.people[0]);
  const [first, second] = house.instances;
  assert.ok(first && second);
  for (const { latchkey } of [first, second]) await latchkey.store.auditEvents(1);
  const env = { ...house.env, MCP_DATA_DIR: tempDir(t) };
  const { code, out, err } = await runLatchkey(['audit', '--json', '--kind', 'consent'], { env });
  assert.equal(code, 0, err);
  const events = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(events.length, 1);
  assert.match(out, new RegExp(client.id));
});

test('latchkey audit makes nothing in a database that holds no log', async (t) => {
  const url = await server.database();
  const house = { DATABASE_URL: url, OAUTH_ENCRYPTION_KEY: `${'Qm9Xc2kT'.repeat(5)}Qm0=` };
  const env = { ...house, MCP_DATA_DIR: tempDir(t) };
  const { code, err } = await runLatchkey(['audit'], { env });
  assert.equal(code, 1);
  assert.match(
    err,
    /^Error: The PostgreSQL database test_\d+ at 127\.0\.0\.1:\d+ holds no Latchkey/m,
  );
  const schemas = await server.sql("select from pg_namespace where nspname = 'latchkey'", url);
  assert.equal(schemas.length, 0);
});

test('what waiting cannot heal ends the start with one sentence, without the password', async (t) => {
  const missing = new URL(withPassword(await server.database()));
  missing.pathname = '/nobody-made-it';
  const env = {
    DATABASE_URL: missing.href,
    OAUTH_ENCRYPTION_KEY: `${'Qm9Xc2kT'.repeat(5)}Qm0=`,
    MCP_BASE_URL: 'http://127.0.0.1:1',
    HOMEASSISTANT_URL: 'http://127.0.0.1:1',
    MCP_DATA_DIR: tempDir(t),
    MCP_PORT: '0',
    SETTINGS_PORT: '0',
  };
  const cases = [
    [{}, /nobody-made-it at 127\.0\.0\.1:\d+ does not exist\. Create it/],
    [
      { DATABASE_URL: `${missing.href}?sslmode=verify-full&sslrootcert=/nowhere.pem` },
      /A file that DATABASE_URL names .* cannot be read/,
    ],
    [{ DATABASE_URL: `mysql://u:${PASSWORD}@db/x` }, /Write DATABASE_URL as postgres:/],
  ] as const;
  for (const [other, sentence] of cases) {
    const { code, out, err } = await runLatchkey(['serve'], { env: { ...env, ...other } });
    assert.equal(code, 1, out + err);
    assert.match(err, sentence);
    assert.equal(err.trim().split('\n').length, 1, err);
    assert.doesNotMatch(out + err, new RegExp(PASSWORD));
  }
});

test('the metrics know how much room the database takes', async (t) => {
  const house = await startHouse(t, withPassword(await server.database()), { count: 1 });
  const { settingsUrl } = house.instances[0]?.latchkey ?? {};
  const { status, text } = await send(`${settingsUrl}/metrics`);
  assert.equal(status, 200, text);
  const bytes = /^latchkey_store_bytes (\d+)$/m.exec(text)?.[1];
  assert.ok(Number(bytes) > 100_000, text);
});
