/**
 * One of the processes of two-processes.test.ts. It is told what to race for and when: both spin
 * until that same moment, so that they meet inside the store and not in the scheduler.
 */
import { MINUTE, SECOND } from '../../src/core/clock.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import * as sample from '../contract/samples.ts';
import { NOW } from '../contract/samples.ts';

/** What both are told. `name` is the thing they race for. */
export interface Race {
  readonly kind: 'redeem' | 'rotate' | 'finish' | 'claim' | 'open';
  readonly name: string;
  readonly startAt: number;
}

export interface Finish {
  readonly won: boolean;
  /** What the loser was told the winner's answer is. */
  readonly told: string | undefined;
  /** The answer this racer brought. */
  readonly mine: string;
}

const [path = '', racer = ''] = process.argv.slice(2);
const store = openSqliteStore({ path });

async function run({ kind, name }: Race): Promise<Finish> {
  const mine = `${racer} ${name}`;
  switch (kind) {
    case 'redeem': {
      const made = { grant: sample.aGrant(mine), refresh: sample.aRefresh(mine), answer: mine };
      const outcome = await store.redeemCode(sample.aCode(name).hash, made, NOW);
      const told = outcome.status === 'spent' ? outcome.answer : undefined;
      return { won: outcome.status === 'redeemed', told, mine };
    }
    case 'rotate': {
      const next = { refresh: sample.aRefresh(mine, 1), answer: mine, parameters: 'same' };
      const old = sample.aRefresh(name).hash;
      const outcome = await store.rotateRefresh(old, next, 30 * SECOND, NOW);
      const told = outcome.status === 'replay' ? outcome.answer : undefined;
      return { won: outcome.status === 'rotated', told, mine };
    }
    case 'finish': {
      const allowed = {
        code: sample.aCode(mine),
        person: sample.aPerson(),
        credential: sample.aCredential(mine),
      };
      const { id } = sample.aTransaction(name);
      const outcome = await store.finishTransaction(id, { outcome: mine, allowed }, NOW);
      const told = outcome.status === 'already' ? outcome.outcome : undefined;
      return { won: outcome.status === 'finished', told, mine };
    }
    case 'claim':
      return { won: await store.claim('jti', name, NOW + MINUTE, NOW), told: undefined, mine };
    case 'open': {
      const fresh = openSqliteStore({ path: `${path} ${name}` });
      const won = await fresh.claim('jti', name, NOW + MINUTE, NOW);
      await fresh.close();
      return { won, told: undefined, mine };
    }
  }
}

process.on('message', async (race: Race) => {
  while (performance.timeOrigin + performance.now() < race.startAt);
  process.send?.(await run(race));
});
process.on('disconnect', () => store.close());
process.send?.('ready');
