import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { DAY } from '../../src/core/clock.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/contract.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { migrate, schemaVersion } from '../../src/store/migrations/migrate.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { openSqliteStore, storeOn } from '../../src/store/sqlite.ts';
import { everyQuestion } from '../contract/questions.ts';
import * as sample from '../contract/samples.ts';
import { connect, NOW, successor } from '../contract/samples.ts';
import { canMountSmallDisks, mountSmallDisk } from '../support/small-disk.ts';
import { tempDir } from '../support/temp.ts';

const PAGE = 4_096;

function isTrouble(code: ErrorCode, sentence: RegExp) {
  return (thrown: unknown) => {
    assert.ok(isLatchkeyError(thrown, code), String(thrown));
    assert.match(thrown.message, sentence);
    return true;
  };
}

describe('a full disk', () => {
  /** Fills the disk by writing until the store says it is full. */
  async function fill(store: Store): Promise<void> {
    const name = 'x'.repeat(20_000);
    for (let n = 0; n < 10_000; n += 1) {
      await store.putClient(sample.aClient({ id: `filler ${n}`, name, origin: 'static' }), 10);
    }
  }

  /** Rotates while the last bytes last; the number of the token that is live then. */
  async function rotateUntilFull(store: Store, full: (thrown: unknown) => boolean) {
    for (let n = 0; n < 1_000; n += 1) {
      const { hash } = sample.aRefresh('a', n);
      const next = { ...successor('a', n + 1), answer: 'x'.repeat(PAGE) };
      try {
        assert.deepEqual(await store.rotateRefresh(hash, next, DAY, NOW), { status: 'rotated' });
      } catch (thrown) {
        assert.ok(full(thrown));
        assert.deepEqual(await store.refreshToken(hash), sample.aRefresh('a', n));
        assert.equal(await store.refreshToken(next.refresh.hash), undefined);
        return n;
      }
    }
    return assert.fail('the disk never filled up');
  }

  async function staysHonest(store: Store, makeRoom: () => void, errors: unknown[]) {
    await connect(store, 'a');
    const full = isTrouble('disk_full', /is full\. Make room/);
    await assert.rejects(fill(store), full);
    const live = await rotateUntilFull(store, full);
    assert.equal((await store.grant('grant a'))?.endedAt, undefined);
    store.appendAudit({ at: NOW, kind: 'tool', outcome: 'x'.repeat(5 * PAGE) });
    store.touchGrant('grant a', NOW + 1);
    assert.equal((await store.auditEvents(1)).length, 1);
    assert.ok(errors.length > 0 && errors.every((one) => isLatchkeyError(one, 'disk_full')));

    makeRoom();
    const { hash } = sample.aRefresh('a', live);
    const outcome = await store.rotateRefresh(hash, successor('a', live + 1), DAY, NOW);
    assert.deepEqual(outcome, { status: 'rotated' });
    const noted = errors.length;
    assert.equal((await store.auditEvents(1)).length, 1);
    assert.equal(errors.length, noted, 'the waiting events were written this time');
    return live + 1;
  }

  it('is said, loses nothing, and ends when there is room again', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const errors: unknown[] = [];
    const db = openDatabase(path);
    db.exec(`pragma max_page_count = ${(1 << 20) / PAGE}`);
    const store = storeOn(db, { path, onError: (trouble) => errors.push(trouble) });
    await staysHonest(store, () => db.exec('pragma max_page_count = 100000'), errors);
    await store.close();
  });

  if (canMountSmallDisks()) {
    it('is the same on a real one', async (t) => {
      const disk = join(tempDir(t), 'disk');
      mkdirSync(disk);
      assert.ok(mountSmallDisk(disk, '4m'));
      try {
        const ballast = join(disk, 'ballast');
        writeFileSync(ballast, Buffer.alloc(3 << 20));
        const errors: unknown[] = [];
        const path = join(disk, 'latchkey.db');
        const store = openSqliteStore({ path, onError: (trouble) => errors.push(trouble) });
        const live = await staysHonest(store, () => rmSync(ballast), errors);
        await store.close();
        const again = openSqliteStore({ path });
        const token = sample.aRefresh('a', live);
        assert.deepEqual(await again.refreshToken(token.hash), token);
        await again.close();
      } finally {
        spawnSync('umount', [disk]);
      }
    });
  }

  if (canMountSmallDisks()) {
    it('that is full from the start is said at the start', (t) => {
      const disk = join(tempDir(t), 'disk');
      mkdirSync(disk);
      assert.ok(mountSmallDisk(disk, '64k'));
      try {
        const path = join(disk, 'latchkey.db');
        assert.throws(() => openSqliteStore({ path }), isTrouble('disk_full', /is full/));
      } finally {
        spawnSync('umount', [disk]);
      }
    });
  }

  it('that lasts does not fill the memory: the log says how much it missed', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const db = openDatabase(path);
    const pages = Number(db.prepare('pragma page_count').get()?.page_count);
    db.exec(`pragma max_page_count = ${pages}`);
    const store = storeOn(db, { path });
    for (let n = 0; n < 12_000; n += 1) {
      store.appendAudit({ at: NOW + n, kind: 'tool', outcome: 'allowed' });
    }
    assert.equal((await store.auditEvents(20_000)).length, 10_000);
    db.exec('pragma max_page_count = 100000');
    const events = await store.auditEvents(20_000);
    assert.equal(events.length, 10_001);
    const lost = { at: NOW + 11_999, kind: 'audit', outcome: 'lost', detail: { events: 2_000 } };
    assert.deepEqual(events[0], lost);
    await store.close();
  });
});

