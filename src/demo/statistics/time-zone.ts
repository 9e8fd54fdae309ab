import { DAY, HOUR, MINUTE } from '../../core/clock.ts';

const formats = new Map<string, Intl.DateTimeFormat>();
const offsetsAtMidnight = new Map<string, number>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  return format;
}

function exactOffset(at: number, zone: string): number {
  const name = formatOf(zone)
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE;
  return sign === '-' ? -size : size;
}

function midnightOffset(day: number, zone: string): number {
  const key = `${zone}:${day}`;
  const known = offsetsAtMidnight.get(key);
  if (known !== undefined) return known;
  const offset = exactOffset(day * DAY, zone);
  offsetsAtMidnight.set(key, offset);
  return offset;
}

/** How far the zone's clocks are ahead of UTC at that moment. */
export function offsetAt(at: number, zone: string): number {
  const day = Math.floor(at / DAY);
  const before = midnightOffset(day, zone);
  // Only on the two days a year that the clocks change is a closer look needed.
  return before === midnightOffset(day + 1, zone) ? before : exactOffset(at, zone);
}

/** What the zone's clocks show, as if it were UTC: for reading its hour, day and month. */
export function localDate(at: number, zone: string): Date {
  return new Date(at + offsetAt(at, zone));
}

/** The moment at which the zone's clocks show that. */
export function fromLocal(local: number, zone: string): number {
  const guess = local - offsetAt(local, zone);
  return local - offsetAt(guess, zone);
}

/** The full hour, which is the same by all clocks the home could have. */
export function startOfHour(at: number): number {
  return Math.floor(at / HOUR) * HOUR;
}

/** Midnight by the zone's clocks. */
export function startOfDay(at: number, zone: string): number {
  const local = at + offsetAt(at, zone);
  return fromLocal(Math.floor(local / DAY) * DAY, zone);
}

/** Midnight some days later, which need not be that many times 24 hours. */
export function daysLater(at: number, days: number, zone: string): number {
  const local = at + offsetAt(at, zone);
  return fromLocal(Math.floor(local / DAY) * DAY + days * DAY, zone);
}

/** The Monday midnight the week began with. */
export function startOfWeek(at: number, zone: string): number {
  const weekday = (localDate(at, zone).getUTCDay() + 6) % 7;
  return daysLater(at, -weekday, zone);
}

/** The first midnight of the month, or of one some months later. */
export function startOfMonth(at: number, zone: string, monthsLater = 0): number {
  const local = localDate(at, zone);
  return fromLocal(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + monthsLater, 1), zone);
}

/** Reads a date or time, NaN when it is none; one without an offset is meant by the zone's clocks. */
export function parseLocal(text: string, zone: string): number {
  const iso = text.trim().replace(' ', 'T');
  if (/(Z|[+-]\d\d:?\d\d)$/.test(iso) && iso.includes('T')) return Date.parse(iso);
  const local = Date.parse(`${iso.includes('T') ? iso : `${iso}T00:00:00`}Z`);
  return Number.isNaN(local) ? local : fromLocal(local, zone);
}

/** `2026-11-21T20:00:00+01:00` */
export function isoLocal(at: number, zone: string): string {
  const offset = offsetAt(at, zone);
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset) / MINUTE;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const local = localDate(at, zone).toISOString().slice(0, 19);
  return `${local}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}
