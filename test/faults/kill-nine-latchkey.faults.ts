import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { mountDisk } from './disk.ts';
import { LatchkeyProcess } from './latchkey-process.ts';
import { SEED, seeded } from './seed.ts';
import { isKept, nothingPromised, useUntilKilled } from './sessions.ts';

/** Starting all of Latchkey takes a while; most rounds are those of kill-nine-store.faults.ts. */
const ROUNDS = Math.ceil(Number(process.env.LATCHKEY_KILL_ROUNDS ?? 280) / 14);
/** The kill comes after so many things were done at most, and at a random moment of the next. */
const MOST_THINGS = 8;
const WITHIN_MS = 150;
const PATIENCE_MS = 60_000;

test(`kill -9 of Latchkey while clients sign in, renew and leave, ${ROUNDS} times at random moments: it starts again, whoever was answered is still signed in or out, no code is spent twice`, async (t) => {
  const random = seeded('kill-nine-latchkey');
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const { path: dataDir } = mountDisk(t, '64m');
  let now = Date.now();
  const promised = nothingPromised();
  let port: number | undefined;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const env = { FAULT_NOW: String(now) };
    const options = { dataDir, homeUrl: home.url, env };
    const latchkey = await LatchkeyProcess.start(t, port ? { ...options, port } : options);
    port = latchkey.port;
    const started = performance.now();
    await isKept(promised);
    if (round === ROUNDS)
      return t.diagnostic(`seed ${SEED}, ${promised.done} things done, all kept`);
    const used = useUntilKilled(latchkey.base, home.people, promised);
    const enough = promised.done + Math.floor(random() * MOST_THINGS);
    await eventually(async () => promised.done >= enough, PATIENCE_MS);
    await pause(random() * WITHIN_MS);
    await latchkey.kill();
    now += Math.ceil(performance.now() - started);
    await used;
  }
});
