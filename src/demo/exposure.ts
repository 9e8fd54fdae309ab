import { domainOf } from './flat/entity.ts';
import type { House } from './house.ts';

/** Domains Home Assistant exposes to its own assistant unless told otherwise. */
const EXPOSED_DOMAINS: ReadonlySet<string> = new Set([
  'climate',
  'cover',
  'fan',
  'humidifier',
  'light',
  'media_player',
  'scene',
  'switch',
  'todo',
  'vacuum',
  'water_heater',
]);

/** Of these domains only what measures or watches something of everyday life. */
const EXPOSED_CLASSES: Readonly<Record<string, readonly unknown[]>> = {
  binary_sensor: ['door', 'garage_door', 'lock', 'motion', 'opening', 'presence', 'window'],
  sensor: [
    'aqi',
    'carbon_dioxide',
    'carbon_monoxide',
    'humidity',
    'pm10',
    'pm25',
    'temperature',
    'volatile_organic_compounds',
  ],
};

/** Whether Home Assistant's own assistant may see it: as somebody said, or else by what it is. */
export function isExposed(house: House, entityId: string): boolean {
  const said = house.exposure.get(entityId);
  if (said !== undefined) return said;
  const entity = house.entities.get(entityId);
  if (entity === undefined || entity.hidden === true || entity.category !== undefined) return false;
  const domain = domainOf(entityId);
  return (
    EXPOSED_DOMAINS.has(domain) ||
    (EXPOSED_CLASSES[domain]?.includes(entity.attributes?.device_class) ?? false)
  );
}

/** The ids of everything it may see. */
export function exposedIds(house: House): readonly string[] {
  const known = new Set([...house.entities.all().map(({ id }) => id), ...house.exposure.keys()]);
  return [...known].filter((id) => isExposed(house, id));
}
