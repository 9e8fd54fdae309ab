import type { ServiceTarget } from '../home/commands.ts';
import type { Mirror } from '../home/mirror.ts';
import type { Entity, ServiceDescription } from '../home/model.ts';
import { ToolError, unknownThing } from './errors.ts';
import { requirePlace } from './places.ts';
import { nearEntities } from './unknown-entity.ts';

/** Where a call was aimed, each id once. */
export interface Aim {
  readonly entityIds: readonly string[];
  readonly areaIds: readonly string[];
  readonly floorIds: readonly string[];
  readonly labelIds: readonly string[];
}

/** Checks that everything aimed at exists. Throws ToolError with what is near. */
export function requireAim(mirror: Mirror, aim: Aim): void {
  for (const id of aim.entityIds) {
    if (mirror.entity(id) === undefined) throw unknownThing('entity', id, nearEntities(mirror, id));
  }
  for (const id of aim.areaIds) requirePlace(mirror, 'area', id);
  for (const id of aim.floorIds) requirePlace(mirror, 'floor', id);
  for (const id of aim.labelIds) requirePlace(mirror, 'label', id);
}

/**
 * The entities a service call reaches, as Home Assistant would choose them: those named, and of
 * areas, floors and labels those the service acts on that are neither hidden nor a setting. A service
 * that does not say what it acts on may reach fewer of them.
 */
export function reachedEntities(
  mirror: Mirror,
  service: ServiceDescription,
  aim: Aim,
): readonly Entity[] {
  const reached = new Map<string, Entity>();
  for (const id of aim.entityIds) {
    const entity = mirror.entity(id);
    if (entity !== undefined) reached.set(id, entity);
  }
  const domains = service.targetDomains;
  for (const entity of placedEntities(mirror, aim)) {
    if (domains === undefined || domains.includes(entity.domain)) reached.set(entity.id, entity);
  }
  return [...reached.values()];
}

/** What areas, floors and labels stand for: their entities but for hidden ones and settings. */
export function placedEntities(mirror: Mirror, aim: Omit<Aim, 'entityIds'>): readonly Entity[] {
  const placed = new Map<string, Entity>();
  for (const entity of [
    ...aim.areaIds.flatMap((id) => mirror.inArea(id)),
    ...aim.floorIds.flatMap((id) => mirror.onFloor(id)),
    ...aim.labelIds.flatMap((id) => mirror.withLabel(id)),
  ]) {
    if (!entity.hidden && entity.category === undefined) placed.set(entity.id, entity);
  }
  return [...placed.values()];
}

/** Refuses entities the service would silently pass over. Throws ToolError. */
export function requireFitting(name: string, service: ServiceDescription, aim: Aim): void {
  const domains = service.targetDomains;
  if (domains === undefined) return;
  // A group stands for its members, whatever they are.
  const misfit = aim.entityIds.find((id) => ![...domains, 'group'].includes(domainOf(id)));
  if (misfit === undefined) return;
  throw new ToolError(
    `${name} does not act on ${misfit}, only on ${domains.join(', ')} entities. ` +
      `Look for a service of ${domainOf(misfit)}, or use homeassistant.turn_on and turn_off.`,
  );
}

export function serviceTarget(aim: Aim): ServiceTarget | undefined {
  const target: ServiceTarget = {
    ...(aim.entityIds.length > 0 && { entity_id: aim.entityIds }),
    ...(aim.areaIds.length > 0 && { area_id: aim.areaIds }),
    ...(aim.floorIds.length > 0 && { floor_id: aim.floorIds }),
    ...(aim.labelIds.length > 0 && { label_id: aim.labelIds }),
  };
  return Object.keys(target).length === 0 ? undefined : target;
}

function domainOf(entityId: string): string {
  return entityId.slice(0, entityId.indexOf('.'));
}
