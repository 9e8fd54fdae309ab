import type { State } from '../states.ts';
import {
  numberIn,
  type Service,
  type ServiceCall,
  type ServiceField,
  type ServiceFields,
  textIn,
} from './service.ts';

const COLORS: Readonly<Record<string, readonly [number, number, number]>> = {
  red: [255, 0, 0],
  orange: [255, 165, 0],
  yellow: [255, 255, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  purple: [128, 0, 128],
  pink: [255, 192, 203],
  white: [255, 255, 255],
};

const TRANSITION: ServiceField = {
  selector: {
    number: { min: 0, max: 300, unit_of_measurement: 'seconds', step: 1, mode: 'slider' },
  },
  filter: { supported_features: [32] },
};

const DIMMABLE = { attribute: { supported_color_modes: ['brightness', 'color_temp', 'xy'] } };
const COLORFUL = { attribute: { supported_color_modes: ['xy'] } };
const WHITE = { attribute: { supported_color_modes: ['color_temp', 'xy'] } };

function percentage(min: number): ServiceField['selector'] {
  return { number: { min, max: 100, unit_of_measurement: '%', step: 1, mode: 'slider' } };
}

const LOOK: ServiceFields = {
  transition: TRANSITION,
  rgb_color: { filter: COLORFUL, example: '[255, 100, 100]', selector: { color_rgb: {} } },
  color_temp_kelvin: {
    filter: WHITE,
    selector: { color_temp: { unit: 'kelvin', min: 2000, max: 6500 } },
  },
  brightness_pct: { filter: DIMMABLE, selector: percentage(0) },
  brightness_step_pct: { filter: DIMMABLE, selector: percentage(-100) },
  effect: { filter: { supported_features: [4] }, selector: { state: { attribute: 'effect' } } },
  additional_fields: {
    collapsed: true,
    fields: {
      color_name: { filter: COLORFUL, selector: { select: { options: Object.keys(COLORS) } } },
      brightness: {
        filter: DIMMABLE,
        selector: { number: { min: 0, max: 255, step: 1, mode: 'slider' } },
      },
    },
  },
};

function modesOf(light: State): readonly string[] {
  const modes = light.attributes.supported_color_modes;
  return Array.isArray(modes) ? modes.map(String) : [];
}

function wantedBrightness(light: State, data: ServiceCall['data']): number {
  const percent = numberIn(data, 'brightness_pct');
  const step = numberIn(data, 'brightness_step_pct');
  const now = Number(light.attributes.brightness ?? 0);
  if (percent !== undefined) return Math.round((percent / 100) * 255);
  if (step !== undefined) return Math.min(255, Math.max(0, now + Math.round((step / 100) * 255)));
  return numberIn(data, 'brightness') ?? (now > 0 ? now : 255);
}

function wantedColor(data: ServiceCall['data']): readonly unknown[] | undefined {
  const name = textIn(data, 'color_name');
  if (name !== undefined) return COLORS[name];
  return Array.isArray(data.rgb_color) ? data.rgb_color : undefined;
}

/** How a lit light looks; it ignores what it cannot do, as Home Assistant does. */
function look(light: State, data: ServiceCall['data']): Record<string, unknown> {
  const modes = modesOf(light);
  if (modes.includes('onoff')) return { color_mode: 'onoff' };
  const brightness = wantedBrightness(light, data);
  if (modes.includes('brightness')) return { color_mode: 'brightness', brightness };
  const effect = textIn(data, 'effect');
  const rest = effect === undefined ? {} : { effect };
  const color = modes.includes('xy') ? wantedColor(data) : undefined;
  if (color !== undefined) {
    return { ...rest, color_mode: 'xy', brightness, rgb_color: color, color_temp_kelvin: null };
  }
  const warmth = numberIn(data, 'color_temp_kelvin');
  const kept = Number(light.attributes.color_temp_kelvin ?? 2702);
  if (warmth === undefined && light.attributes.color_mode === 'xy') return { ...rest, brightness };
  return {
    ...rest,
    color_mode: 'color_temp',
    brightness,
    color_temp_kelvin: warmth ?? kept,
    ...(modes.includes('xy') ? { rgb_color: null } : {}),
  };
}

function dark(light: State): Record<string, unknown> {
  const names = ['color_mode', 'brightness', 'color_temp_kelvin', 'rgb_color', 'effect'];
  return Object.fromEntries(
    names.filter((name) => name in light.attributes).map((name) => [name, null]),
  );
}

function turnOff(call: ServiceCall, light: State): void {
  call.change(light.entityId, 'off', dark(light));
}

function turnOn(call: ServiceCall, light: State): void {
  const dimmable = !modesOf(light).includes('onoff');
  if (dimmable && wantedBrightness(light, call.data) === 0) turnOff(call, light);
  else call.change(light.entityId, 'on', look(light, call.data));
}

/** Switches a light, for the services of other domains that reach lights too. */
export function switchLight(call: ServiceCall, light: State, on: boolean): void {
  if (on) turnOn(call, light);
  else turnOff(call, light);
}

export const LIGHT_SERVICES: readonly Service[] = [
  {
    domain: 'light',
    name: 'turn_on',
    fields: LOOK,
    entities: 'own',
    run: (call) => {
      for (const light of call.entities) turnOn(call, light);
    },
  },
  {
    domain: 'light',
    name: 'turn_off',
    fields: { transition: TRANSITION },
    entities: 'own',
    run: (call) => {
      for (const light of call.entities) turnOff(call, light);
    },
  },
  {
    domain: 'light',
    name: 'toggle',
    fields: LOOK,
    entities: 'own',
    run: (call) => {
      for (const light of call.entities) switchLight(call, light, light.state !== 'on');
    },
  },
];
