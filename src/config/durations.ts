import { DAY, HOUR, MINUTE, SECOND } from '../core/clock.ts';
import type { Said, Sources } from './sources.ts';
import { unsafe } from './unsafe.ts';

const UNITS: ReadonlyMap<string, number> = new Map([
  ['s', SECOND],
  ['seconds', SECOND],
  ['m', MINUTE],
  ['minutes', MINUTE],
  ['h', HOUR],
  ['hours', HOUR],
  ['d', DAY],
  ['days', DAY],
  ['w', 7 * DAY],
  ['weeks', 7 * DAY],
]);

/** Longer than any lifetime makes sense, and short enough for every sum of times to stay exact. */
const LONGEST = 10 * 365 * DAY;

/**
 * Milliseconds of a duration: seconds as a number, `24h`, or as identity providers write it,
 * `hours=24` and `hours=1;minutes=30`. Undefined for anything else.
 */
export function parseDuration(text: string): number | undefined {
  const total = text
    .toLowerCase()
    .split(';')
    .map((part) => parsePart(part.trim()))
    .reduce((sum, part) => sum + part, 0);
  return total <= LONGEST ? total : undefined;
}

function parsePart(part: string): number {
  const short = /^(\d+)\s*([a-z]*)$/.exec(part);
  if (short !== null) return Number(short[1]) * (UNITS.get(short[2] || 's') ?? Number.NaN);
  const long = /^([a-z]+)\s*=\s*(\d+)$/.exec(part);
  return Number(long?.[2] ?? Number.NaN) * (UNITS.get(long?.[1] ?? '') ?? Number.NaN);
}

/** A lifetime in milliseconds, at least a second. Throws `config_unsafe`. */
export function readLifetime(said: Said | undefined, standard: number): number {
  return readDuration(said, standard, SECOND);
}

/** A time during which something is forgiven, in milliseconds; 0 for never. Throws `config_unsafe`. */
export function readGrace(said: Said | undefined, standard: number): number {
  return readDuration(said, standard, 0);
}

/** A lifetime that is never longer than `cap`, whatever was said; cutting it short warns. */
export function readCappedLifetime(said: Said | undefined, cap: number, sources: Sources): number {
  const lifetime = readLifetime(said, cap);
  if (said === undefined || lifetime <= cap) return lifetime;
  sources.warn(`${said.line} is cut to ${cap / SECOND} seconds, the longest that is safe.`);
  return cap;
}

/** A number of days, in milliseconds; 0 for none. Throws `config_unsafe`. */
export function readDays(said: Said | undefined, standard: number): number {
  if (said === undefined) return standard;
  const days = /^\d{1,4}$/.test(said.value) ? Number(said.value) : Number.NaN;
  if (days * DAY <= LONGEST) return days * DAY;
  throw unsafe(`Set ${said.line} to a number of days from 0 to ${LONGEST / DAY}`);
}

function readDuration(said: Said | undefined, standard: number, least: number): number {
  if (said === undefined) return standard;
  const duration = parseDuration(said.value);
  if (duration !== undefined && duration >= least) return duration;
  throw unsafe(`Set ${said.line} to seconds or a duration such as 24h or hours=24`);
}
