import { DAY } from '../core/clock.ts';
import { pastOf } from './past.ts';
import type { Attributes, State, StateChange, States } from './states.ts';

/** A state an entity was in, from when on. */
export interface PastState {
  readonly state: string;
  readonly attributes: Attributes;
  readonly changed: number;
  readonly updated: number;
  readonly userId: string | null;
}

export const KEPT_MS = 10 * DAY;
const KEPT_CHANGES = 2000;

function recorded(state: State): PastState {
  return {
    state: state.state,
    attributes: state.attributes,
    changed: state.lastChanged,
    updated: state.lastUpdated,
    userId: state.context.user_id,
  };
}

/** What went on through the start of the home was not changed by it. */
function joined(last: PastState | undefined, live: readonly PastState[]): readonly PastState[] {
  const [first, ...rest] = live;
  if (first === undefined || first.state !== last?.state) return live;
  return [{ ...first, changed: last.changed }, ...rest];
}

/** What was: made up for the time before the home started, and remembered from then on. */
export class Recorder {
  readonly #startedAt: number;
  readonly #states: States;
  readonly #changes = new Map<string, PastState[]>();

  constructor(startedAt: number, states: States) {
    this.#startedAt = startedAt;
    this.#states = states;
  }

  /** From now on every change is kept; how things stand now is where they begin. */
  start(): void {
    for (const state of this.#states.all()) this.#changes.set(state.entityId, [recorded(state)]);
    this.#states.changes.add((change) => this.#keep(change));
  }

  /** All states since then that are still kept, the one it was in at that moment first. */
  since(entityId: string, from: number, now: number): readonly PastState[] {
    const oldest = Math.max(from, now - KEPT_MS);
    const live = this.#changes.get(entityId) ?? [];
    const first = live[0];
    const before =
      first === undefined || oldest >= this.#startedAt
        ? []
        : pastOf(entityId, first, oldest, this.#startedAt);
    const all = [...before, ...joined(before.at(-1), live)];
    const begin = all.findLastIndex(({ updated }) => updated <= oldest);
    return all.slice(Math.max(0, begin));
  }

  #keep({ entityId, new: state }: StateChange): void {
    if (state === undefined) return;
    const changes = this.#changes.get(entityId) ?? [];
    changes.push(recorded(state));
    if (changes.length > KEPT_CHANGES) changes.shift();
    this.#changes.set(entityId, changes);
  }
}
