import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { systemRandom } from '../../src/core/ids.ts';
import { encrypt, parseKey } from '../../src/keys/fernet.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { migrate, schemaVersion } from '../../src/store/migrations/migrate.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { TestClient, tokensOf, whoAmI } from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';
import { CLIENT, CREDENTIAL, type Facts, REFRESH_TOKEN } from './first-layout.ts';
import { LAYOUTS, UPSTREAM } from './layouts.ts';

/** `keyring.json` as every version so far wrote it; made for this test. */
const KEYRING = {
  version: 1,
  encryption: [
    {
      id: 'key-1',
      key: 'W-abRhbRgat-yf5uSNvyyqJ1QMkeYwIl8QHCBpb02fw=',
      createdAt: 1_788_220_800_000,
    },
  ],
  signing: {
    kid: 'signing-1',
    privateJwk: {
      kty: 'EC',
      crv: 'P-256',
      x: 'Lzo-QDFswLXrrZBuAiTU-_MFSkJBDpsSe4JGwCUsJb4',
      y: 'n_NgoMuZhA4r47yjmSQeuL3vTHtbQkfczodpQvreOt4',
      d: 'V_jTiiyW_WEMcjdNOnuKAELi209D77-tRAK1_X-90sc',
    },
    createdAt: 1_788_220_800_000,
  },
  retiredSigning: [],
};

const SETTINGS = { version: 1, mcpServers: { [UPSTREAM]: { url: 'https://lights.example/mcp' } } };

/** A home's token as it lies sealed in a credential's row. */
function sealedToken(token: string, now: number): string {
  const text = `{"purpose":"home-credential","record":"${CREDENTIAL}","secret":"${token}"}`;
  const key = parseKey(KEYRING.encryption[0]?.key ?? '');
  return encrypt(key, Buffer.from(text), now, systemRandom);
}

/** Writes `latchkey.db` as a Latchkey of that layout left it. */
function writeLayout(path: string, layout: number, facts: Facts): void {
  const db = new DatabaseSync(path);
  db.exec('pragma auto_vacuum = incremental; pragma journal_mode = wal');
  migrate(db, path, migrations.slice(0, layout));
  for (const { rows } of LAYOUTS.slice(0, layout)) {
    for (const [table, all] of Object.entries(rows(facts))) {
      for (const row of all) {
        const columns = Object.keys(row);
        const places = columns.map(() => '?').join(', ');
        db.prepare(`insert into ${table} (${columns.join(', ')}) values (${places})`).run(
          ...Object.values(row),
        );
      }
    }
  }
  db.close();
}

/** Every row of every table, by table. */
function everything(path: string): Map<string, Record<string, unknown>[]> {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .all();
  const found = tables.map(({ name }) => {
    const rows = db.prepare(`select * from ${name}`).all();
    return [String(name), rows.map((row) => ({ ...row }))] as const;
  });
  db.close();
  return new Map(found);
}

const facts: Facts = {
  now: Date.now(),
  issuer: 'https://home.example',
  home: 'home',
  person: { id: 'person-1', name: 'Ada' },
  sealedCredential: 'sealed',
};

it('there is something written of every layout', () => {
  assert.equal(LAYOUTS.length, migrations.length, 'add to test/store/layouts.ts what is new');
  const path = ':memory:';
  const db = new DatabaseSync(path);
  migrate(db, path);
  const tables = db.prepare("select name from sqlite_schema where type = 'table'").all();
  const written = new Set(LAYOUTS.flatMap(({ rows }) => Object.keys(rows(facts))));
  const forgotten = tables.filter(({ name }) => !/^sqlite_/.test(`${name}`));
  assert.deepEqual(
    forgotten.filter(({ name }) => !written.has(String(name))),
    [],
  );
  db.close();
});

for (const [index] of migrations.entries()) {
  const layout = index + 1;
  describe(`data of layout ${layout}`, () => {
    it('is all there afterwards, in every column it had', async (t) => {
      const path = join(tempDir(t), 'latchkey.db');
      writeLayout(path, layout, facts);
      const before = everything(path);
      const store = openSqliteStore({ path });
      for (const { check } of LAYOUTS.slice(0, layout)) await check?.(store, facts);
      await store.close();

      const after = everything(path);
      for (const [table, rows] of before) {
        const now = after.get(table) ?? [];
        assert.equal(now.length, rows.length, table);
        rows.forEach((row, n) => {
          const kept = Object.keys(row).map((column) => [column, now[n]?.[column]]);
          assert.deepEqual(Object.fromEntries(kept), row, table);
        });
      }
    });

    it('lets the assistants in that were connected', async (t) => {
      const under = await startTestLatchkey(t);
      const [ada] = under.home.people;
      assert.ok(ada);
      await under.latchkey.stop();
      for (const end of ['', '-wal', '-shm'])
        rmSync(join(under.dataDir, `latchkey.db${end}`), { force: true });
      const now = Date.now();
      const theirs = {
        now,
        issuer: under.base,
        home: 'home',
        person: ada,
        sealedCredential: sealedToken(ada.token, now),
      };
      writeLayout(join(under.dataDir, 'latchkey.db'), layout, theirs);
      writeFileSync(join(under.dataDir, 'keyring.json'), JSON.stringify(KEYRING));
      writeFileSync(join(under.dataDir, 'settings.json'), JSON.stringify(SETTINGS));
      await under.restart();

      const client = TestClient.known(
        under.base,
        CLIENT,
        'https://claude.ai/api/mcp/auth_callback',
      );
      const first = tokensOf(await client.refresh(REFRESH_TOKEN));
      assert.equal(await whoAmI(under.url, first.access_token), ada.name);
      const second = tokensOf(await client.refresh(first.refresh_token));
      assert.equal(await whoAmI(under.url, second.access_token), ada.name);

      const events = await under.latchkey.store.auditEvents(100);
      assert.ok(
        events.some(({ detail }) => detail?.tool === 'call_service'),
        'what was done before',
      );
      assert.ok(
        events.some(({ detail }) => detail?.tool === 'home_overview'),
        'what was done now',
      );
      if (layout >= 7) {
        const tools = await under.latchkey.store.approvedTools(UPSTREAM);
        assert.deepEqual([...(tools ?? []).keys()], ['dim']);
      }
    });
  });
}

it('data of a newer layout is refused in a sentence, and not a byte of it changes', (t) => {
  const path = join(tempDir(t), 'latchkey.db');
  writeLayout(path, migrations.length, facts);
  const newer = new DatabaseSync(path);
  newer.exec(
    `create table of_tomorrow (x text) strict; pragma user_version = ${migrations.length + 1}`,
  );
  newer.close();
  const before = readFileSync(path);
  assert.throws(() => openSqliteStore({ path }), {
    code: 'store_unavailable',
    message: /was written by a newer Latchkey .* Update the app again, or restore the backup/,
  });
  assert.deepEqual(readFileSync(path), before);
  const again = new DatabaseSync(path);
  assert.equal(schemaVersion(again), migrations.length + 1);
  again.close();
});
