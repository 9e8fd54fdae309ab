/** Timers that end with the home, so that stopping it leaves nothing behind. */
export class Timers {
  readonly #running = new Set<() => void>();

  /** Does it once, later; what is returned calls it off. */
  after(milliseconds: number, work: () => void): () => void {
    const timer = setTimeout(() => {
      this.#running.delete(cancel);
      work();
    }, milliseconds);
    const cancel = this.#keep(() => clearTimeout(timer));
    return cancel;
  }

  /** Does it again and again; what is returned calls it off. */
  every(milliseconds: number, work: () => void): () => void {
    const timer = setInterval(work, milliseconds);
    return this.#keep(() => clearInterval(timer));
  }

  stop(): void {
    for (const cancel of [...this.#running]) cancel();
  }

  #keep(end: () => void): () => void {
    const cancel = () => {
      this.#running.delete(cancel);
      end();
    };
    this.#running.add(cancel);
    return cancel;
  }
}
