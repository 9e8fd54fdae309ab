import { quantile } from './difference.ts';
import { type Asked, ask } from './http-client.ts';

const TIMES = 500;
const SLOWEST = 0.99;

/**
 * How much longer the slowest in a hundred answers of one takes than those of another, once a round:
 * one request at a time, by turns, so that whatever else the machine does meets both.
 */
export async function slowestByTurns(
  one: Asked,
  other: Asked,
  rounds: number,
): Promise<readonly number[]> {
  const ratios: number[] = [];
  while (ratios.length < rounds) {
    const took = { one: [] as number[], other: [] as number[] };
    for (let n = 0; n < TIMES; n += 1) {
      took.one.push(await timed(one));
      took.other.push(await timed(other));
    }
    ratios.push(quantile(took.one, SLOWEST) / quantile(took.other, SLOWEST));
  }
  return ratios;
}

async function timed(asked: Asked): Promise<number> {
  const from = performance.now();
  await ask(asked);
  return performance.now() - from;
}
