/**
 * Repeats a fetch when it is asked for, never two at a time: what is asked during one is answered by
 * one more after it. A home that starts up announces hundreds of changes in a second.
 */
export class Refresher {
  readonly #fetch: () => Promise<void>;
  readonly #spacingMs: number;
  #running: Promise<void> | undefined;
  #again = false;

  /** `fetch` reports its own failures; `spacingMs` is the pause before a repeat. */
  constructor(fetch: () => Promise<void>, spacingMs: number) {
    this.#fetch = fetch;
    this.#spacingMs = spacingMs;
  }

  /** Resolves when a fetch that began after this call is done. */
  request(): Promise<void> {
    if (this.#running !== undefined) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#fetch();
        if (this.#again) await pause(this.#spacingMs);
      } while (this.#again);
    } finally {
      this.#running = undefined;
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
