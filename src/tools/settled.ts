import type { Mirror } from '../home/mirror.ts';
import type { EntityState } from '../home/model.ts';

/**
 * Waits until an entity's state is as wanted, at most `boundMs`; resolves with whether it came to be.
 * An entity that is gone never comes to be.
 */
export function untilState(
  mirror: Mirror,
  id: string,
  wanted: (state: EntityState) => boolean,
  boundMs: number,
): Promise<boolean> {
  const isSo = () => {
    const state = mirror.entity(id)?.state;
    return state !== undefined && wanted(state);
  };
  if (isSo()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const finish = (so: boolean) => {
      clearTimeout(bound);
      stop();
      resolve(so);
    };
    const bound = setTimeout(() => finish(false), boundMs);
    const stop = mirror.onState((changed) => {
      if (changed === id && isSo()) finish(true);
    });
  });
}

/** Notes which entities change from now on, for work whose reach is known only when it is done. */
export class ChangeLog {
  readonly #changed = new Set<string>();
  readonly #stop: () => void;
  #notify: () => void = () => {};

  constructor(mirror: Mirror) {
    this.#stop = mirror.onState((id) => {
      this.#changed.add(id);
      this.#notify();
    });
  }

  /** Waits until all of these have changed since the start, at most `boundMs`. */
  async all(ids: readonly string[], boundMs: number): Promise<void> {
    const done = () => ids.every((id) => this.#changed.has(id));
    if (done()) return;
    let bound: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      bound = setTimeout(resolve, boundMs);
      this.#notify = () => {
        if (done()) resolve();
      };
    });
    clearTimeout(bound);
  }

  stop(): void {
    this.#stop();
  }
}
