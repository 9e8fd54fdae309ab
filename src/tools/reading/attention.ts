import type { Entity } from '../../home/model.ts';

/** How many entities are so, and the first of them by id. */
export interface Listing {
  readonly count: number;
  readonly entity_ids: string[];
}

const LOW_BATTERY_PERCENT = 20;

const ON_DOMAINS: ReadonlySet<string> = new Set(['fan', 'humidifier', 'light', 'siren', 'switch']);

const OPENINGS: ReadonlySet<unknown> = new Set(['door', 'garage_door', 'opening', 'window']);

const DANGERS: ReadonlySet<unknown> = new Set([
  'carbon_monoxide',
  'gas',
  'moisture',
  'problem',
  'safety',
  'smoke',
  'tamper',
]);

/** What someone who looks after the home wants to know first. */
export function attention(
  visible: readonly Entity[],
  most: number,
): Record<'on' | 'open' | 'unlocked' | 'alerts' | 'unavailable' | 'low_battery', Listing> {
  const list = (so: (entity: Entity) => boolean): Listing => {
    const ids = visible
      .filter(so)
      .map((entity) => entity.id)
      .sort();
    return { count: ids.length, entity_ids: ids.slice(0, most) };
  };
  return {
    on: list(isOn),
    open: list(isOpen),
    unlocked: list(({ domain, state }) => domain === 'lock' && UNLOCKED.has(state.state)),
    alerts: list(isAlert),
    unavailable: list(isUnavailable),
    low_battery: list(hasLowBattery),
  };
}

const UNLOCKED: ReadonlySet<string> = new Set([
  'unlocked',
  'unlocking',
  'open',
  'opening',
  'jammed',
]);

function isOn({ domain, state, category }: Entity): boolean {
  if (category !== undefined) return false;
  if (domain === 'media_player') return state.state === 'playing';
  if (domain === 'vacuum') return state.state === 'cleaning';
  return ON_DOMAINS.has(domain) && state.state === 'on';
}

function isOpen({ domain, state }: Entity): boolean {
  if (domain === 'cover' || domain === 'valve') {
    return state.state === 'open' || state.state === 'opening';
  }
  return isBinary(domain, state.state) && OPENINGS.has(state.attributes.device_class);
}

/** Smoke, gas, a leak, a problem that a device reports, a sounding alarm. */
export function isAlert({ domain, state }: Entity): boolean {
  if (domain === 'alarm_control_panel') return state.state === 'triggered';
  return isBinary(domain, state.state) && DANGERS.has(state.attributes.device_class);
}

/** Settings and diagnostics come and go; what people use should be there. */
export function isUnavailable({ state, category }: Entity): boolean {
  return state.state === 'unavailable' && category === undefined;
}

/** Below 20 %, or what a device itself calls low. */
export function hasLowBattery({ domain, state }: Entity): boolean {
  if (state.attributes.device_class !== 'battery') return false;
  if (domain === 'binary_sensor') return state.state === 'on';
  const percent = Number.parseFloat(state.state);
  return state.attributes.unit_of_measurement === '%' && percent < LOW_BATTERY_PERCENT;
}

function isBinary(domain: string, state: string): boolean {
  return domain === 'binary_sensor' && state === 'on';
}
