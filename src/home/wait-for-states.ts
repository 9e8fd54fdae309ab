import { SECOND } from '../core/clock.ts';
import type { Mirror } from './mirror.ts';

export const STATE_WAIT_MS = 2 * SECOND;

/** After the first of several entities changed, how long the next may take. */
const QUIET_MS = 250;

/** States on the way to another, which often follows at once. */
const ON_THE_WAY: ReadonlySet<string> = new Set([
  'arming',
  'closing',
  'disarming',
  'locking',
  'opening',
  'returning',
  'unlocking',
]);

/** Whether an entity in this state is still doing what it was told. */
export function isOnTheWay(state: string): boolean {
  return ON_THE_WAY.has(state);
}

/**
 * Notes which of these entities change from now on, so that a call's effect can be awaited although
 * its context id is known only when Home Assistant answers.
 */
export class StateWatch {
  readonly #pending: Set<string>;
  /** Changed entities with the context that changed them last; `moved`: the state itself differs. */
  readonly #seen = new Map<string, { contextId: string; moved: boolean; state: string }>();
  readonly #stop: () => void;
  #notify: () => void = () => {};

  constructor(mirror: Mirror, entityIds: readonly string[]) {
    this.#pending = new Set(entityIds);
    this.#stop = mirror.onState((id, after, before) => {
      if (!this.#pending.has(id) || after === undefined) return;
      const moved = this.#seen.get(id)?.moved === true || after.state !== before?.state;
      this.#seen.set(id, { contextId: after.contextId, moved, state: after.state });
      this.#notify();
    });
  }

  /**
   * Resolves with the entities the call changed: at once when all have and none is still on its
   * way, soon after the last change when only some have, and with what there is when `boundMs` is
   * over. Stops watching.
   */
  async changed(
    contextId: string | undefined,
    boundMs = STATE_WAIT_MS,
  ): Promise<readonly string[]> {
    let bound: NodeJS.Timeout | undefined;
    let quiet: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve) => {
        const check = () => {
          const changed = this.#changedBy(contextId);
          const settled = changed.every((id) => !isOnTheWay(this.#seen.get(id)?.state ?? ''));
          if (changed.length === this.#pending.size && settled) resolve();
          if (changed.length === 0) return;
          clearTimeout(quiet);
          quiet = setTimeout(resolve, Math.min(QUIET_MS, boundMs));
        };
        bound = setTimeout(resolve, boundMs);
        this.#notify = check;
        check();
      });
      return this.#changedBy(contextId);
    } finally {
      clearTimeout(bound);
      clearTimeout(quiet);
      this.stop();
    }
  }

  stop(): void {
    this.#stop();
  }

  /** A device that reports by itself comes back without our context, but its state has moved. */
  #changedBy(contextId: string | undefined): string[] {
    return Array.from(this.#seen)
      .filter(([, seen]) => seen.moved || seen.contextId === contextId)
      .map(([id]) => id);
  }
}
