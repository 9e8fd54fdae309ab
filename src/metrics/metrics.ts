import { SingleFlight } from '../core/single-flight.ts';
import type { Counts } from './counts.ts';
import { type Family, familiesOf, type Snapshot } from './families.ts';

/** Metrics in the text format of Prometheus. */
export interface MetricsText {
  readonly type: string;
  readonly text: string;
}

/**
 * All metrics, as text. The library that measures the process, and its measuring, begin when somebody
 * asks for the first time: whoever never asks pays nothing for them.
 */
export class Metrics {
  readonly #counts: Counts;
  readonly #look: () => Promise<Snapshot>;
  readonly #asking = new SingleFlight<MetricsText>();
  #families: readonly Family[] = [];
  #registry: Promise<{ readonly contentType: string; metrics(): Promise<string> }> | undefined;

  constructor(counts: Counts, look: () => Promise<Snapshot>) {
    this.#counts = counts;
    this.#look = look;
  }

  read(): Promise<MetricsText> {
    return this.#asking.run('', async () => {
      this.#families = familiesOf(this.#counts, await this.#look());
      this.#registry ??= this.#open();
      const registry = await this.#registry;
      return { type: registry.contentType, text: await registry.metrics() };
    });
  }

  async #open() {
    const { collectDefaultMetrics, Registry } = await import('./prometheus.ts');
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const { name } of this.#families) {
      // What the registry asks of a metric; its own classes count for themselves, and ours are counted.
      const metric = { name, get: async () => this.#families.find((one) => one.name === name) };
      registry.registerMetric(metric as unknown as Parameters<typeof registry.registerMetric>[0]);
    }
    return registry;
  }
}
