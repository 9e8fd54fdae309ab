import { HOUR } from '../../core/clock.ts';
import { TIME_ZONE } from '../flat/flat.ts';
import { chance } from './chance.ts';
import { localDate } from './time-zone.ts';
import { outdoorTemperature, skyAt, sunHeight } from './weather-model.ts';

/** What flowed in one hour, in whole watt hours so that sums are exact. */
export interface HourOfEnergy {
  readonly solar: number;
  readonly heatPump: number;
  readonly heat: number;
  readonly washing: number;
  readonly used: number;
  readonly imported: number;
  readonly exported: number;
  /** In millionths of a euro. */
  readonly cost: number;
}

const PANELS_WATT = 4600;
const HEATING_LIMIT_C = 16.5;
const HEAT_LOSS_W_PER_C = 210;
const HOT_WATER_HOURS: ReadonlySet<number> = new Set([5, 15]);
const HOT_WATER_HEAT_WH = 1700;
const STANDBY_WH = 9;

/** What lights, cooking and screens use by the hour of the local day. */
const DAY_PROFILE_WH = [
  150, 140, 135, 135, 140, 150, 210, 420, 380, 260, 240, 260, 320, 520, 560, 330, 260, 250, 290,
  410, 640, 760, 520, 260,
] as const;

const WASHING_WH: Readonly<Record<number, number>> = { 10: 620, 11: 310 };

function washing(local: Date, day: number): number {
  if (chance('washing', day) > 0.4) return 0;
  return WASHING_WH[local.getUTCHours()] ?? 0;
}

function heatPump(at: number, localHour: number): { heat: number; electric: number } {
  const outdoor = outdoorTemperature(at + HOUR / 2);
  const rooms = Math.max(0, HEATING_LIMIT_C - outdoor) * HEAT_LOSS_W_PER_C;
  const water = HOT_WATER_HOURS.has(localHour) ? HOT_WATER_HEAT_WH : 0;
  const cop = Math.min(5, Math.max(2.2, 3 + outdoor * 0.09));
  // Hot water wants hotter water, which costs more for the same heat.
  const electric = rooms / cop + water / (cop * 0.75) + STANDBY_WH;
  return { heat: Math.round(rooms + water), electric: Math.round(electric) };
}

/** The price of a kilowatt hour in thousandths of a euro, by the hour of the local day. */
export function priceAt(at: number): number {
  const hour = localDate(at, TIME_ZONE).getUTCHours();
  if (hour < 8) return 98;
  return (hour >= 10 && hour < 14) || (hour >= 18 && hour < 22) ? 212 : 146;
}

function compute(hour: number): HourOfEnergy {
  const at = hour * HOUR;
  const local = localDate(at, TIME_ZONE);
  const localHour = local.getUTCHours();
  const solar = Math.round(Math.max(0, sunHeight(at + HOUR / 2)) * skyAt(at) * PANELS_WATT);
  const { heat, electric } = heatPump(at, localHour);
  const machine = washing(local, Math.floor(local.getTime() / (24 * HOUR)));
  const people = Math.round((DAY_PROFILE_WH[localHour] ?? 0) * (0.75 + chance('people', hour) / 2));
  const used = people + machine + electric;
  const imported = Math.max(0, used - solar);
  return {
    solar,
    heatPump: electric,
    heat,
    washing: machine,
    used,
    imported,
    exported: Math.max(0, solar - used),
    cost: imported * priceAt(at),
  };
}

const computed = new Map<number, HourOfEnergy>();

/** What flows in that hour, counted in hours since the epoch. The same in every home and run. */
export function hourOfEnergy(hour: number): HourOfEnergy {
  const known = computed.get(hour);
  if (known !== undefined) return known;
  const fresh = compute(hour);
  computed.set(hour, fresh);
  return fresh;
}

const COMPRESSOR_W = 1500;
const SHORTEST_RUN = 0.08;

/** The part of that hour the compressor runs, from its beginning on. */
export function compressorShare(hour: number): number {
  const share = Math.min(1, (hourOfEnergy(hour).heatPump - STANDBY_WH) / COMPRESSOR_W);
  return share < SHORTEST_RUN ? 0 : share;
}

/** Whether the compressor runs at that moment. */
export function compressorRuns(at: number): boolean {
  const hour = Math.floor(at / HOUR);
  return at / HOUR - hour < compressorShare(hour);
}
