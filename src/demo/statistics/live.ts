import { HOUR } from '../../core/clock.ts';
import type { Attributes } from '../states.ts';
import { shown } from './counter.ts';
import { compressorRuns, hourOfEnergy } from './house-model.ts';
import { rounded, SERIES, type Series, seriesOf } from './series.ts';
import { outdoorTemperature, skyAt, sunHeight } from './weather-model.ts';

/** What the model says of an entity; without a state that stays as it is. */
export interface Modelled {
  readonly id: string;
  readonly state?: string;
  readonly attributes?: Attributes;
}

/** What a meter or gauge shows at that moment, as its state. */
export function modelledState(series: Series, at: number): string {
  return series.kind === 'sum'
    ? String(rounded(shown(series, at) / series.scale, 3))
    : String(rounded(series.sample(at), series.digits));
}

function sky(at: number): string {
  const clearness = skyAt(at);
  if (clearness > 0.75) return sunHeight(at) > 0 ? 'sunny' : 'clear-night';
  if (clearness > 0.5) return 'partlycloudy';
  return clearness > 0.3 ? 'cloudy' : 'rainy';
}

function roomTemperature(at: number): number {
  const gauge = seriesOf('sensor.living_room_temperature');
  return gauge === undefined ? 20 : Number(modelledState(gauge, at));
}

/** Everything that follows the model of the house and not somebody's doing. */
export function modelled(at: number): readonly Modelled[] {
  const runs = compressorRuns(at);
  const washes = hourOfEnergy(Math.floor(at / HOUR)).washing > 0;
  const height = sunHeight(at);
  return [
    ...SERIES.map((series) => ({ id: series.id, state: modelledState(series, at) })),
    { id: 'binary_sensor.heat_pump_compressor', state: runs ? 'on' : 'off' },
    { id: 'sensor.washing_machine_program', state: washes ? 'eco' : 'idle' },
    { id: 'climate.living_room', attributes: { current_temperature: roomTemperature(at) } },
    { id: 'climate.heat_pump', attributes: { current_temperature: roomTemperature(at) } },
    { id: 'weather.home', state: sky(at), attributes: { temperature: outdoorTemperature(at) } },
    {
      id: 'sun.sun',
      state: height > 0 ? 'above_horizon' : 'below_horizon',
      attributes: { elevation: rounded((Math.asin(height) * 180) / Math.PI, 1) },
    },
  ];
}
