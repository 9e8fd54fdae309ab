import { DAY } from '../../core/clock.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import { freshHexId } from '../ids.ts';
import { isoLocal, startOfDay, startOfHour } from '../statistics/time-zone.ts';

export interface Appointment {
  readonly uid: string;
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
  readonly allDay: boolean;
}

const HOUR = 3_600_000;

/** A moment of an appointment as services show it: a date, or a local time with its offset. */
export function appointmentTime(at: number, allDay: boolean): string {
  const local = isoLocal(at, TIME_ZONE);
  return allDay ? local.slice(0, 10) : local;
}

/** The family calendar, with a few things around the day the home started. */
export class Agenda {
  #appointments: readonly Appointment[];

  constructor(now: number) {
    const today = startOfDay(now, TIME_ZONE);
    const tomorrow = startOfDay(today + 1.5 * DAY, TIME_ZONE);
    const soon = startOfHour(now) + 2 * HOUR;
    this.#appointments = [
      this.#made('Dentist', soon, soon + HOUR, { location: 'Calle Mayor 3' }),
      this.#made('Paper bins', tomorrow, startOfDay(tomorrow + 1.5 * DAY, TIME_ZONE), {
        allDay: true,
      }),
      this.#made('Dinner with Ben', tomorrow + 20 * HOUR, tomorrow + 22 * HOUR, {}),
    ];
  }

  between(start: number, end: number): readonly Appointment[] {
    return this.#appointments
      .filter((appointment) => appointment.end > start && appointment.start < end)
      .sort((one, other) => one.start - other.start);
  }

  add(appointment: Omit<Appointment, 'uid'>): void {
    this.#appointments = [...this.#appointments, { ...appointment, uid: freshHexId() }];
  }

  #made(
    summary: string,
    start: number,
    end: number,
    more: { location?: string; allDay?: boolean },
  ): Appointment {
    return {
      uid: freshHexId(),
      summary,
      description: null,
      location: more.location ?? null,
      start,
      end,
      allDay: more.allDay ?? false,
    };
  }
}
