import { DEVICES } from './flat/devices.ts';
import { domainOf } from './flat/entity.ts';
import { ENTITIES, HOME_NAME, platformOf, TIME_ZONE } from './flat/flat.ts';
import { HA_VERSION, type House } from './house.ts';

const ALWAYS_LOADED = [
  'api',
  'auth',
  'backup',
  'config',
  'energy',
  'frontend',
  'history',
  'homeassistant',
  'http',
  'logbook',
  'persistent_notification',
  'recorder',
  'repairs',
  'search',
  'system_log',
  'trace',
  'websocket_api',
];

function components(): readonly string[] {
  const ofEntities = ENTITIES.flatMap((entity) => [
    domainOf(entity.id),
    platformOf(entity),
    `${platformOf(entity)}.${domainOf(entity.id)}`,
  ]);
  const ofDevices = Object.values(DEVICES).map(({ integration }) => integration);
  return [...new Set([...ALWAYS_LOADED, ...ofEntities, ...ofDevices])].sort();
}

/** What `get_config` and `/api/config` tell about the home. */
export function homeConfig(house: House): Record<string, unknown> {
  return {
    allowlist_external_dirs: [],
    allowlist_external_urls: [],
    components: components(),
    config_dir: '/config',
    config_source: 'storage',
    country: 'ES',
    currency: 'EUR',
    debug: false,
    elevation: 657,
    external_url: null,
    internal_url: house.url,
    language: 'en',
    latitude: 40.4169,
    location_name: HOME_NAME,
    logging: { log_file_disabled_reason: null },
    longitude: -3.7035,
    radius: 100,
    recovery_mode: false,
    safe_mode: false,
    state: 'RUNNING',
    time_zone: TIME_ZONE,
    unit_system: {
      accumulated_precipitation: 'mm',
      area: 'm²',
      length: 'km',
      mass: 'g',
      pressure: 'Pa',
      temperature: '°C',
      volume: 'L',
      wind_speed: 'm/s',
    },
    version: HA_VERSION,
    whitelist_external_dirs: [],
  };
}
