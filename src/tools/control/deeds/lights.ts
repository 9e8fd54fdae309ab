import type { Entity } from '../../../home/model.ts';
import { readColor } from './color.ts';
import { type Deed, type Deeds, numberOf, percentOf, textsOf } from './deed.ts';

const COLORFUL = ['hs', 'xy', 'rgb', 'rgbw', 'rgbww'];
const PLAIN = ['onoff', 'unknown'];

/** How near a shade must come: lights round colours to what their lamps can show. */
const COLOR_SLACK = 12;
const KELVIN_SLACK = 100;

const modesOf = (light: Entity) => textsOf(light, 'supported_color_modes');
const isColorful = (light: Entity) => modesOf(light).some((mode) => COLORFUL.includes(mode));
const isDimmable = (light: Entity) => modesOf(light).some((mode) => !PLAIN.includes(mode));

/** How bright a light is, in percent. */
export function brightnessOf(light: Entity): number | undefined {
  return percentOf(numberOf(light, 'brightness'), 255);
}

const bright: NonNullable<Deed['reached']> = (now, { percent }, _before, exact) => {
  if (percent === 0) return now.state.state === 'off';
  const value = brightnessOf(now);
  return value !== undefined && Math.abs(value - (percent ?? 0)) <= (exact ? 0 : 2);
};

const colored: NonNullable<Deed['reached']> = (now, { color = '' }, _before, exact) => {
  const wanted = readColor(color);
  if (wanted === undefined) return false;
  if ('color_temp_kelvin' in wanted) {
    const isWhite = now.state.attributes.color_mode === 'color_temp';
    const value = isWhite ? numberOf(now, 'color_temp_kelvin') : undefined;
    // A lamp without white mixes it from colours.
    if (value === undefined) return !exact && isColorful(now) && now.state.state === 'on';
    return Math.abs(value - wanted.color_temp_kelvin) <= (exact ? 0 : KELVIN_SLACK);
  }
  const shown = now.state.attributes.rgb_color;
  if (!Array.isArray(shown)) return false;
  return wanted.rgb_color.every(
    (part, index) => Math.abs(part - shown[index]) <= (exact ? 0 : COLOR_SLACK),
  );
};

export const BRIGHTNESS: Deeds = {
  light: {
    service: 'turn_on',
    lacks: (light) => (isDimmable(light) ? undefined : 'it can only be turned on and off'),
    data: ({ percent }) => ({ brightness_pct: percent }),
    reached: bright,
  },
};

export const COLORS: Deeds = {
  light: {
    service: 'turn_on',
    lacks: (light) =>
      isColorful(light) || modesOf(light).includes('color_temp') ? undefined : 'it has no colours',
    refuses: (light, { color = '' }) =>
      isColorful(light) || 'color_temp_kelvin' in (readColor(color) ?? {})
        ? undefined
        : 'it has shades of white only, such as 2700K',
    data: ({ color = '' }) => ({ ...readColor(color) }),
    reached: colored,
  },
};
