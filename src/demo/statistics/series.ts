import { HOUR, MINUTE } from '../../core/clock.ts';
import { chance, smoothChance } from './chance.ts';
import { compressorRuns, type HourOfEnergy, hourOfEnergy, priceAt } from './house-model.ts';
import { outdoorTemperature } from './weather-model.ts';

/** A meter: what it counts in an hour, in its smallest whole unit. */
export interface Meter {
  readonly kind: 'sum';
  readonly id: string;
  readonly unit: string;
  readonly unitClass: string | null;
  /** How many of the smallest unit make one. */
  readonly scale: number;
  count(hour: HourOfEnergy): number;
  /** The counter itself begins again at this month and day every year; its sum goes on. */
  readonly resets?: { readonly month: number; readonly day: number };
  /** Hours of every year that were never recorded. */
  readonly gap?: { readonly month: number; readonly day: number; readonly hours: number };
}

/** A gauge: what it shows at a moment. */
export interface Gauge {
  readonly kind: 'mean';
  readonly id: string;
  readonly unit: string | null;
  readonly unitClass: string | null;
  readonly digits: number;
  sample(at: number): number;
}

export type Series = Meter | Gauge;

const KWH = { kind: 'sum', unit: 'kWh', unitClass: 'energy', scale: 1000 } as const;
const WATTS = { kind: 'mean', unit: 'W', unitClass: 'power', digits: 0 } as const;
const DEGREES = { kind: 'mean', unit: '°C', unitClass: 'temperature', digits: 1 } as const;

/** The mean power of the hour with a swell that adds up to nothing over twelve samples. */
function swelling(watts: number, at: number): number {
  const step = Math.floor((at % HOUR) / (5 * MINUTE));
  return watts * (1 + 0.2 * Math.sin((step / 12) * 2 * Math.PI));
}

function energyAt(at: number): HourOfEnergy {
  return hourOfEnergy(Math.floor(at / HOUR));
}

function flowTemperature(at: number): number {
  if (!compressorRuns(at)) return 24 + smoothChance('flow', at / HOUR);
  return 43 - Math.min(20, Math.max(-5, outdoorTemperature(at))) * 0.6;
}

export const SERIES: readonly Series[] = [
  { ...KWH, id: 'sensor.grid_import', count: (hour) => hour.imported },
  { ...KWH, id: 'sensor.grid_export', count: (hour) => hour.exported },
  { ...KWH, id: 'sensor.solar_production', count: (hour) => hour.solar },
  {
    ...KWH,
    id: 'sensor.heat_pump_energy',
    count: (hour) => hour.heatPump,
    resets: { month: 5, day: 1 },
  },
  { ...KWH, id: 'sensor.heat_pump_heat', count: (hour) => hour.heat },
  {
    ...KWH,
    id: 'sensor.washing_machine_energy',
    count: (hour) => hour.washing,
    gap: { month: 3, day: 14, hours: 5 },
  },
  {
    kind: 'sum',
    unit: 'EUR',
    unitClass: null,
    scale: 1_000_000,
    id: 'sensor.grid_import_cost',
    count: (hour) => hour.cost,
  },
  {
    ...WATTS,
    id: 'sensor.grid_power',
    sample: (at) => swelling(energyAt(at).imported - energyAt(at).exported, at),
  },
  { ...WATTS, id: 'sensor.solar_power', sample: (at) => swelling(energyAt(at).solar, at) },
  { ...WATTS, id: 'sensor.heat_pump_power', sample: (at) => swelling(energyAt(at).heatPump, at) },
  { ...DEGREES, id: 'sensor.heat_pump_flow_temperature', sample: flowTemperature },
  {
    ...DEGREES,
    id: 'sensor.heat_pump_return_temperature',
    sample: (at) => flowTemperature(at) - (compressorRuns(at) ? 5 : 0.5),
  },
  { ...DEGREES, id: 'sensor.heat_pump_outdoor_temperature', sample: outdoorTemperature },
  {
    ...DEGREES,
    id: 'sensor.living_room_temperature',
    sample: (at) => 20.4 + smoothChance('living room', at / (3 * HOUR)),
  },
  {
    kind: 'mean',
    unit: '%',
    unitClass: 'unitless',
    digits: 0,
    id: 'sensor.living_room_humidity',
    sample: (at) => 40 + 14 * smoothChance('humidity', at / (4 * HOUR)),
  },
  {
    kind: 'mean',
    unit: null,
    unitClass: null,
    digits: 2,
    id: 'sensor.heat_pump_cop',
    sample: (at) => energyAt(at).heat / Math.max(1, energyAt(at).heatPump),
  },
  {
    kind: 'mean',
    unit: 'EUR/kWh',
    unitClass: null,
    digits: 3,
    id: 'sensor.electricity_price',
    sample: (at) => priceAt(at) / 1000,
  },
  {
    kind: 'mean',
    unit: 'W',
    unitClass: 'power',
    digits: 0,
    id: 'sensor.kettle_power',
    sample: (at) => (chance('kettle', Math.floor(at / (5 * MINUTE))) > 0.98 ? 1850 : 0),
  },
];

const BY_ID = new Map(SERIES.map((series) => [series.id, series]));

/** The series of that id, if statistics are kept of it. */
export function seriesOf(statisticId: string): Series | undefined {
  return BY_ID.get(statisticId);
}

/** A number with no more than so many digits after the point. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
