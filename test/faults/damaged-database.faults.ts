import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { DAY } from '../../src/core/clock.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { everyQuestion } from '../contract/questions.ts';
import * as sample from '../contract/samples.ts';
import { connect, NOW } from '../contract/samples.ts';
import { mountDisk } from './disk.ts';
import { EVERYTHING, SEED, seeded } from './seed.ts';

const PAGE = 4_096;
const CONNECTED = 30;
/** One in so many pages of the log is tried in CI. */
const SAMPLED = 12;
const KEEP = { unapprovedClientMs: DAY, auditMs: DAY, endedGrantMs: DAY };
const LIMITS = { perThing: 100, perHome: 1_000, charactersPerHome: 1e9 };

/** A household's database: what is asked about is somewhere in the middle. */
async function fillHousehold(store: Store): Promise<void> {
  await store.putClient(sample.aClient(), 10);
  for (let n = 0; n < CONNECTED; n += 1) {
    await connect(store, n === CONNECTED / 2 ? 'a' : `somebody ${n}`);
    await store.keepVersion(sample.aVersion(n, { content: 'x'.repeat(3_000) }), LIMITS);
    store.appendAudit({ at: NOW + n, kind: 'tool', outcome: 'x'.repeat(400) });
  }
  await store.auditEvents(1);
}

/** Asks everything; each answer, or that there was trouble. Throws on any other error. */
async function answersOf(path: string): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  const ask = async (what: string, work: () => unknown): Promise<void> => {
    try {
      answers.set(what, await work());
    } catch (error) {
      assert.ok(isLatchkeyError(error, 'store_unavailable'), `${what}: ${String(error)}`);
      assert.match(
        error.message,
        /is damaged\. Stop the app and restore a backup|cannot be used|newer Latchkey|another program/,
      );
      answers.set(what, TROUBLE);
    }
  };
  let store: Store | undefined;
  await ask('open', () => {
    store = openSqliteStore({ path });
  });
  if (store === undefined) return answers;
  const opened = store;
  for (const [what, question] of Object.entries(everyQuestion(opened, 'a'))) {
    await ask(what, question);
  }
  await ask('purge', () => opened.purge(NOW, KEEP));
  await ask('close', () => opened.close());
  return answers;
}

const TROUBLE = 'trouble';

/** Throws when something was answered otherwise than by the whole database. */
function isHonest(
  answers: ReadonlyMap<string, unknown>,
  whole: ReadonlyMap<string, unknown>,
  how: string,
): void {
  for (const [what, answer] of answers) {
    if (answer === TROUBLE || isDeepStrictEqual(answer, whole.get(what))) continue;
    assert.fail(`${how}: ${what} was answered with ${JSON.stringify(answer)}`);
  }
}

/** Bytes of a page that was lost, and how that came about. */
const DAMAGES: Readonly<Record<string, (random: () => number) => Buffer>> = {
  zeros: () => Buffer.alloc(PAGE),
  ones: () => Buffer.alloc(PAGE, 0xff),
  // No kind of page begins like that, or one in many would be a page that is empty.
  noise: (random) =>
    Buffer.from(
      Array.from({ length: PAGE }, (_, at) => Math.floor(random() * 256) | (at ? 0 : 128)),
    ),
};

function put(path: string, database: Buffer, log?: Buffer): void {
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  writeFileSync(path, database);
  if (log !== undefined) writeFileSync(`${path}-wal`, log);
}

for (const [damage, bytesOf] of Object.entries(DAMAGES)) {
  test(`each page of the database is overwritten with ${damage}: every question has its answer or a sentence that says to restore a backup`, async (t) => {
    const path = join(mountDisk(t, '64m').path, 'latchkey.db');
    const store = openSqliteStore({ path });
    await fillHousehold(store);
    await store.close();
    const bytes = readFileSync(path);
    const whole = await answersOf(path);
    const random = seeded(damage);
    const pages = bytes.length / PAGE;
    let refused = 0;
    for (let page = 0; page < pages; page += 1) {
      const damaged = Buffer.from(bytes);
      bytesOf(random).copy(damaged, page * PAGE);
      put(path, damaged);
      const answers = await answersOf(path);
      isHonest(answers, whole, `page ${page + 1}, seed ${SEED}`);
      if (answers.get('open') === TROUBLE) refused += 1;
    }
    t.diagnostic(`${pages} pages; ${refused} times the database was refused when it was opened`);
  });
}

test('the database is cut off after each page and in the middle of each: it is refused with a sentence or answers what it still can', async (t) => {
  const path = join(mountDisk(t, '64m').path, 'latchkey.db');
  const store = openSqliteStore({ path });
  await fillHousehold(store);
  await store.close();
  const bytes = readFileSync(path);
  const whole = await answersOf(path);
  let refused = 0;
  for (let length = PAGE / 2; length < bytes.length; length += PAGE / 2) {
    put(path, bytes.subarray(0, length));
    const answers = await answersOf(path);
    isHonest(answers, whole, `${length} bytes`);
    if (answers.get('open') === TROUBLE) refused += 1;
  }
  t.diagnostic(`${bytes.length / PAGE} pages; ${refused} times it was refused when it was opened`);
});

test('the write-ahead log is damaged or cut off at each page: the database opens and answers, or says what to do', async (t) => {
  const { path: dir } = mountDisk(t, '64m');
  const path = join(dir, 'latchkey.db');
  const store = openSqliteStore({ path });
  await fillHousehold(store);
  const crashed = join(dir, 'crashed.db');
  for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${crashed}${end}`);
  await store.close();
  const [bytes, log] = [readFileSync(crashed), readFileSync(`${crashed}-wal`)];
  const random = seeded('log');
  let tried = 0;
  for (let at = 0; at < log.length; at += PAGE * (EVERYTHING ? 1 : SAMPLED)) {
    tried += 1;
    const damaged = Buffer.from(log);
    damaged.writeUInt8(Math.floor(random() * 256), at + Math.floor(random() * (log.length - at)));
    for (const one of [damaged, log.subarray(0, at)]) {
      put(path, bytes, one);
      await answersOf(path);
    }
  }
  t.diagnostic(`seed ${SEED}, ${tried} of ${Math.ceil(log.length / PAGE)} pages of the log`);
});
