import { DAY, SECOND } from '../core/clock.ts';
import { localTime } from './local-time.ts';

/** A day of the local calendar, from midnight to midnight: 23, 24 or 25 hours. */
export interface LocalDay {
  /** `2026-11-21` */
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

/** The day of the calendar a moment falls on, by the zone's clocks. */
export function dayOf(at: number, zone: string): string {
  return localTime(at, zone).slice(0, 10);
}

/** The day of the calendar so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The first moment of a day; where clocks skip midnight, that is the moment they are set ahead. */
export function startOfDay(day: string, zone: string): number {
  return fromLocal(Date.parse(`${day}T00:00:00Z`), zone);
}

/** The days that have a part in a span of time, in order. */
export function daysBetween(start: number, end: number, zone: string): readonly LocalDay[] {
  const days: LocalDay[] = [];
  let day = dayOf(start, zone);
  for (let at = startOfDay(day, zone); at < end; ) {
    const next = addDays(day, 1);
    const nextStart = startOfDay(next, zone);
    days.push({ day, start: at, end: nextStart });
    day = next;
    at = nextStart;
  }
  return days;
}

/**
 * The moment at which the zone's clocks show `local`, which is written as if it were UTC. Of a time
 * that is shown twice it is the first, and of one that is skipped the time as long after the change.
 */
export function fromLocal(local: number, zone: string): number {
  const before = offsetAt(local - DAY, zone);
  const after = offsetAt(local + DAY, zone);
  const early = local - before;
  const late = local - after;
  return offsetAt(early, zone) !== before && offsetAt(late, zone) === after ? late : early;
}

/** How far the zone's clocks are ahead of UTC at that moment, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const second = Math.floor(at / SECOND) * SECOND;
  return Date.parse(`${localTime(second, zone).slice(0, 19)}Z`) - second;
}
