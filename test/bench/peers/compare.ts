import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drive, type Length } from './drive.ts';
import { fastMcp } from './fastmcp.ts';
import { haMcp } from './ha-mcp.ts';
import { homeAssistant } from './home-assistant.ts';
import { startHouse } from './house.ts';
import type { Lane } from './lane.ts';
import { startOurs } from './latchkey.ts';
import { oidcProvider } from './oidc-provider.ts';
import type { Needs, Peer, Running, Work } from './peer.ts';
import { WORKS } from './peer.ts';
import { cpuSeconds, memoryMib, processTree } from './process-tree.ts';
import { holds, report } from './report.ts';
import { compareTurns, type Memory, type PeerResult, perAnswer, type Turned } from './results.ts';

const PEERS: readonly Peer[] = [oidcProvider, fastMcp, haMcp, homeAssistant];

const CONNECTIONS = 10;
/**
 * Latchkey holds back the answer to a code for a tenth of a second, on purpose: with so many that
 * wait, the processor is what decides.
 */
const REDEEMING = 100;
/** So many that V8 has compiled what is used; who is slow is let off sooner. */
const WARM_UP: Length = { seconds: 15, most: 5_000 };
const SETTLED_MS = 5_000;
const OUTPUT = join(import.meta.dirname, '../../../test-output/bench-peers.md');

/** One that takes turns, with what it did so far. */
interface Contender {
  readonly running: Running;
  readonly turns: Map<Work, Turned[]>;
  readonly failed: Map<Work, string>;
}

/**
 * Measures Latchkey beside its peers in turns, prints the report and keeps it under test-output.
 * False when a goal is missed by more than the rounds disagree.
 */
export async function comparePeers(rounds: number, seconds: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-peers-'));
  const stops: (() => Promise<void>)[] = [];
  const own = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  try {
    const house = await startHouse();
    stops.push(house.stop);
    const started = await startOurs(house, own('latchkey'));
    stops.push(started.stop);
    const ours = contender(started);
    const theirs = new Map<Peer, Contender>();
    const missing = new Map<Peer, string>();
    for (const [index, peer] of PEERS.entries()) {
      const needs: Needs = { house, folder: own(String(index)), tools: started.tools };
      try {
        const running = await peer.start(needs);
        stops.push(running.stop);
        theirs.set(peer, contender(running));
      } catch (error) {
        missing.set(peer, reasonOf(error));
      }
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    const all = [ours, ...theirs.values()];
    const idle = memoryOf(all);
    await takeTurns(all, rounds, seconds);
    const after = memoryOf(all);
    const memory = (one: Contender): Memory => ({
      idle: idle.get(one) ?? Number.NaN,
      after: after.get(one) ?? Number.NaN,
    });
    const results = PEERS.map((peer) => {
      const one = theirs.get(peer);
      const { name, version, note, memoryJudged } = peer;
      const about = { name, version, note, memoryJudged };
      const reason = missing.get(peer) ?? '';
      if (one === undefined) return { ...about, missing: reason, compared: [], failed: [] };
      return { ...about, memory: memory(one), ...outcome(ours, one) };
    });
    const turns = [...ours.turns.values()].flat();
    const text = report(memory(ours), results, {
      rounds,
      seconds,
      connections: CONNECTIONS,
      redeeming: REDEEMING,
      benchCpuMs: perAnswer(turns, (turn) => turn.benchCpuMs),
    });
    mkdirSync(join(OUTPUT, '..'), { recursive: true });
    writeFileSync(OUTPUT, text);
    console.log(text);
    return holds(memory(ours), results);
  } finally {
    for (const stop of stops.reverse()) await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function contender(running: Running): Contender {
  return { running, turns: new Map(), failed: new Map() };
}

function memoryOf(all: readonly Contender[]): Map<Contender, number> {
  return new Map(all.map((one) => [one, memoryMib(processTree(one.running.pid))]));
}

function outcome(ours: Contender, one: Contender): Pick<PeerResult, 'compared' | 'failed'> {
  return {
    compared: Array.from(one.turns)
      .filter(([work]) => !one.failed.has(work))
      .map(([work, turns]) => compareTurns(work, ours.turns.get(work) ?? [], turns)),
    failed: Array.from(one.failed, ([work, reason]) => ({ work, reason })),
  };
}

/** Each work in each round by everyone who can do it, back to back, in the other order next time. */
async function takeTurns(
  [ours, ...theirs]: readonly Contender[],
  rounds: number,
  seconds: number,
): Promise<void> {
  if (ours === undefined) return;
  for (let round = -1; round < rounds; round += 1) {
    const warmUp = round === -1;
    for (const work of WORKS) {
      const able = theirs.filter(({ running, failed }) => running.works[work] && !failed.has(work));
      if (able.length === 0) continue;
      process.stderr.write(`peers: ${warmUp ? 'warm-up' : `round ${round + 1}`}, ${work} …\n`);
      const order: readonly Contender[] =
        round % 2 === 0 ? [ours, ...able] : [...able.toReversed(), ours];
      for (const one of order) {
        const lanes = one.running.works[work];
        if (lanes === undefined) continue;
        try {
          const ready = await lanes(work === 'redeem a code' ? REDEEMING : CONNECTIONS);
          const turned = await turn(one.running.pid, ready, warmUp ? WARM_UP : { seconds });
          if (!warmUp) one.turns.set(work, [...(one.turns.get(work) ?? []), turned]);
        } catch (error) {
          // Without ours there is nothing to compare.
          if (one === ours) throw error;
          one.failed.set(work, reasonOf(error));
        }
      }
    }
  }
}

async function turn(pid: number, lanes: readonly Lane[], length: Length): Promise<Turned> {
  const tree = processTree(pid);
  const before = cpuSeconds(tree);
  const own = process.cpuUsage();
  const { answers, seconds, took, bytes } = await drive(lanes, length);
  const cpuMs = (cpuSeconds(tree) - before) * 1_000;
  const { user, system } = process.cpuUsage(own);
  return {
    perSecond: answers / seconds,
    took,
    cpuMs,
    benchCpuMs: (user + system) / 1_000,
    bytes,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
