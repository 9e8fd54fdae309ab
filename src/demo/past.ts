import { DAY, HOUR, MINUTE } from '../core/clock.ts';
import { domainOf } from './flat/entity.ts';
import { TIME_ZONE } from './flat/flat.ts';
import type { PastState } from './recorder.ts';
import { chance } from './statistics/chance.ts';
import { compressorShare } from './statistics/house-model.ts';
import { modelledState } from './statistics/live.ts';
import { seriesOf } from './statistics/series.ts';
import { daysLater, fromLocal, localDate, startOfDay } from './statistics/time-zone.ts';

interface Moment {
  readonly at: number;
  readonly state: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** When people usually did things, by the local clock: hour, minute, and for how many minutes. */
const HABITS: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  'light.kitchen': [
    [7, 5, 45],
    [20, 30, 130],
  ],
  'light.living_room': [[19, 10, 260]],
  'light.bedroom': [[23, 20, 25]],
  'light.bathroom': [
    [7, 0, 20],
    [23, 5, 12],
  ],
  'switch.kettle': [
    [7, 15, 4],
    [17, 30, 4],
  ],
  'switch.terrace_lights': [[20, 0, 150]],
  'binary_sensor.kitchen_motion': [
    [7, 4, 12],
    [13, 50, 25],
    [20, 28, 40],
  ],
  'binary_sensor.terrace_door': [[18, 40, 15]],
  'binary_sensor.front_door': [
    [8, 10, 1],
    [18, 20, 2],
  ],
};

const FIVE_MINUTES = 5 * MINUTE;

function gauged(entityId: string, from: number, until: number): readonly Moment[] | undefined {
  const series = seriesOf(entityId);
  if (series === undefined) return undefined;
  const moments: Moment[] = [];
  for (let at = Math.floor(from / FIVE_MINUTES) * FIVE_MINUTES; at < until; at += FIVE_MINUTES) {
    moments.push({ at, state: modelledState(series, at) });
  }
  return moments;
}

function habitual(entityId: string, from: number, until: number): readonly Moment[] | undefined {
  const habits = HABITS[entityId];
  if (habits === undefined) return undefined;
  const first = startOfDay(from - DAY, TIME_ZONE);
  const moments: Moment[] = [{ at: first, state: 'off' }];
  for (let day = first; day < until; day = daysLater(day, 1, TIME_ZONE)) {
    const midnight = localDate(day, TIME_ZONE).getTime();
    for (const [hour, minute, minutes] of habits) {
      const late = Math.round(chance(`${entityId}:${hour}`, midnight / DAY) * 15) * MINUTE;
      const start = fromLocal(midnight + hour * HOUR + minute * MINUTE + late, TIME_ZONE);
      moments.push({ at: start, state: 'on' });
      moments.push({ at: start + minutes * MINUTE, state: 'off' });
    }
  }
  return moments;
}

/** The compressor runs at the beginning of each hour; what follows it says so by its own words. */
function running(
  from: number,
  until: number,
  words: (runs: boolean) => Omit<Moment, 'at'>,
): readonly Moment[] {
  const moments: Moment[] = [];
  let ran: boolean | undefined;
  const turn = (at: number, runs: boolean) => {
    if (runs !== ran) moments.push({ at, ...words(runs) });
    ran = runs;
  };
  for (let hour = Math.floor(from / HOUR); hour * HOUR < until; hour += 1) {
    const share = compressorShare(hour);
    turn(hour * HOUR, share > 0);
    if (share > 0 && share < 1) turn(Math.round((hour + share) * HOUR), false);
  }
  return moments;
}

function momentsOf(
  entityId: string,
  now: PastState,
  from: number,
  until: number,
): readonly Moment[] {
  if (entityId === 'binary_sensor.heat_pump_compressor') {
    return running(from, until, (runs) => ({ state: runs ? 'on' : 'off' }));
  }
  if (domainOf(entityId) === 'climate') {
    return running(from, until, (runs) => ({
      state: now.state,
      attributes: { ...now.attributes, hvac_action: runs ? 'heating' : 'idle' },
    }));
  }
  return (
    gauged(entityId, from, until) ??
    habitual(entityId, from, until) ?? [{ at: from, state: now.state }]
  );
}

/** What an entity did before the home started, made up but always the same. */
export function pastOf(
  entityId: string,
  now: PastState,
  from: number,
  until: number,
): readonly PastState[] {
  const past: PastState[] = [];
  for (const { at, state, attributes } of momentsOf(entityId, now, from, until)) {
    if (at >= until) break;
    const previous = past.at(-1);
    const sameState = previous?.state === state;
    if (sameState && attributes === undefined) continue;
    past.push({
      state,
      attributes: attributes ?? now.attributes,
      changed: sameState ? previous.changed : at,
      updated: at,
      userId: null,
    });
  }
  return past;
}
