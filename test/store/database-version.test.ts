import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Database, openDatabase } from '../../src/store/sqlite/database.ts';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';

const CHANGE = "insert into rules values ('home', 'home', '', '{}')";

/** A database, and another connection to the same file. */
function two(t: TestContext): { db: Database; other: Database } {
  const path = join(tempDir(t), 'latchkey.db');
  const [db, other] = [openDatabase(path), openDatabase(path)];
  lastly(t, () => {
    db.close();
    other.close();
  });
  return { db, other };
}

describe('sqlite: what says that something in memory may be wrong', () => {
  it('is asked of the file once in a turn', async (t) => {
    const { db, other } = two(t);
    const before = db.version();
    other.exec(CHANGE);
    assert.equal(db.version(), before);
    await undefined;
    assert.equal(db.version(), before);
    await nextTurn();
    assert.notEqual(db.version(), before);
  });

  it('is another at once when a step was undone, and within a step', (t) => {
    const { db, other } = two(t);
    const before = db.version();
    const undo = () => {
      throw new Error('no');
    };
    assert.throws(() => db.atomically(undo), /no/);
    const undone = db.version();
    assert.notEqual(undone, before);
    other.exec(CHANGE);
    assert.equal(db.version(), undone);
    db.atomically(() => assert.notEqual(db.version(), undone));
  });

  it('is forgotten before the loop waits for what comes next, and leaves nothing when closed', (t) => {
    const { db } = two(t);
    // Those that run before the loop waits for the next request; one of `unref` would not be counted.
    const waiting = () =>
      process.getActiveResourcesInfo().filter((one) => one === 'Immediate').length;
    const before = waiting();
    db.version();
    assert.equal(waiting(), before + 1);
    db.close();
    assert.equal(waiting(), before);
  });
});
