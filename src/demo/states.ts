import type { Clock } from '../core/clock.ts';
import { contextId } from './ids.ts';

export type Attributes = Readonly<Record<string, unknown>>;

/** Who or what caused something; carried by every state and event. */
export interface Context {
  readonly id: string;
  readonly parent_id: string | null;
  readonly user_id: string | null;
}

export interface State {
  readonly entityId: string;
  readonly state: string;
  readonly attributes: Attributes;
  /** Milliseconds since the epoch. */
  readonly lastChanged: number;
  readonly lastUpdated: number;
  readonly context: Context;
}

export interface HomeEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly context: Context;
}

export interface StateChange {
  readonly entityId: string;
  readonly old: State | undefined;
  readonly new: State | undefined;
  readonly at: number;
  readonly context: Context;
}

type Listener<T> = (event: T) => void;

/** A list of listeners that may change while they are being told something. */
export class Listeners<T> {
  readonly #listeners = new Set<Listener<T>>();

  add(listener: Listener<T>): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

/** A context of somebody's, or of the home's own doing when nobody is named. */
export function newContext(clock: Clock, userId: string | null = null): Context {
  return { id: contextId(clock()), parent_id: null, user_id: userId };
}

/** The states of all entities, and whoever wants to hear when one changes. */
export class States {
  readonly changes = new Listeners<StateChange>();
  readonly #states = new Map<string, State>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(entityId: string): State | undefined {
    return this.#states.get(entityId);
  }

  all(): readonly State[] {
    return [...this.#states.values()];
  }

  /** Sets a state. As in Home Assistant, writing what is already there tells nobody. */
  set(entityId: string, state: string, attributes: Attributes, context: Context): void {
    const old = this.#states.get(entityId);
    const sameState = old?.state === state;
    if (sameState && JSON.stringify(old?.attributes) === JSON.stringify(attributes)) return;
    const at = this.#clock();
    const fresh: State = {
      entityId,
      state,
      attributes,
      lastChanged: sameState ? old.lastChanged : at,
      lastUpdated: at,
      context,
    };
    this.#states.set(entityId, fresh);
    this.changes.tell({ entityId, old, new: fresh, at, context });
  }

  remove(entityId: string, context: Context): void {
    const old = this.#states.get(entityId);
    if (old === undefined) return;
    this.#states.delete(entityId);
    this.changes.tell({ entityId, old, new: undefined, at: this.#clock(), context });
  }
}
