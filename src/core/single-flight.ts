/** Runs one piece of work per name at a time; whoever asks meanwhile gets the same outcome. */
export class SingleFlight<T> {
  readonly #underWay = new Map<string, Promise<T>>();

  run(name: string, work: () => Promise<T>): Promise<T> {
    const underWay = this.#underWay.get(name);
    if (underWay !== undefined) return underWay;
    const started = work().finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, started);
    return started;
  }
}
