import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import type { Store } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import * as sample from '../contract/samples.ts';
import { allow, connect } from '../contract/samples.ts';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';
import type { Finish, Race } from './racer.ts';

const ROUNDS = Number(process.env.LATCHKEY_RACE_ROUNDS ?? 100);
/** Long enough for both to hear of the race, in milliseconds. */
const LEAD_MS = 3;

function heardFrom(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const died = () => reject(new Error('a racer died; its error is above'));
    child.once('exit', died);
    child.once('message', (message) => {
      child.off('exit', died);
      resolve(message);
    });
  });
}

async function twoRacers(t: TestContext, path: string): Promise<readonly ChildProcess[]> {
  const racers = ['left', 'right'].map((racer) =>
    fork(join(import.meta.dirname, 'racer.ts'), [path, racer]),
  );
  lastly(t, async () => {
    for (const racer of racers) {
      if (racer.exitCode !== null) continue;
      const over = once(racer, 'exit');
      racer.disconnect();
      await over;
    }
  });
  await Promise.all(racers.map(heardFrom));
  return racers;
}

async function raceFor(racers: readonly ChildProcess[], race: Race): Promise<readonly Finish[]> {
  const finishes = Promise.all(racers.map(heardFrom));
  for (const racer of racers) racer.send(race);
  return (await finishes) as Finish[];
}

const RACES: Readonly<Record<Race['kind'], (store: Store, name: string) => Promise<unknown>>> = {
  redeem: (store, name) => allow(store, name),
  rotate: (store, name) => connect(store, name),
  finish: (store, name) => store.putTransaction(sample.aTransaction(name), 10_000),
  claim: async () => undefined,
  open: async () => undefined,
};

for (const [kind, prepare] of Object.entries(RACES)) {
  it(`two processes race to ${kind}: exactly one wins, and the other hears so`, async (t) => {
    const path = join(tempDir(t), 'latchkey.db');
    const store = openSqliteStore({ path });
    lastly(t, () => store.close());
    const racers = await twoRacers(t, path);
    let wonByLeft = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const name = `round ${round}`;
      await prepare(store, name);
      const startAt = performance.timeOrigin + performance.now() + LEAD_MS;
      const finishes = await raceFor(racers, { kind: kind as Race['kind'], name, startAt });
      const winners = finishes.filter(({ won }) => won);
      assert.equal(winners.length, 1, name);
      if (kind !== 'claim' && kind !== 'open') {
        const loser = finishes.find(({ won }) => !won);
        assert.equal(loser?.told, winners[0]?.mine, name);
      }
      if (finishes[0]?.won) wonByLeft += 1;
    }
    t.diagnostic(`of ${ROUNDS} rounds one process won ${wonByLeft}`);
  });
}
