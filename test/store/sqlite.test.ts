import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { DAY, HOUR } from '../../src/core/clock.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/contract.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { peopleTables } from '../../src/store/sqlite/people.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import * as sample from '../contract/samples.ts';
import { connect, NOW, successor } from '../contract/samples.ts';
import { storeContract } from '../contract/store.ts';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';
import { elsewhere } from './elsewhere.ts';

storeContract('sqlite', async (t) => {
  const path = join(tempDir(t), 'latchkey.db');
  const opened: Store[] = [];
  const open = async () => {
    const store = openSqliteStore({ path, onError: (trouble) => assert.fail(String(trouble)) });
    opened.push(store);
    return store;
  };
  const store = await open();
  lastly(t, () => Promise.all(opened.map((one) => one.close())));
  return {
    store,
    another: async () => elsewhere(await open()),
    async reopen() {
      await store.close();
      return open();
    },
  };
});

describe('sqlite: the file', () => {
  it('is for its owner only, with all that lies beside it', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const store = openSqliteStore({ path });
    await connect(store, 'a');
    for (const file of [path, `${path}-wal`, `${path}-shm`]) {
      assert.equal(statSync(file).mode & 0o777, 0o600, file);
    }
    await store.close();
  });

  it('is made so when it was not, as after a restored backup', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    await openSqliteStore({ path }).close();
    chmodSync(path, 0o644);
    await openSqliteStore({ path }).close();
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it('has every commit on the disk before it is answered', (t) => {
    const db = openDatabase(join(tempDir(t), 'latchkey.db'));
    const FULL = 2;
    assert.equal(db.prepare('pragma synchronous').get()?.synchronous, FULL);
    assert.equal(db.prepare('pragma journal_mode').get()?.journal_mode, 'wal');
    db.close();
  });

  it('shrinks when a purge finds much to drop, and keeps what it must', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const store = openSqliteStore({ path });
    await connect(store, 'a', { refresh: { expiresAt: NOW + 400 * DAY } });
    for (let n = 0; n < 2_000; n += 1) {
      store.appendAudit({ at: NOW, kind: 'tool', outcome: 'x'.repeat(1_000) });
    }
    const keep = { unapprovedClientMs: DAY, auditMs: 90 * DAY, endedGrantMs: 30 * DAY };
    await store.purge(NOW + HOUR, keep);
    const before = statSync(path).size;
    assert.ok(before > 2_000_000);
    await store.purge(NOW + 91 * DAY, keep);
    assert.ok(statSync(path).size < before / 10, `${before} -> ${statSync(path).size}`);
    assert.ok(statSync(`${path}-wal`).size === 0);
    const { hash } = (await connect(store, 'b')).refresh;
    assert.equal((await store.rotateRefresh(hash, successor('b', 1), 0, NOW)).status, 'rotated');
    assert.equal((await store.grant('grant a'))?.endedAt, undefined);
    await store.close();
  });

  it('may be one in memory', async () => {
    const store = openSqliteStore({ path: ':memory:' });
    await connect(store, 'a');
    assert.equal((await store.grants()).length, 1);
    await store.close();
  });

  it('may be closed twice', async (t) => {
    const store = openSqliteStore({ path: join(tempDir(t), 'latchkey.db') });
    await store.close();
    await store.close();
  });
});

describe('sqlite: read only', () => {
  it('shows what another process writes, and changes nothing', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const store = openSqliteStore({ path });
    lastly(t, () => store.close());
    store.appendAudit({ at: NOW, kind: 'tool', outcome: 'done' });
    await store.auditEvents(1);
    const reader = openSqliteStore({ path, readOnly: true });
    lastly(t, () => reader.close());
    assert.equal((await reader.auditPage({ limit: 10 })).events.length, 1);
    await connect(store, 'a');
    assert.equal((await reader.grants()).length, 1);
    await assert.rejects(connect(reader, 'b'), isTrouble);
    assert.equal((await store.grants()).length, 1);
  });

  it('works when nobody has it open, and after a crash', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const store = openSqliteStore({ path });
    store.appendAudit({ at: NOW, kind: 'tool', outcome: 'done' });
    await store.auditEvents(1);
    const crashed = join(tempDir(t), 'latchkey.db');
    for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${crashed}${end}`);
    await store.close();
    for (const file of [path, crashed]) {
      const reader = openSqliteStore({ path: file, readOnly: true });
      assert.equal((await reader.auditEvents(10)).length, 1, file);
      await reader.close();
    }
  });

  it('makes no file, and migrates none', (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    assert.throws(() => openSqliteStore({ path, readOnly: true }), isTrouble);
    assert.equal(existsSync(path), false);
    const older = new DatabaseSync(path);
    older.exec('create table t (a); pragma user_version = 1');
    older.close();
    assert.throws(
      () => openSqliteStore({ path, readOnly: true }),
      (thrown) => isTrouble(thrown) && /older Latchkey\. Start this one once/.test(String(thrown)),
    );
  });
});

function isTrouble(thrown: unknown): boolean {
  return isLatchkeyError(thrown, 'store_unavailable');
}

describe('sqlite: what is in memory', () => {
  const open = (t: TestContext) => {
    const path = join(tempDir(t), 'latchkey.db');
    const [db, other] = [openDatabase(path), openDatabase(path)];
    lastly(t, () => [db, other].map((one) => one.close()));
    return { db, other };
  };
  const person = sample.aPerson({ administrator: true });

  it('is asked for anew after a step that was undone', (t) => {
    const { db } = open(t);
    const people = peopleTables(db);
    people.putPerson(person);
    assert.throws(() =>
      db.atomically(() => {
        people.putPerson({ ...person, administrator: false });
        assert.equal(people.person('home', person.id)?.administrator, false);
        throw new Error('undone');
      }),
    );
    assert.equal(people.person('home', person.id)?.administrator, true);
  });

  it('is asked for anew within a step, since another may have been before it', (t) => {
    const { db, other } = open(t);
    const people = peopleTables(db);
    people.putPerson(person);
    // All in one go, so that nothing but the step itself can notice.
    assert.equal(people.person('home', person.id)?.administrator, true);
    peopleTables(other).putPerson({ ...person, administrator: false });
    db.atomically(() => {
      assert.equal(people.person('home', person.id)?.administrator, false);
    });
  });

  it('is bounded', (t) => {
    const { db } = open(t);
    let reads = 0;
    const people = peopleTables({
      ...db,
      prepare(sql) {
        const statement = db.prepare(sql);
        const get = statement.get.bind(statement);
        statement.get = (...names: never[]) => {
          reads += 1;
          return get(...names);
        };
        return statement;
      },
    });
    const each = Array.from({ length: 1_500 }, (_, n) => `${n}`);
    for (const id of each) people.putPerson(sample.aPerson({ id }));
    const look = () => {
      reads = 0;
      for (const id of each) assert.equal(people.person('home', id)?.id, id);
      return reads;
    };
    assert.equal(look(), each.length);
    assert.ok(look() >= each.length - 1_000);
    const [some = ''] = each;
    people.person('home', some);
    reads = 0;
    people.person('home', some);
    assert.equal(reads, 0);
  });
});
