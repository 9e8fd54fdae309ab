import { type Clock, MINUTE } from '../../core/clock.ts';

/** How much of something is taken without a word: so many at once, and so many a minute for good. */
export interface Rate {
  readonly atOnce: number;
  readonly perMinute: number;
}

/**
 * A bucket of the same rate for each name, in bounded memory (the generic cell rate algorithm: one
 * number a name, the moment at which its bucket is full again). Beyond `most` names the one that was
 * used longest ago starts afresh.
 */
export class Buckets {
  readonly #clock: Clock;
  readonly #rate: Rate;
  readonly #most: number;
  readonly #fullAt = new Map<string, number>();
  #time = 0;
  #readAt: number;

  constructor(options: { clock: Clock; rate: Rate; most: number }) {
    this.#clock = options.clock;
    this.#rate = options.rate;
    this.#most = options.most;
    this.#readAt = this.#clock();
  }

  /** Takes one from a name's bucket: 0, or the milliseconds to wait when there was none left. */
  take(name: string): number {
    const now = this.#now();
    const each = MINUTE / this.#rate.perMinute;
    const latest = now + this.#rate.atOnce * each;
    const fullAt = Math.max(this.#fullAt.get(name) ?? now, now);
    const wait = fullAt + each - latest;
    // Sums of fractions miss by less than a microsecond.
    if (wait > 0.001) return wait;
    this.#fullAt.delete(name);
    this.#fullAt.set(name, fullAt + each);
    if (this.#fullAt.size > this.#most) {
      const oldest = this.#fullAt.keys().next().value;
      if (oldest !== undefined) this.#fullAt.delete(oldest);
    }
    return 0;
  }

  /** A time that stands still when the system clock is set back, so that nobody is locked out. */
  #now(): number {
    const read = this.#clock();
    this.#time += Math.max(0, read - this.#readAt);
    this.#readAt = read;
    return this.#time;
  }

  /** How many names are remembered. */
  get size(): number {
    return this.#fullAt.size;
  }
}
