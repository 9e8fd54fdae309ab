import { invalidFormat } from '../errors.ts';
import { pythonValue } from '../python.ts';
import { rounded, type Series } from './series.ts';

/** How many of the first unit of a class make one of the others. */
const SIZES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  energy: { Wh: 0.001, kWh: 1, MWh: 1000, GJ: 277.777_778, MJ: 0.277_778 },
  power: { W: 1, kW: 1000 },
};

function temperature(unit: string): (value: number) => number {
  if (unit === '°C') return (value) => value;
  if (unit === 'K') return (value) => rounded(value + 273.15, 6);
  return (value) => rounded((value * 9) / 5 + 32, 6);
}

/** Turns a series' values into the unit asked for its class, or leaves them as they are. */
export function converter(
  series: Series,
  units: Readonly<Record<string, unknown>>,
): (value: number) => number {
  const unit = series.unitClass === null ? undefined : units[series.unitClass];
  if (unit === undefined || series.unit === null || unit === series.unit) return (value) => value;
  if (series.unitClass === 'temperature') return temperature(String(unit));
  const sizes = SIZES[series.unitClass ?? ''] ?? {};
  const size = sizes[String(unit)];
  const own = sizes[series.unit];
  if (size === undefined || own === undefined) {
    throw invalidFormat(`value must be one of ${pythonValue(Object.keys(sizes))}`);
  }
  return (value) => rounded((value * own) / size, 6);
}
