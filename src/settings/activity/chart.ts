import type { Words } from '../../words/words.ts';
import type { DayCounts } from './day-counts.ts';

/** A bar of the chart, in the units of its `viewBox`. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  /** What worked, drawn full, and on top of it what did not, drawn hollow. */
  readonly done: { readonly y: number; readonly height: number };
  readonly failed: { readonly y: number; readonly height: number };
}

export interface Chart {
  readonly summary: string;
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Bar[];
  /** The calendar's days under the chart: where each stands and what it says. */
  readonly labels: readonly { readonly x: number; readonly text: string }[];
  readonly most: number;
  readonly rows: readonly {
    readonly day: string;
    readonly done: number;
    readonly failed: number;
  }[];
  readonly tools: readonly {
    readonly name: string;
    readonly line: string;
    /** Of the bar's length, as an attribute of SVG. */
    readonly share: string;
  }[];
}

const HEIGHT = 120;
const STEP = 20;
const BAR = 14;
const MOST_TOOLS = 10;
/** Under which days a date stands; more would not fit on a phone. */
const EVERY = 7;

/** Draws what was counted; undefined when nothing was called at all. */
export function chartOf(
  days: readonly DayCounts[],
  titles: ReadonlyMap<string, string>,
  { words, language }: { readonly words: Words; readonly language: string },
): Chart | undefined {
  const { chart } = words.activity;
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const sums = days.map(({ day, counts }) => ({ at: Date.parse(day), ...sumOf(counts) }));
  const total = sumOf(days.flatMap(({ counts }) => counts));
  const all = total.done + total.failed;
  if (all === 0) return undefined;
  const most = Math.max(...sums.map(({ done, failed }) => done + failed));
  return {
    summary: chart.summary(all, total.failed, most),
    width: days.length * STEP,
    height: HEIGHT,
    most,
    bars: sums.map((sum, at) => barOf(sum, at, most)),
    labels: sums.flatMap(({ at }, index) =>
      (days.length - 1 - index) % EVERY === 0
        ? [{ x: index * STEP + STEP / 2, text: short.format(at) }]
        : [],
    ),
    rows: sums
      .map(({ at, done, failed }) => ({ day: dates.format(at), done, failed }))
      .toReversed(),
    tools: mostUsed(days, titles, words),
  };
}

function barOf({ done, failed }: Sum, at: number, most: number): Bar {
  const height = (calls: number) => Math.round((calls / most) * HEIGHT * 10) / 10;
  const full = height(done);
  // A single failure on a busy day is still to be seen.
  const hollow = failed === 0 ? 0 : Math.max(height(failed), 6);
  const top = Math.max(HEIGHT - full - hollow, 0);
  return {
    x: at * STEP + (STEP - BAR) / 2,
    width: BAR,
    done: { y: HEIGHT - full, height: full },
    failed: { y: top, height: hollow },
  };
}

interface Sum {
  readonly done: number;
  readonly failed: number;
}

function sumOf(counts: DayCounts['counts']): Sum {
  let done = 0;
  let failed = 0;
  for (const { outcome, calls } of counts) {
    if (outcome === 'done' || outcome === 'asked') done += calls;
    else failed += calls;
  }
  return { done, failed };
}

function mostUsed(
  days: readonly DayCounts[],
  titles: ReadonlyMap<string, string>,
  { activity: { chart } }: Words,
): Chart['tools'] {
  const byTool = Map.groupBy(
    days.flatMap(({ counts }) => counts),
    ({ tool }) => tool,
  );
  const sums = Array.from(byTool, ([tool, counts]) => {
    const { done, failed } = sumOf(counts);
    return { tool, calls: done + failed, failed };
  });
  const first = sums.toSorted((one, other) => other.calls - one.calls).slice(0, MOST_TOOLS);
  const most = first[0]?.calls ?? 1;
  return first.map(({ tool, calls, failed }) => ({
    name: titles.get(tool) ?? chart.server(tool),
    line: chart.toolLine(calls, failed),
    share: `${Math.max(Math.round((calls / most) * 100), 1)}%`,
  }));
}
