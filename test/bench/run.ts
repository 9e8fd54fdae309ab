import { parseArgs } from 'node:util';
import { byTurns, type Pair } from './by-turns.ts';
import { flowPairs } from './flows.ts';
import { gatewayTrips } from './gateway-trips.ts';
import { addGrants } from './grown.ts';
import { closeConnections } from './http-client.ts';
import { askingState, growthPair, type Latchkeys, pairs, refresher } from './pairs.ts';
import { residentBytes } from './process-stats.ts';
import { refreshWrites } from './refresh-writes.ts';
import { Report } from './report.ts';
import { roundTrips } from './round-trips.ts';
import { Scene, type ServedLatchkey } from './scene.ts';
import { slowestByTurns } from './slowest.ts';
import { compileLatchkey, type Start, startBare, startLatchkey } from './start-up.ts';

if (process.argv.includes('--peers')) {
  const { runPeers } = await import('./peers/run.ts');
  process.exit(await runPeers(process.argv.slice(2)));
}

/**
 * `npm run bench -- [--rounds 3] [--only words of a measure] [--calls 100]`: what Latchkey costs, beside
 * the least that does the same. It fails when something is behind what `budgets.ts` holds it to; `--grants 1000000` adds that many instead of 10,000.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    calls: { type: 'string', default: '100' },
    grants: { type: 'string', default: '10000' },
  },
});
const ROUNDS = Number(values.rounds);
const MEGABYTE = 1_024 * 1_024;
/** By then everything is loaded that is loaded by itself. */
const IDLE_MS = 3_000;

const scene = new Scene();
const report = new Report();
const isWanted = (name: string) => name.includes(values.only);

async function turns(some: readonly Pair[]): Promise<void> {
  for (const pair of some) {
    if (isWanted(pair.name)) report.addTurns(pair, await byTurns(pair, ROUNDS));
  }
}

async function writes(): Promise<void> {
  // A client refreshes once an hour, long after its last answer could still be asked for again.
  const latchkey = await scene.latchkey({ env: { MCP_REFRESH_GRACE: '0' } });
  const refresh = await refresher(scene, latchkey);
  const found = await refreshWrites(latchkey.pid, () => refresh(0), scene.folder());
  report.add('refresh: fsyncs', found.fsyncs === undefined ? [] : [found.fsyncs]);
  report.add('refresh: KB written', [found.kilobytes]);
}

async function growth(): Promise<void> {
  const few = await scene.latchkey();
  const many = await scene.latchkey();
  // Both are as warm as they get before one of them grows.
  await byTurns(growthPair(many, few, ''), 1);
  const count = Number(values.grants);
  addGrants(`${many.dataDir}/latchkey.db`, count);
  report.add('many grants: how many', [count]);
  report.add('many grants / 10: processor', await processorRatios(many, few));
  const state = (one: ServedLatchkey) => ({ url: `${one.url}/mcp`, ...askingState(one) });
  report.add('many grants / 10: p99', await slowestByTurns(state(many), state(few), ROUNDS));
  const large = await scene.latchkey({ entities: 10_000 });
  report.add('10,000 entities / few: processor', await processorRatios(large, few));
  report.add('many grants: MB more', await heldMore(many, few));
}

/** How much more one holds than another after the same work, in megabytes, each started anew. */
async function heldMore(grown: ServedLatchkey, small: ServedLatchkey): Promise<number[]> {
  const rounds: number[] = [];
  let [one, other] = [grown, small];
  while (rounds.length < ROUNDS) {
    [one, other] = [await one.again(), await other.again()];
    const { ours, bare, times } = growthPair(one, other, '');
    await ours.run(times);
    await bare.run(times);
    rounds.push((residentBytes(one.pid) - residentBytes(other.pid)) / MEGABYTE);
  }
  return rounds;
}

async function processorRatios(grown: ServedLatchkey, small: ServedLatchkey): Promise<number[]> {
  const turns = await byTurns(growthPair(grown, small, ''), ROUNDS);
  return turns.map(({ ours, bare }) => ours.cpu / bare.cpu);
}

async function oneAtATime({ gateway, upstream }: Latchkeys): Promise<void> {
  const name = 'gateway call: ms more';
  if (!isWanted(name)) return;
  report.add(name, await gatewayTrips(gateway, upstream, Number(values.calls)));
}

/** Cold starts, and what is held afterwards, of what the app runs and as it runs it. */
async function starts(): Promise<void> {
  const first = 'first answer, bundle / node:http';
  const listed = 'first tools/list, bundle / node:http';
  const held = 'idle memory, bundle / fastify';
  if (![first, listed, held].some(isWanted)) return;
  // With what is loaded later, too.
  await compileLatchkey(IDLE_MS);
  const rounds: Readonly<Record<'bare' | 'fastify' | 'ours' | 'asked', Start>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      bare: await startBare('bare-server', 0),
      fastify: await startBare('fastify-server', IDLE_MS),
      ours: await startLatchkey('metadata', IDLE_MS),
      asked: await startLatchkey('tools', 0),
    });
  }
  const each = (measure: (round: (typeof rounds)[number]) => number) => rounds.map(measure);
  const ms = ({ cpu }: Start) => cpu;
  report.add(
    first,
    each(({ ours, bare }) => ms(ours) / ms(bare)),
  );
  report.add(
    'first answer: ms of processor',
    each(({ ours }) => ms(ours)),
  );
  report.add(
    'first answer by the clock: ms',
    each(({ ours }) => ours.wall),
  );
  report.add(
    listed,
    each(({ asked, bare }) => ms(asked) / ms(bare)),
  );
  report.add(
    held,
    each(({ ours, fastify }) => ours.idleBytes / fastify.idleBytes),
  );
  report.add(
    'idle memory: MB',
    each(({ ours }) => ours.idleBytes / MEGABYTE),
  );
}

try {
  const upstream = await scene.serve('upstream');
  const latchkeys: Latchkeys = {
    latchkey: await scene.latchkey(),
    gateway: await scene.latchkey({ upstream: `${upstream.url}/mcp` }),
    upstream,
  };
  const { latchkey } = latchkeys;
  await turns(await pairs(scene, latchkeys));
  await turns(await flowPairs(latchkey, await scene.serve('bare-server')));
  if (isWanted('refresh: fsyncs')) await writes();
  if (isWanted('grants entities')) await growth();
  await starts();
  if (Number(values.calls) > 0) {
    await oneAtATime(latchkeys);
    const home = await scene.home();
    await roundTrips(latchkey.url, latchkey.tokens.access_token, home, Number(values.calls));
  }
  if (!report.print()) process.exitCode = 1;
} finally {
  closeConnections();
  await scene.stop();
}
