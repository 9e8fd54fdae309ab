import { MINUTE } from '../core/clock.ts';

/** Clocks are only ever put forward or back at a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE;
const MOST_KEPT = 2_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Offset>();

interface Offset {
  readonly milliseconds: number;
  /** As ISO 8601 writes it: `+01:00`. */
  readonly text: string;
}

/** A moment as ISO 8601 in a time zone, with its offset: `2026-11-21T09:30:00+01:00`. */
export function localTime(milliseconds: number, timeZone: string): string {
  const { milliseconds: ahead, text } = offsetAt(milliseconds, timeZone);
  return `${new Date(milliseconds + ahead).toISOString().slice(0, -5)}${text}`;
}

/** Remembered, since asking Intl costs as much as the rest of a simple request. */
function offsetAt(milliseconds: number, timeZone: string): Offset {
  const quarter = Math.floor(milliseconds / QUARTER_MS);
  const key = `${quarter} ${timeZone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = formatter(timeZone).formatToParts(quarter * QUARTER_MS);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const text = name.replace('GMT', '') || '+00:00';
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  const sign = text.startsWith('-') ? -1 : 1;
  const offset = { text, milliseconds: sign * (hours * 60 + minutes) * MINUTE };
  if (offsets.size >= MOST_KEPT) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone);
  if (known === undefined) {
    known = makeFormatter(timeZone);
    formatters.set(timeZone, known);
  }
  return known;
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = { timeZoneName: 'longOffset' };
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    // A zone this Node does not know is better shown as UTC than not at all.
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
}
