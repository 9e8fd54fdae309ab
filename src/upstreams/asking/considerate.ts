import type { CallerSide } from './caller-side.ts';
import { NotAsked } from './not-asked.ts';
import type { Patience } from './patience.ts';

const MOST_QUESTIONS = 5;
const MOST_LOG_LINES = 100;

/**
 * The same caller, whom one call can ask no more than a few things, one after the other, and tell no
 * more than they could read. While they think, the upstream's time stands still.
 */
export function considerate(caller: CallerSide, patience?: Patience): CallerSide {
  const { ask, log, logLevel } = caller;
  let questions = 0;
  let lines = 0;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ...(logLevel !== undefined && { logLevel }),
    ...(log !== undefined && {
      log: (line) => {
        lines += 1;
        if (lines <= MOST_LOG_LINES) log(line);
      },
    }),
    ...(ask !== undefined && {
      ask: (form, signal) => {
        questions += 1;
        if (questions > MOST_QUESTIONS) {
          throw new NotAsked(
            'Nobody was asked: that would be more questions than one call may ask.',
          );
        }
        const asked = turn.then(() =>
          signal.aborted ? { action: 'cancel' as const } : ask(form, signal),
        );
        turn = asked.catch(() => {});
        return patience === undefined ? asked : patience.during(asked);
      },
    }),
  };
}
