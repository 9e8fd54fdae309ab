import type { Entity } from '../../home/model.ts';
import { numberOf } from './deeds/deed.ts';
import { brightnessOf } from './deeds/lights.ts';
import { volumeOf } from './deeds/players.ts';

type Detail = (entity: Entity) => readonly (string | undefined)[];

const percent = (value: number | undefined, what = '') =>
  value === undefined ? undefined : `${what}${value} %`;

const positionDetail: Detail = (entity) => [percent(numberOf(entity, 'current_position'))];

const DETAILS: Readonly<Record<string, Detail>> = {
  light: (light) => [percent(brightnessOf(light)), colorOf(light)],
  cover: positionDetail,
  valve: positionDetail,
  fan: (fan) => [percent(numberOf(fan, 'percentage'))],
  climate: (thermostat) => [temperatureOf(thermostat)],
  water_heater: (heater) => [temperatureOf(heater)],
  media_player: (player) => [
    percent(volumeOf(player), 'volume '),
    textOf(player, 'source'),
    textOf(player, 'media_title'),
  ],
};

/** A state in a few words, with what `control_devices` sets: "on, 40 %". */
export function shownState(entity: Entity): string {
  const details = Object.hasOwn(DETAILS, entity.domain) ? DETAILS[entity.domain]?.(entity) : [];
  return [entity.state.state, ...(details ?? [])].filter((part) => part !== undefined).join(', ');
}

function colorOf(light: Entity): string | undefined {
  const { color_mode: mode, rgb_color: rgb } = light.state.attributes;
  const kelvin = numberOf(light, 'color_temp_kelvin');
  if (mode === 'color_temp' && kelvin !== undefined) return `${kelvin} K`;
  if (!Array.isArray(rgb) || rgb.length !== 3) return undefined;
  return `#${rgb.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}

function temperatureOf(entity: Entity): string | undefined {
  const { temperature, target_temp_low: low, target_temp_high: high } = entity.state.attributes;
  if (typeof temperature === 'number') return `set to ${temperature}°`;
  return typeof low === 'number' && typeof high === 'number' ? `${low}° to ${high}°` : undefined;
}

function textOf(entity: Entity, name: string): string | undefined {
  const text = entity.state.attributes[name];
  return typeof text === 'string' && text !== '' ? text.slice(0, 80) : undefined;
}
