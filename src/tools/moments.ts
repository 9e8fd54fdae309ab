import { z } from 'zod';
import { DAY, HOUR, MINUTE } from '../core/clock.ts';
import { ToolError } from './errors.ts';
import { addDays, dayOf, fromLocal, startOfDay } from './local-days.ts';

/** A moment as people and models write it; `readRange` reads it. */
export const moment = z.string().max(40);

/** How every tool describes the two ends of a span of time. */
export const FROM_HELP = 'ISO date or time, or an age: 24h, 7d';
export const UNTIL_HELP = 'Default now; a date includes that day';

/** From the first moment up to, but not including, the second. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface RangeRules {
  readonly zone: string;
  readonly now: number;
  /** The longest span that may be asked for, in days. */
  readonly mostDays?: number;
}

const AGE = /^(\+?)(\d{1,5}) ?(m|min|h|d|w)$/;
const AGE_UNITS: Readonly<Record<string, number>> = {
  m: MINUTE,
  min: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
};
const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;
const LONGER_DAY_MS = HOUR;

/** Reads a span of time, cut off at now. Throws ToolError for one that is none. */
export function readRange(start: string, end: string | undefined, rules: RangeRules): Range {
  const from = readMoment(start, 'start', rules);
  const until = Math.min(end === undefined ? rules.now : readMoment(end, 'end', rules), rules.now);
  if (from >= rules.now) throw new ToolError(`${start} is not in the past.`);
  if (from >= until) throw new ToolError(`The span ends before it begins: ${start} to ${end}.`);
  requireShort(from, until, rules);
  return { start: from, end: until };
}

/**
 * Reads a span of time that may lie ahead; without a start it begins now, and without an end it has
 * `days` days. Throws ToolError for one that is none.
 */
export function readSpan(
  start: string | undefined,
  end: string | undefined,
  rules: RangeRules & { readonly days: number },
): Range {
  const from = start === undefined ? rules.now : readMoment(start, 'start', rules);
  const until = end === undefined ? from + rules.days * DAY : readMoment(end, 'end', rules);
  if (from >= until) throw new ToolError(`The span ends before it begins: ${start} to ${end}.`);
  requireShort(from, until, rules);
  return { start: from, end: until };
}

/** A day without a time, or a moment in milliseconds since the epoch. */
export type When =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'time'; readonly at: number };

/** Reads when something is to be: a date means that whole day. Throws ToolError for what is neither. */
export function readWhen(text: string, rules: RangeRules): When {
  const day = dayIn(text.trim().toLowerCase(), dayOf(rules.now, rules.zone));
  if (day !== undefined) return { kind: 'day', day };
  return { kind: 'time', at: readMoment(text, 'start', rules) };
}

function requireShort(from: number, until: number, { mostDays }: RangeRules): void {
  // The days around the change of clocks may be an hour longer.
  if (mostDays === undefined || until - from <= mostDays * DAY + LONGER_DAY_MS) return;
  throw new ToolError(`At most ${mostDays} days at a time; ask for less.`);
}

/** Reads one moment; a date is its first moment at the start of a span and its last at the end. */
function readMoment(text: string, edge: 'start' | 'end', { zone, now }: RangeRules): number {
  const wanted = text.trim().toLowerCase();
  if (wanted === 'now') return now;
  const [, ahead, count, unit = ''] = AGE.exec(wanted) ?? [];
  if (count !== undefined) {
    return now + (ahead === '+' ? 1 : -1) * Number(count) * (AGE_UNITS[unit] ?? 0);
  }
  const day = dayIn(wanted, dayOf(now, zone));
  if (day !== undefined) return startOfDay(edge === 'end' ? addDays(day, 1) : day, zone);
  const [, date = '', minutes = '', seconds = ':00', offset] = TIME.exec(text.trim()) ?? [];
  const local = isDay(date) ? Date.parse(`${date}T${minutes}${seconds}Z`) : Number.NaN;
  const at =
    offset === undefined || Number.isNaN(local)
      ? local
      : Date.parse(`${date}T${minutes}${seconds}${offset.toUpperCase()}`);
  if (Number.isNaN(at)) {
    throw new ToolError(
      `"${text}" is no time. Write 2026-11-21, 2026-11-21T18:00 or an age such as 24h or 7d.`,
    );
  }
  return offset === undefined ? fromLocal(local, zone) : at;
}

function dayIn(text: string, today: string): string | undefined {
  if (text === 'today') return today;
  if (text === 'yesterday') return addDays(today, -1);
  if (text === 'tomorrow') return addDays(today, 1);
  return DATE.test(text) && isDay(text) ? text : undefined;
}

/** Whether the calendar has that day: 30 February is read as 2 March otherwise. */
function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
