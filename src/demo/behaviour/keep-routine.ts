import { friendlyName } from '../flat/flat.ts';
import type { House } from '../house.ts';
import { tellRegistry } from '../registry-events.ts';
import type { Routine, RoutineKind } from '../routines.ts';
import { slugify } from '../slug.ts';
import { type Attributes, newContext } from '../states.ts';
import { runScript } from './run-routine.ts';
import type { Service } from './service.ts';

/** The answer to a save comes first, then the file is loaded. */
const LOADING_MS = 10;

type Config = Routine['config'];

/** Saves a configuration that was checked; its entity is there, or loaded again, a little later. */
export function saveRoutine(house: House, kind: RoutineKind, id: string, config: Config): void {
  const known = house.routines.get(kind, id);
  const routine: Routine = {
    kind,
    id,
    entityId: known?.entityId ?? freeEntityId(house, kind, id, config),
    config: kind === 'script' ? config : { id, ...config },
  };
  house.routines.put(routine);
  house.timers.after(LOADING_MS, () => load(house, routine));
}

/** False when there is none. */
export function removeRoutine(house: House, kind: RoutineKind, id: string): boolean {
  const known = house.routines.get(kind, id);
  if (known === undefined) return false;
  house.routines.remove(kind, id);
  house.timers.after(LOADING_MS, () => {
    house.entities.remove(known.entityId);
    tellRegistry(house, 'entity', { action: 'remove', entity_id: known.entityId });
    house.states.remove(known.entityId, newContext(house.clock));
    if (kind === 'script') removeService(house, id);
  });
  return true;
}

function load(house: House, routine: Routine): void {
  const { kind, id = '', entityId, config } = routine;
  const context = newContext(house.clock);
  const known = house.entities.get(entityId);
  const name = String(config.alias ?? config.name ?? id);
  const platform = kind === 'scene' ? 'homeassistant' : kind;
  const before = house.states.get(entityId);
  const state = before?.state ?? FIRST_STATES[kind];
  const attributes = attributesOf(routine, before?.attributes);
  const entity = { ...known, id: entityId, uniqueId: id, name, platform, state, attributes };
  house.entities.add(entity);
  tellRegistry(house, 'entity', {
    action: known === undefined ? 'create' : 'update',
    entity_id: entityId,
  });
  if (kind === 'script') addService(house, id);
  const friendly_name = friendlyName(house.flat, entity);
  if (before !== undefined) {
    const restored = { friendly_name: before.attributes.friendly_name, restored: true };
    house.states.set(entityId, 'unavailable', { ...restored, supported_features: 0 }, context);
  }
  house.states.set(entityId, state, { ...attributes, friendly_name }, context);
}

const FIRST_STATES = { automation: 'on', script: 'off', scene: 'unknown' } as const;

function attributesOf({ kind, id, config }: Routine, before: Attributes | undefined): Attributes {
  if (kind === 'scene') return { entity_id: Object.keys(Object(config.entities)), id };
  return {
    ...(kind === 'automation' && { id }),
    last_triggered: before?.last_triggered ?? null,
    mode: config.mode ?? 'single',
    current: 0,
  };
}

function freeEntityId(house: House, kind: RoutineKind, id: string, config: Config): string {
  const name = kind === 'script' ? id : String(config.alias ?? config.name ?? kind);
  const slug = slugify(name);
  for (let number = 1; ; number += 1) {
    const entityId = `${kind}.${slug}${number === 1 ? '' : `_${number}`}`;
    const taken = house.routines.of(entityId) ?? house.states.get(entityId);
    if (taken === undefined) return entityId;
  }
}

function addService(house: House, id: string): void {
  if (house.services.some(({ domain, name }) => domain === 'script' && name === id)) return;
  const service: Service = {
    domain: 'script',
    name: id,
    fields: {},
    response: 'optional',
    run: (call) => {
      const routine = call.house.routines.get('script', id);
      return routine === undefined ? undefined : runScript(call, routine);
    },
  };
  house.services.push(service);
  tell(house, 'service_registered', { domain: 'script', service: id });
}

function removeService(house: House, id: string): void {
  const at = house.services.findIndex(({ domain, name }) => domain === 'script' && name === id);
  if (at === -1) return;
  house.services.splice(at, 1);
  tell(house, 'service_removed', { domain: 'script', service: id });
}

function tell(house: House, type: string, data: Attributes): void {
  house.events.tell({ type, data, at: house.clock(), context: newContext(house.clock) });
}