describe('a file that cannot be used', () => {
  /** Runs as somebody who is not root, whom no permission stops. */
  function asNobody(work: () => void): void {
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65_534);
    try {
      work();
    } finally {
      if (root) process.seteuid?.(0);
    }
  }

  it('in a folder that cannot be written', (t) => {
    const dir = tempDir(t);
    chmodSync(dir, 0o555);
    asNobody(() => {
      const path = join(dir, 'latchkey.db');
      assert.throws(
        () => openSqliteStore({ path }),
        isTrouble('store_unavailable', /cannot be written\. Give the app write access/),
      );
    });
    chmodSync(dir, 0o755);
  });

  it('in a folder that does not exist, or that is a file', (t) => {
    const dir = tempDir(t);
    writeFileSync(join(dir, 'file'), '');
    for (const path of [join(dir, 'none', 'latchkey.db'), join(dir, 'file', 'latchkey.db'), dir]) {
      assert.throws(
        () => openSqliteStore({ path }),
        isTrouble('store_unavailable', /cannot be opened\. Check that its folder exists/),
      );
    }
  });

  it('that is no database is left as it is', (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    writeFileSync(path, 'this is no database '.repeat(500));
    const before = readFileSync(path);
    assert.throws(
      () => openSqliteStore({ path }),
      isTrouble('store_unavailable', /is damaged\. Stop the app and restore a backup/),
    );
    assert.deepEqual(readFileSync(path), before);
  });

  it('of another program is left as it is', (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const other = new DatabaseSync(path);
    other.exec('create table notes (text)');
    other.close();
    const before = readFileSync(path);
    assert.throws(
      () => openSqliteStore({ path }),
      isTrouble('store_unavailable', /belongs to another program/),
    );
    assert.deepEqual(readFileSync(path), before);
  });

  it('of a newer Latchkey is left as it is', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    await openSqliteStore({ path }).close();
    const newer = new DatabaseSync(path);
    newer.exec(`pragma user_version = ${migrations.length + 3}`);
    newer.close();
    const before = readFileSync(path);
    assert.throws(
      () => openSqliteStore({ path }),
      isTrouble('store_unavailable', /newer Latchkey .* Update the app again/),
    );
    assert.deepEqual(readFileSync(path), before);
  });

  it('with damaged pages: no question is answered with "unknown"', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const whole = openSqliteStore({ path });
    await whole.putClient(sample.aClient(), 10);
    await connect(whole, 'a');
    await whole.close();
    // The pages of the schema stay whole, or the file would not even open.
    const schema = new DatabaseSync(path);
    const roots = schema.prepare('select rootpage from sqlite_schema where rootpage > 0').all();
    schema.close();
    const file = openSync(path, 'r+');
    for (const { rootpage } of roots) {
      writeSync(file, Buffer.alloc(PAGE, 0xff), 0, PAGE, (Number(rootpage) - 1) * PAGE);
    }
    closeSync(file);
    const store = openSqliteStore({ path });
    const damaged = isTrouble('store_unavailable', /is damaged/);
    for (const [what, ask] of Object.entries(everyQuestion(store, 'a'))) {
      await assert.rejects(ask, damaged, what);
    }
    await store.close();
  });

  it('held by another process for too long', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const db = openDatabase(path);
    const store = storeOn(db, { path });
    await connect(store, 'a');
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    db.exec('pragma busy_timeout = 20');
    const { hash } = sample.aRefresh('a');
    await assert.rejects(
      store.rotateRefresh(hash, successor('a', 1), 0, NOW),
      isTrouble('store_unavailable', /is held by another process/),
    );
    assert.equal((await store.grant('grant a'))?.endedAt, undefined, 'reading goes on');
    other.exec('rollback');
    other.close();
    assert.equal((await store.rotateRefresh(hash, successor('a', 1), 0, NOW)).status, 'rotated');
    await store.close();
  });

  it('that was closed: no question is answered with "unknown"', async (t) => {
    const errors: unknown[] = [];
    const path = join(tempDir(t), 'latchkey.db');
    const store = openSqliteStore({ path, onError: (trouble) => errors.push(trouble) });
    await connect(store, 'a');
    await store.close();
    for (const [what, ask] of Object.entries(everyQuestion(store, 'a'))) {
      await assert.rejects(ask, isTrouble('store_unavailable', /was closed/), what);
    }
    store.appendAudit({ at: NOW, kind: 'tool', outcome: 'late' });
    store.touchGrant('grant a', NOW);
    await store.close();
    assert.ok(errors.every((one) => isLatchkeyError(one, 'store_unavailable')));
  });
});

