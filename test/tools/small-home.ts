import type { ServiceCall } from '../../src/home/commands.ts';
import { EntityStates } from '../../src/home/entity-states.ts';
import type { Home, ServiceCallOptions, ServiceOutcome } from '../../src/home/home.ts';
import { emptyContent, MirrorView } from '../../src/home/mirror.ts';
import {
  readAreas,
  readConfig,
  readDevices,
  readEntityEntries,
  readFloors,
  readLabels,
  readServices,
} from '../../src/home/registries.ts';

export interface Thing {
  readonly id: string;
  readonly state?: string;
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly area?: string;
  readonly labels?: readonly string[];
  readonly aliases?: readonly string[];
  readonly hidden?: boolean;
  readonly exposed?: boolean;
  readonly diagnostic?: boolean;
  /** The id of a device; every device is called `Device` and its id. */
  readonly device?: string;
  readonly platform?: string;
}

export interface SmallHome extends Home {
  readonly calls: {
    readonly call: ServiceCall;
    readonly options: ServiceCallOptions | undefined;
  }[];
  /** What the next service calls do; without it they answer nothing. */
  onCall: (call: ServiceCall, states: EntityStates) => unknown;
}

export const NOW = Date.UTC(2026, 10, 21, 8, 30);

/** A home without a connection: a mirror of these things, and service calls that are written down. */
export function smallHome(things: readonly Thing[]): SmallHome {
  const states = new EntityStates();
  for (const thing of things) {
    const attributes = { ...(thing.name && { friendly_name: thing.name }), ...thing.attributes };
    states.apply({ a: { [thing.id]: { s: thing.state ?? 'off', a: attributes, lc: NOW / 1000 } } });
  }
  const content = {
    ...emptyContent(),
    config: readConfig({ location_name: 'Casa', time_zone: 'Europe/Madrid', version: '2026.11.0' }),
    extras: new Map(
      things.map(({ id, aliases, exposed }) => [
        id,
        { aliases: aliases ?? [], exposed: exposed ?? false },
      ]),
    ),
    entries: readEntityEntries({
      entity_categories: { 1: 'diagnostic' },
      entities: things.map(({ id, area, labels, hidden, diagnostic, device, platform }) => ({
        ei: id,
        ai: area,
        di: device,
        pl: platform,
        lb: labels ?? [],
        hb: hidden,
        ...(diagnostic && { ec: 1 }),
      })),
    }),
    areas: readAreas([
      { area_id: 'kitchen', name: 'Kitchen', floor_id: 'ground', aliases: ['Galley'] },
      { area_id: 'salon', name: 'Salón', floor_id: 'ground' },
      { area_id: 'garden', name: 'Garden' },
    ]),
    floors: readFloors([{ floor_id: 'ground', name: 'Ground floor', level: 0 }]),
    devices: readDevices(
      things.flatMap(({ device }) => device ?? []).map((id) => ({ id, name: `Device ${id}` })),
    ),
    labels: readLabels([{ label_id: 'party', name: 'Party' }]),
    services: readServices(SERVICES),
  };
  const calls: SmallHome['calls'] = [];
  const home: SmallHome = {
    user: { id: 'u1', name: 'Ada', administrator: true },
    mirror: new MirrorView(content, states),
    limited: false,
    calls,
    onCall: () => null,
    command: async () => {
      throw new Error('no command was expected');
    },
    awaitEvent: async () => {
      throw new Error('no event was expected');
    },
    prepare: async () => {},
    rest: async () => {
      throw new Error('no request was expected');
    },
    async callService(call, options): Promise<ServiceOutcome> {
      calls.push({ call, options });
      return { response: await home.onCall(call, states), changed: [] };
    },
  };
  return home;
}

const on = (domain: string) => ({ entity: [{ domain: [domain] }] });

const SERVICES = {
  light: {
    turn_on: { fields: {}, target: on('light') },
    turn_off: { fields: {}, target: on('light') },
  },
  switch: { turn_on: { fields: {}, target: on('switch') } },
  homeassistant: { turn_on: { fields: {}, target: { entity: {} } }, restart: { fields: {} } },
  weather: {
    get_forecasts: { fields: {}, target: on('weather'), response: { optional: false } },
  },
  notify: {
    send_message: { fields: {}, target: on('notify') },
    notify: { fields: {} },
    mobile_app_device_pixel: { fields: {} },
    telegram: { fields: {} },
  },
  update: { install: { fields: {}, target: on('update') } },
  script: { good_night: { fields: {}, response: { optional: true } } },
  spook: { add_area: { fields: { area_id: {}, entity_id: {} } } },
};
