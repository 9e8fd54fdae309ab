/** What closes what was opened, the last first. */
export class Closing {
  readonly #steps: (() => Promise<unknown>)[] = [];

  /** Has a step done before those that were there. */
  first(step: () => unknown): void {
    this.#steps.unshift(async () => step());
  }

  /** Does every step once. Throws what the first that fails throws. */
  async all(): Promise<void> {
    for (const step of this.#steps.splice(0)) await step();
  }
}
