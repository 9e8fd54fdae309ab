import { invalidFormat } from '../errors.ts';
import { deviceId } from '../flat/device-registry.ts';
import { domainOf, type FlatEntity } from '../flat/entity.ts';
import { areaOf, floorOf, labelsOf } from '../flat/flat.ts';
import type { House } from '../house.ts';
import { textsIn } from './service.ts';

const ENTITY_ID = /^[a-z0-9_]+\.[a-z0-9_]+$/;

/** The entities a target names: directly, or by where and what they are. */
export interface Targets {
  readonly direct: readonly string[];
  readonly indirect: readonly string[];
}

function directly(house: House, data: Readonly<Record<string, unknown>>): readonly string[] {
  const named = textsIn(data, 'entity_id').flatMap((ids) =>
    ids.split(',').map((id) => id.trim().toLowerCase()),
  );
  if (named.includes('all')) return house.states.all().map(({ entityId }) => entityId);
  for (const id of named) {
    if (id === 'none' || ENTITY_ID.test(id)) continue;
    throw invalidFormat(`Entity ID ${id} is an invalid entity ID at 'entity_id'`);
  }
  return named.filter((id) => id !== 'none');
}

/** Settings, diagnostics and hidden entities are only reached by their own name. */
function standsOpen(entity: FlatEntity): boolean {
  return entity.category === undefined && entity.hidden !== true;
}

function indirectly(house: House, data: Readonly<Record<string, unknown>>): readonly string[] {
  const devices = textsIn(data, 'device_id');
  const areas = textsIn(data, 'area_id');
  const floors = textsIn(data, 'floor_id');
  const labels = textsIn(data, 'label_id');
  const meant = (entity: FlatEntity): boolean =>
    (entity.device !== undefined && devices.includes(deviceId(entity.device))) ||
    areas.includes(areaOf(house.flat, entity) ?? '') ||
    floors.includes(floorOf(house.flat, entity) ?? '') ||
    labelsOf(house.flat, entity).some((label) => labels.includes(label));
  return house.entities
    .all()
    .filter((entity) => standsOpen(entity) && meant(entity))
    .map(({ id }) => id);
}

/** Resolves a target to entities of these domains; ids of things that are not there are dropped later. */
export function resolveTargets(
  house: House,
  data: Readonly<Record<string, unknown>>,
  domains: readonly string[],
): Targets {
  const ofDomain = (id: string) => domains.includes(domainOf(id));
  const direct = directly(house, data).filter(ofDomain);
  const indirect = indirectly(house, data).filter((id) => ofDomain(id) && !direct.includes(id));
  return { direct: [...new Set(direct)], indirect };
}