describe('migrations', () => {
  it('make an empty file the newest schema, once', (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const db = new DatabaseSync(path);
    assert.equal(schemaVersion(db), 0);
    migrate(db, path);
    assert.equal(schemaVersion(db), migrations.length);
    migrate(db, path);
    db.close();
  });

  it('bring an older file forward, step by step', () => {
    const db = new DatabaseSync(':memory:');
    const steps = [
      'create table a (x)',
      'alter table a add column y',
      'insert into a values (1, 2)',
    ];
    migrate(db, ':memory:', steps.slice(0, 1));
    migrate(db, ':memory:', steps);
    assert.equal(schemaVersion(db), 3);
    assert.deepEqual({ ...db.prepare('select * from a').get() }, { x: 1, y: 2 });
    db.close();
  });

  it('that fail leave the file as it was', () => {
    const db = new DatabaseSync(':memory:');
    migrate(db, ':memory:', ['create table a (x)']);
    const steps = ['create table a (x)', 'create table b (x)', 'create table b (x)'];
    assert.throws(() => migrate(db, ':memory:', steps), /already exists/);
    assert.equal(schemaVersion(db), 1);
    assert.equal(db.prepare("select name from sqlite_schema where name = 'b'").get(), undefined);
    db.close();
  });

  it('two connections that open a new file at once both succeed', async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const stores = [openSqliteStore({ path }), openSqliteStore({ path })];
    for (const store of stores) await store.close();
  });
});
