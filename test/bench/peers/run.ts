import { comparePeers } from './compare.ts';

/** An odd number, so that the median is a round that was. */
const ROUNDS = 5;
const SECONDS = 2;

/**
 * `npm run bench -- --peers [rounds] [seconds each turn lasts]`
 *
 * @returns the exit code: 1 when a goal was missed by more than the noise
 */
export async function runPeers(args: readonly string[]): Promise<number> {
  const [rounds = ROUNDS, seconds = SECONDS] = args.filter((arg) => arg !== '--peers').map(Number);
  if (!(rounds >= 1) || !(seconds > 0)) {
    console.error('npm run bench -- --peers [rounds] [seconds each turn lasts]');
    return 2;
  }
  return (await comparePeers(rounds, seconds)) ? 0 : 1;
}
