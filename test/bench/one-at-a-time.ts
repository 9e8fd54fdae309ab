import { type Agent, request } from 'node:http';
import type { McpRequest } from '../support/mcp-request.ts';
import { compare, quantile, type Round } from './difference.ts';

const ROUNDS = 3;
const WARM_UP = 100;

/** Milliseconds that Latchkey is to take more at most than the thing itself. */
const WANTED = [
  { name: 'p50', share: 0.5, wanted: 1.5 },
  { name: 'p99', share: 0.99, wanted: 8 },
] as const;

/** The same thing done in two ways, one request at a time. */
export interface Trip {
  readonly tool: string;
  readonly beside: string;
  ours(): Promise<void>;
  theirs(): Promise<void>;
}

/** Does it in both ways, one after the other, and tells what each took in milliseconds. */
export async function takeTrips(trip: Trip, times: number): Promise<readonly Round[]> {
  for (let n = 0; n < WARM_UP; n += 1) {
    await trip.ours();
    await trip.theirs();
  }
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) rounds.push(await oneRound(trip, times));
  return rounds;
}

/** By how many milliseconds the middle of ours is longer, in each round. */
export function middleDifferences(rounds: readonly Round[]): readonly number[] {
  return rounds.map(({ ours, theirs }) => quantile(ours, 0.5) - quantile(theirs, 0.5));
}

/** What is shown of it. */
export function rowsOf({ tool, beside }: Trip, rounds: readonly Round[]): readonly object[] {
  return WANTED.map(({ name, share, wanted }) => {
    const compared = compare(rounds, share);
    return {
      tool,
      beside,
      quantile: name,
      'ours ms': compared.ours.toFixed(2),
      'theirs ms': compared.theirs.toFixed(2),
      difference: compared.difference.toFixed(2),
      spread: compared.spread.toFixed(2),
      wanted,
      verdict: compared.difference <= wanted ? 'met' : 'not met',
    };
  });
}

async function oneRound(trip: Trip, times: number): Promise<Round> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < times; n += 1) {
    ours.push(await timed(trip.ours));
    theirs.push(await timed(trip.theirs));
  }
  return { ours, theirs };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Sends a call. Throws when its answer is not the one in which `says` stands. */
export function post(
  url: string,
  agent: Agent,
  { headers, body }: McpRequest,
  says: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        // What went wrong quickly must not count as quick.
        if (response.statusCode !== 200 || !text.includes(says)) {
          reject(new Error(`${response.statusCode}: ${text.slice(0, 500)}`));
        } else resolve();
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
