import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { lastly } from '../support/lastly.ts';
import { type Acknowledged, isStillThere, isWhole } from './acknowledged.ts';
import { mountDisk } from './disk.ts';
import { SEED, seeded } from './seed.ts';

/** With those of kill-nine-latchkey.faults.ts three hundred; `LATCHKEY_KILL_ROUNDS=1000` for more. */
const ROUNDS = Number(process.env.LATCHKEY_KILL_ROUNDS ?? 280);
/** The kill comes at a random moment of this many milliseconds after the first write. */
const WITHIN_MS = 60;
/** A file that only grew would be looked through in vain, again and again. */
const ROUNDS_A_FILE = 40;

const SCRIPT = join(import.meta.dirname, 'writer.ts');
const COMPILED = join(import.meta.dirname, '../../test-output/compiled');

/** A writer that is loaded and waits to be told. */
function writer(path: string, life: string): ChildProcess {
  return spawn(process.execPath, [SCRIPT, path, life], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
}

/** Lets a writer write, kills it, and returns what the store had acknowledged to it. */
async function lifeOf(child: ChildProcess, afterMs: number): Promise<readonly Acknowledged[]> {
  const chunks: string[] = [];
  const over = once(child, 'close');
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    if (chunks.length === 0) setTimeout(() => child.kill('SIGKILL'), afterMs);
    chunks.push(chunk);
  });
  child.stdin?.on('error', () => undefined);
  child.stdin?.write('go\n');
  const [, signal] = await over;
  assert.equal(signal, 'SIGKILL', 'the writer was to be killed, not to end by itself');
  const lines = chunks.join('').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Acknowledged);
}

test(`kill -9 of a process that writes to the store, ${ROUNDS} times at random moments: the database opens whole, nothing acknowledged is lost, nothing one-time is spent twice`, async (t) => {
  const random = seeded('kill-nine-store');
  // What dies is the process and not the machine, so a disk in memory shows as much, sooner.
  const { path: dir } = mountDisk(t, '200m');
  const pathOf = (round: number) => join(dir, `latchkey-${Math.floor(round / ROUNDS_A_FILE)}.db`);
  let next = writer(pathOf(0), '0');
  lastly(t, () => void next.kill('SIGKILL'));
  let count = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const path = pathOf(round);
    const dying = next;
    next = writer(pathOf(round + 1), `${round + 1}`);
    const acknowledged = await lifeOf(dying, random() * WITHIN_MS);
    count += acknowledged.length;
    isWhole(path);
    const store = openSqliteStore({ path });
    const ended = new Set((await store.grants()).filter((g) => g.endedAt).map((g) => g.id));
    for (const one of acknowledged) {
      await isStillThere(store, one, ended.has(`grant ${one.name}`));
    }
    await store.close();
  }
  t.diagnostic(`seed ${SEED}, ${count} acknowledged writes, all found again`);
});
