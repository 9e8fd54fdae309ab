/** The names that lights can be given; Home Assistant would silently make others white. */
const NAMES: Readonly<Record<string, string>> = {
  red: '#ff0000',
  coral: '#ff7f50',
  salmon: '#fa8072',
  orange: '#ffa500',
  gold: '#ffd700',
  yellow: '#ffff00',
  lime: '#00ff00',
  green: '#008000',
  teal: '#008080',
  turquoise: '#40e0d0',
  cyan: '#00ffff',
  blue: '#0000ff',
  indigo: '#4b0082',
  violet: '#ee82ee',
  purple: '#800080',
  magenta: '#ff00ff',
  pink: '#ffc0cb',
  lavender: '#e6e6fa',
  white: '#ffffff',
};

const HEX = /^#[0-9a-f]{6}$/i;
const KELVIN = /^[0-9]{4,5} ?k$/i;
const LEAST_KELVIN = 1_000;
const MOST_KELVIN = 12_000;

export const COLOR_FORM = `must be #rrggbb, kelvin from ${LEAST_KELVIN}K to ${MOST_KELVIN}K, or one of ${Object.keys(NAMES).join(', ')}`;

/** A colour as `light.turn_on` takes it: a shade of white, or red, green and blue of 0 to 255. */
export type LightColor =
  | { readonly color_temp_kelvin: number }
  | { readonly rgb_color: readonly number[] };

/** Reads a colour as people write it; undefined when it is none. */
export function readColor(text: string): LightColor | undefined {
  if (KELVIN.test(text)) {
    const kelvin = Number.parseInt(text, 10);
    return kelvin < LEAST_KELVIN || kelvin > MOST_KELVIN
      ? undefined
      : { color_temp_kelvin: kelvin };
  }
  const name = text.toLowerCase();
  const hex = HEX.test(name) ? name : Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (hex === undefined) return undefined;
  return { rgb_color: [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16)) };
}
