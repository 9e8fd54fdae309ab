import { BUDGETS, heldTo, judgeRounds } from './budgets.ts';
import type { Pair, Turn } from './by-turns.ts';
import { median } from './median.ts';

const text = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const middle = (values: readonly number[]) => text(median(values));
const spread = (values: readonly number[]) =>
  values.length < 2 ? '' : `${text(Math.min(...values))} to ${text(Math.max(...values))}`;

/** What a run measured, and how that stands to the budgets. */
export class Report {
  readonly #pairs: object[] = [];
  readonly #measures: object[] = [];
  readonly #missed: string[] = [];

  /** Work that both did by turns. */
  addTurns({ name, judgedBy }: Pick<Pair, 'name' | 'judgedBy'>, turns: readonly Turn[]): void {
    // More is better: how many of ours fit into the processor time that the bare one took for its own.
    const byProcessor = turns.map(({ ours, bare }) => bare.cpu / ours.cpu);
    const byClock = turns.map(({ ours, bare }) => ours.perSecond / bare.perSecond);
    const ratios = judgedBy === 'clock' ? byClock : byProcessor;
    console.log(`${name}: ${ratios.map(text).join(' ')}`);
    this.#pairs.push({
      'request / beside': name,
      'CPU µs': middle(turns.map(({ ours }) => ours.cpu * 1_000)),
      'bare µs': middle(turns.map(({ bare }) => bare.cpu * 1_000)),
      'per second': middle(turns.map(({ ours }) => ours.perSecond)),
      'by processor': middle(byProcessor),
      'by the clock': middle(byClock),
      spread: spread(ratios),
      ...this.#judge(name, ratios),
    });
    const listed = 'tools/list of 1,000';
    if (name.startsWith(listed)) {
      this.add(
        `${listed}: ms of processor`,
        turns.map(({ ours }) => ours.cpu),
      );
    }
  }

  /** Anything else; no values where it cannot be measured here. */
  add(name: string, values: readonly number[]): void {
    console.log(`${name}: ${values.map(text).join(' ')}`);
    this.#measures.push({
      measure: name,
      median: values.length === 0 ? 'not measured' : middle(values),
      spread: spread(values),
      ...this.#judge(name, values),
    });
  }

  #judge(name: string, values: readonly number[]): object {
    const budget = BUDGETS[name];
    const verdict = judgeRounds(values, budget);
    if (verdict === 'MISSED') this.#missed.push(name);
    return { wanted: budget?.wanted ?? '', held: budget ? heldTo(budget) : '', verdict };
  }

  /** Prints the tables; false when something is behind what it is held to. */
  print(): boolean {
    console.log('\nProcessor time beside the least that does the same job, by turns in one run');
    console.table(this.#pairs);
    console.table(this.#measures);
    for (const [name, { limit }] of Object.entries(BUDGETS)) {
      if (limit !== undefined) console.log(`${name}: ${limit.why}`);
    }
    for (const name of this.#missed) {
      console.log(`MISSED by more than the rounds disagree: ${name}`);
    }
    return this.#missed.length === 0;
  }
}
