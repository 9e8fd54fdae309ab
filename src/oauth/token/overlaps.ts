import { type Clock, SECOND } from '../../core/clock.ts';

const LINGER = SECOND;
const MOST_NAMES = 1_000;

/**
 * Notices requests for the same thing that overlap in time: a client that sends its code twice at
 * once is in a hurry, one that sends it again later replays it.
 */
export class Overlaps {
  readonly #clock: Clock;
  readonly #underWay = new Map<string, number>();
  readonly #overlappedAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `work`, counted under `name` while it runs. */
  async during<T>(name: string, work: () => Promise<T>): Promise<T> {
    const others = this.#underWay.get(name) ?? 0;
    this.#underWay.set(name, others + 1);
    if (others > 0 || this.overlapped(name)) this.#remember(name);
    try {
      return await work();
    } finally {
      const left = (this.#underWay.get(name) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(name);
      else this.#underWay.set(name, left);
    }
  }

  /** Whether requests for this name overlapped within the last second. */
  overlapped(name: string): boolean {
    const at = this.#overlappedAt.get(name);
    return at !== undefined && Math.abs(this.#clock() - at) <= LINGER;
  }

  #remember(name: string): void {
    this.#overlappedAt.delete(name);
    this.#overlappedAt.set(name, this.#clock());
    if (this.#overlappedAt.size <= MOST_NAMES) return;
    const oldest = this.#overlappedAt.keys().next().value;
    if (oldest !== undefined) this.#overlappedAt.delete(oldest);
  }
}
