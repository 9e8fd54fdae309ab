import type { Attempt } from './attempt.ts';
import { type AttemptState, explain, type StopCode } from './explain.ts';
import type { Step, StepDetail, StepKind, StepResult } from './steps.ts';

/** A step as it is shown. Times in milliseconds since the epoch. */
export interface StepAnswer {
  readonly kind: StepKind;
  readonly result: StepResult;
  readonly detail?: StepDetail;
  readonly host?: string;
  /** Rises with every step over all attempts; absent, as the times are, for one that is awaited. */
  readonly number?: number;
  readonly at?: number;
  readonly lastAt?: number;
  readonly times?: number;
}

/** What the sentences of a stop are made with. */
export interface StopParameters {
  /** The client's own name; absent while nobody knows it. */
  readonly client?: string;
  /** Whether it runs on its makers' servers, as far as that is known. */
  readonly hosted?: boolean;
  /** The name it asked for, where that is what is wrong. */
  readonly host?: string;
}

/** One attempt to connect as it is shown. */
export interface AttemptAnswer {
  readonly id: string;
  readonly client?: string;
  readonly clientId?: string;
  /** Where its first request came from: an address, and the program as it calls itself. */
  readonly from: { readonly address: string; readonly agent: string };
  readonly startedAt: number;
  readonly changedAt: number;
  readonly steps: readonly StepAnswer[];
  readonly state: AttemptState;
  readonly stop?: { readonly code: StopCode; readonly parameters: StopParameters };
}

export interface TimelineAnswer {
  /** Since when attempts are remembered: Latchkey's own start. */
  readonly since: number;
  /** Those of latest news first. */
  readonly attempts: readonly AttemptAnswer[];
}

/** How many of each reach are shown, so that strangers who knock do not fill the page. */
const SHOWN: Readonly<Record<Attempt['reach'], number>> = { 0: 10, 1: 20, 2: 20, 3: 20 };

export function timelineAnswer(
  attempts: readonly Attempt[],
  { since, now }: { readonly since: number; readonly now: number },
): TimelineAnswer {
  const latest = [...attempts].sort((one, other) => other.changedAt - one.changedAt);
  const shown = ([0, 1, 2, 3] as const).flatMap((reach) =>
    fairly(
      latest.filter((one) => one.reach === reach),
      SHOWN[reach],
    ),
  );
  return {
    since,
    attempts: latest.filter((one) => shown.includes(one)).map((one) => attemptAnswer(one, now)),
  };
}

/** So many of these: the first of each address, then the second of each, and so on. */
function fairly(attempts: readonly Attempt[], most: number): readonly Attempt[] {
  const of = [...Map.groupBy(attempts, ({ from }) => from.address).values()];
  const longest = Math.max(0, ...of.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => of.flatMap((these) => these[index] ?? []))
    .flat()
    .slice(0, most);
}

function attemptAnswer(attempt: Attempt, now: number): AttemptAnswer {
  const { id, from, startedAt, changedAt, steps } = attempt;
  const { state, stop, next, at } = explain(steps, now);
  const known = attempt.client ?? [...attempt.registered.values()].at(-1);
  return {
    id,
    ...(known !== undefined && { client: known.name, clientId: known.id }),
    from: { address: from.address, agent: from.agent },
    startedAt,
    changedAt,
    steps: [
      ...steps.map((one: Step) => ({ ...one })),
      ...(next === undefined ? [] : [{ kind: next, result: 'waiting' as const }]),
    ],
    state,
    ...(stop !== undefined && {
      stop: {
        code: stop,
        parameters: {
          ...(known !== undefined && { client: known.name, hosted: known.hosted }),
          ...(at?.host !== undefined && { host: at.host }),
        },
      },
    }),
  };
}
