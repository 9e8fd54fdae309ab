import type { Clock } from '../core/clock.ts';

/**
 * Counts failures in a sliding window, per name, in bounded memory. Used where Home Assistant
 * would count them too: its ban falls on our address, so on the whole household.
 */
export class Attempts {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #windowMs: number;
  readonly #failures = new Map<string, number[]>();
  static readonly #mostNames = 1_000;

  constructor(options: { clock: Clock; most: number; windowMs: number }) {
    this.#clock = options.clock;
    this.#most = options.most;
    this.#windowMs = options.windowMs;
  }

  /** Whether this name has used up its failures for now. */
  exhausted(name: string): boolean {
    return this.#recent(name).length >= this.#most;
  }

  failed(name: string): void {
    const recent = this.#recent(name);
    recent.push(this.#clock());
    this.#failures.delete(name);
    this.#failures.set(name, recent.slice(-this.#most));
    if (this.#failures.size > Attempts.#mostNames) {
      const oldest = this.#failures.keys().next().value;
      if (oldest !== undefined) this.#failures.delete(oldest);
    }
  }

  succeeded(name: string): void {
    this.#failures.delete(name);
  }

  #recent(name: string): number[] {
    const now = this.#clock();
    // What lies ahead was before the clock was set back, and must not count until it catches up.
    return (this.#failures.get(name) ?? []).filter((at) => Math.abs(now - at) < this.#windowMs);
  }
}
