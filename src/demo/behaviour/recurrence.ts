import { DAY } from '../../core/clock.ts';
import { fromLocal, localDate, parseLocal } from '../statistics/time-zone.ts';

/** The parts of an iCalendar rule that this home understands (RFC 5545, 3.3.10). */
interface Rule {
  readonly freq: string;
  readonly interval: number;
  readonly count: number;
  readonly until: number;
  readonly days: readonly string[];
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const MOST_DAYS = 3_660;

/** The parts of a rule by name: `FREQ=DAILY;COUNT=3`. */
export function ruleParts(rrule: string): ReadonlyMap<string, string> {
  return new Map(
    rrule.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name, value];
    }),
  );
}

/** Another rule with these parts, or without those that are undefined. */
export function withParts(
  rrule: string,
  changed: Readonly<Record<string, string | undefined>>,
): string {
  return Array.from(new Map([...ruleParts(rrule), ...Object.entries(changed)]))
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}

/** The starts of what repeats, in order, up to a moment: at the same time by the zone's clocks. */
export function occurrences(start: number, rrule: string, until: number, zone: string): number[] {
  const rule = readRule(rrule, zone);
  const first = localDate(start, zone);
  const found: number[] = [];
  for (let day = 0; day < MOST_DAYS && found.length < rule.count; day += 1) {
    const local = new Date(first.getTime() + day * DAY);
    const at = fromLocal(local.getTime(), zone);
    if (at > Math.min(until, rule.until)) break;
    if (fits(rule, first, local, day)) found.push(at);
  }
  return found;
}

function readRule(rrule: string, zone: string): Rule {
  const parts = ruleParts(rrule);
  const [, year, month, date, time] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d{6}))?/.exec(parts.get('UNTIL') ?? '') ?? [];
  const clock = (time ?? '235959').replace(/(..)(..)(..)/, '$1:$2:$3');
  return {
    freq: parts.get('FREQ') ?? '',
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY),
    until:
      year === undefined
        ? Number.POSITIVE_INFINITY
        : parseLocal(`${year}-${month}-${date}T${clock}`, zone),
    days: (parts.get('BYDAY') ?? '').split(',').filter((one) => one !== ''),
  };
}

function fits({ freq, interval, days }: Rule, first: Date, local: Date, day: number): boolean {
  const months =
    (local.getUTCFullYear() - first.getUTCFullYear()) * 12 +
    local.getUTCMonth() -
    first.getUTCMonth();
  const sameDate = local.getUTCDate() === first.getUTCDate();
  switch (freq) {
    case 'DAILY':
      return day % interval === 0;
    case 'WEEKLY': {
      const wanted = days.length > 0 ? days : [WEEKDAYS[first.getUTCDay()]];
      const sinceMonday = (first.getUTCDay() + 6) % 7;
      const week = Math.floor((day + sinceMonday) / 7);
      return week % interval === 0 && wanted.includes(WEEKDAYS[local.getUTCDay()] ?? '');
    }
    case 'MONTHLY':
      return sameDate && months % interval === 0;
    default:
      return sameDate && months % (12 * interval) === 0;
  }
}
