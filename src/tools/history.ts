import { HOUR, MINUTE, SECOND } from '../core/clock.ts';
import type { Home } from '../home/home.ts';
import type { Range } from './moments.ts';

/** A state and how long it lasted. */
export interface Span {
  readonly state: string;
  readonly start: number;
  readonly end: number;
}

/** What one of a few numbers, or one bucket of many, shows. */
export interface Bucket {
  readonly start: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** States that say that nothing is known. */
const VALUELESS: ReadonlySet<string> = new Set(['unavailable', 'unknown', '']);

const WIDTHS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * MINUTE);

/** What the recorder knows of the states of these entities, by id; equal neighbours are joined. */
export async function readHistory(
  home: Home,
  entityIds: readonly string[],
  { start, end }: Range,
): Promise<ReadonlyMap<string, readonly Span[]>> {
  const answer = await home.command<
    Record<string, { s?: unknown; lu?: unknown; lc?: unknown }[]> | undefined
  >({
    type: 'history/history_during_period',
    start_time: new Date(start).toISOString(),
    end_time: new Date(end).toISOString(),
    entity_ids: entityIds,
    minimal_response: true,
    no_attributes: true,
  });
  return new Map(
    entityIds.map((id) => {
      const states = (answer?.[id] ?? []).flatMap(({ s, lu, lc }) => {
        const at = typeof lc === 'number' ? lc : lu;
        return typeof s === 'string' && typeof at === 'number'
          ? [{ state: s, at: Math.max(at * SECOND, start) }]
          : [];
      });
      return [id, spansOf(states, end)];
    }),
  );
}

/** From moments of change to spans, the last of them lasting until `end`. */
export function spansOf(
  states: readonly { readonly state: string; readonly at: number }[],
  end: number,
): readonly Span[] {
  const changes = states.filter(({ state }, index) => state !== states[index - 1]?.state);
  return changes.map(({ state, at }, index) => ({
    state,
    start: at,
    end: changes[index + 1]?.at ?? end,
  }));
}

/** Whether everything that was known is a number, so that it can be averaged. */
export function isNumeric(spans: readonly Span[]): boolean {
  const known = spans.filter(({ state }) => !VALUELESS.has(state));
  return known.length > 0 && known.every(({ state }) => Number.isFinite(Number(state)));
}

/** The narrowest width of which no more than `most` cover the range. */
export function bucketWidth({ start, end }: Range, most: number): number {
  const fits = (width: number) => Math.ceil((end - start) / width) <= most;
  return WIDTHS.find(fits) ?? Math.ceil((end - start) / most / HOUR) * HOUR;
}

/** Numbers in buckets, each state counting for as long as it lasted; empty buckets are left out. */
export function inBuckets(spans: readonly Span[], range: Range, width: number): readonly Bucket[] {
  const sums = new Map<number, { time: number; sum: number; min: number; max: number }>();
  for (const { state, start, end } of spans) {
    if (VALUELESS.has(state)) continue;
    const value = Number(state);
    for (let from = Math.max(start, range.start); from < Math.min(end, range.end); ) {
      const bucket = range.start + Math.floor((from - range.start) / width) * width;
      const until = Math.min(end, range.end, bucket + width);
      const known = sums.get(bucket) ?? { time: 0, sum: 0, min: value, max: value };
      sums.set(bucket, {
        time: known.time + until - from,
        sum: known.sum + value * (until - from),
        min: Math.min(known.min, value),
        max: Math.max(known.max, value),
      });
      from = until;
    }
  }
  return Array.from(sums, ([start, { time, sum, min, max }]) => ({
    start,
    mean: Number((sum / time).toFixed(3)),
    min,
    max,
  }));
}
