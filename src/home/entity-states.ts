import type { EntityState } from './model.ts';

/** What `subscribe_entities` sends: added, changed and removed entities, times in seconds. */
export interface EntitiesEvent {
  readonly a?: Readonly<Record<string, CompressedState>>;
  readonly c?: Readonly<Record<string, CompressedChange>>;
  readonly r?: readonly string[];
}

interface CompressedState {
  readonly s: string;
  readonly a?: Readonly<Record<string, unknown>>;
  readonly c?: CompressedContext;
  readonly lc: number;
  readonly lu?: number;
}

interface CompressedChange {
  readonly '+'?: Partial<CompressedState>;
  readonly '-'?: { readonly a?: readonly string[] };
}

/** The context's id alone, or the parts of it that changed. */
type CompressedContext = string | { readonly id?: string };

/** Hears of one entity's change; `before` or `after` is absent when it came or went. */
export type StateListener = (
  id: string,
  after: EntityState | undefined,
  before: EntityState | undefined,
) => void;

/**
 * The states of a home, kept from `subscribe_entities`. The library's own collection copies every
 * state for each event; this one touches what changed and says what that was.
 */
export class EntityStates {
  readonly #states = new Map<string, EntityState>();
  readonly #listeners = new Set<StateListener>();

  #membership = 0;

  get all(): ReadonlyMap<string, EntityState> {
    return this.#states;
  }

  /** Another number whenever an entity came or went. */
  get membership(): number {
    return this.#membership;
  }

  /** Calls back for every change; returns how to stop. */
  listen(listener: StateListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  apply(event: EntitiesEvent): void {
    for (const [id, added] of Object.entries(event.a ?? {})) this.#set(id, expand(added));
    for (const id of event.r ?? []) this.#set(id, undefined);
    for (const [id, change] of Object.entries(event.c ?? {})) {
      const before = this.#states.get(id);
      if (before !== undefined) this.#set(id, changed(before, change));
    }
  }

  #set(id: string, after: EntityState | undefined): void {
    const before = this.#states.get(id);
    if ((before === undefined) !== (after === undefined)) this.#membership += 1;
    if (after === undefined) this.#states.delete(id);
    else this.#states.set(id, after);
    for (const listener of this.#listeners) listener(id, after, before);
  }
}

function expand(added: CompressedState): EntityState {
  const lastChanged = inMilliseconds(added.lc);
  return {
    state: added.s,
    attributes: added.a ?? {},
    lastChanged,
    lastUpdated: added.lu === undefined ? lastChanged : inMilliseconds(added.lu),
    contextId: contextId(added.c) ?? '',
  };
}

function changed(before: EntityState, change: CompressedChange): EntityState {
  const plus = change['+'] ?? {};
  const lastChanged = plus.lc === undefined ? before.lastChanged : inMilliseconds(plus.lc);
  // Home Assistant leaves `lu` out when it equals `lc`.
  const updated = plus.lu ?? plus.lc;
  return {
    state: plus.s ?? before.state,
    attributes: changedAttributes(before.attributes, plus.a, change['-']?.a),
    lastChanged,
    lastUpdated: updated === undefined ? before.lastUpdated : inMilliseconds(updated),
    contextId: contextId(plus.c) ?? before.contextId,
  };
}

function changedAttributes(
  before: Readonly<Record<string, unknown>>,
  added: Readonly<Record<string, unknown>> | undefined,
  removed: readonly string[] | undefined,
): Readonly<Record<string, unknown>> {
  if (added === undefined && removed === undefined) return before;
  const after = { ...before, ...added };
  for (const name of removed ?? []) delete after[name];
  return after;
}

function contextId(context: CompressedContext | undefined): string | undefined {
  return typeof context === 'string' ? context : context?.id;
}

function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
