import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ok, type Result, refused } from '../../core/result.ts';
import { migrate, refuseForeign, refuseOlder } from '../migrations/migrate.ts';
import { isBusy } from './trouble.ts';

/** How long a statement waits for another process that holds the file, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/** How often, and after what pause in milliseconds, a file that others are opening is tried again. */
const OPEN_ATTEMPTS = 5;
const OPEN_PAUSE_MS = 50;

const OWNER_ONLY = 0o600;

/** Sets undone steps apart from SQLite's own numbers, which have 32 bits. */
const UNDONE = 2 ** 32;

/** An open database, and all that the rest of the driver may do with one. */
export interface Database {
  prepare(sql: string): StatementSync;
  exec(sql: string): void;
  /**
   * Another number when another connection has changed something, or when a step of this one was
   * undone: what is in memory may then be wrong. The file is asked once in a turn of the event loop,
   * and anew within each step, since every request reads several things that are in memory already: so
   * what another process changed shows in the next turn at the latest.
   */
  version(): number;
  /** Runs several statements as one step: all of them are kept, or none is. Within one it is of it. */
  atomically<T>(work: () => T): T;
  /**
   * Runs a part of the step that is open: when it throws, it alone is undone, and what it threw is
   * the error. Throws when SQLite has undone the whole step, as it does when the disk is full.
   */
  part<T>(work: () => T): Result<T, unknown>;
  close(): void;
}

/**
 * Makes the file for its owner only, before SQLite does: it gives -wal and -shm the same mode. A
 * file that exists is never opened here, because closing it again would drop the locks that
 * another connection of this process has on it.
 */
function ownerOnly(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    try {
      if (statSync(file, { throwIfNoEntry: false })?.isFile()) chmodSync(file, OWNER_ONLY);
    } catch (thrown) {
      // Another process that closes the database takes -wal and -shm away at any moment.
      if (existsSync(file)) throw thrown;
    }
  }
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY));
  } catch (thrown) {
    if (!existsSync(path)) throw thrown;
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function setUp(db: DatabaseSync, path: string): void {
  refuseForeign(db, path);
  // auto_vacuum only takes effect before the first page is written, which journal_mode does.
  db.exec('pragma auto_vacuum = incremental');
  db.exec('pragma journal_mode = wal');
  db.exec('pragma synchronous = full');
  db.exec('pragma secure_delete = fast');
  db.exec('pragma trusted_schema = off');
  migrate(db, path);
  db.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
}

/** Sets up a connection; the switch to write-ahead logging does not wait for others by itself. */
function connect(path: string): DatabaseSync {
  for (let attempt = 1; ; attempt += 1) {
    const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS / OPEN_ATTEMPTS });
    try {
      setUp(db, path);
      return db;
    } catch (thrown) {
      db.close();
      if (attempt === OPEN_ATTEMPTS || !isBusy(thrown)) throw thrown;
      pause(OPEN_PAUSE_MS);
    }
  }
}

/**
 * Opens a database file, made when missing, at the newest schema. A commit is on the disk before
 * it returns (write-ahead log, `synchronous = full`). Throws what the driver or the file system
 * throws; `asTrouble` says what that means.
 */
export function openDatabase(path: string): Database {
  if (path !== ':memory:') ownerOnly(path);
  return asDatabase(connect(path));
}

/**
 * Opens a database file that exists to read it, beside whoever writes it. Throws
 * `store_unavailable` for one whose schema is not this Latchkey's own, and like `openDatabase`.
 */
export function openReadOnly(path: string): Database {
  const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    db.exec('pragma trusted_schema = off');
    refuseForeign(db, path);
    refuseOlder(db, path);
    return asDatabase(db);
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

function asDatabase(db: DatabaseSync): Database {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const rollback = db.prepare('rollback');
  const savepoint = db.prepare('savepoint part');
  const release = db.prepare('release part');
  const undoPart = db.prepare('rollback to part');
  const dataVersion = db.prepare('pragma data_version');
  let version: number | undefined;
  let turn: NodeJS.Immediate | undefined;
  let undone = 0;
  let inStep = false;

  /** What was read since may be in memory, and is no longer so. */
  function hasUndone(): void {
    undone += 1;
    version = undefined;
  }

  function nextTurn(): void {
    turn = undefined;
    version = undefined;
  }

  return {
    prepare: (sql) => db.prepare(sql),
    exec: (sql) => db.exec(sql),
    version() {
      if (version === undefined) {
        version = Number(dataVersion.get()?.data_version) + undone * UNDONE;
        // One that is not waited for would run after the requests that come next.
        turn ??= setImmediate(nextTurn);
      }
      return version;
    },
    atomically(work) {
      if (inStep) return work();
      begin.run();
      inStep = true;
      // Nobody else can change anything from here on, but may have until here.
      version = undefined;
      try {
        const result = work();
        commit.run();
        return result;
      } catch (thrown) {
        hasUndone();
        // SQLite has already rolled back by itself after a full disk or a failed write.
        if (db.isTransaction) rollback.run();
        throw thrown;
      } finally {
        inStep = false;
      }
    },
    part(work) {
      savepoint.run();
      try {
        const result = work();
        release.run();
        return ok(result);
      } catch (thrown) {
        if (!db.isTransaction) throw thrown;
        undoPart.run();
        release.run();
        hasUndone();
        return refused(thrown);
      }
    },
    close() {
      if (turn !== undefined) clearImmediate(turn);
      if (db.isOpen) db.close();
    },
  };
}
