import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { ToolError } from '../errors.ts';
import { type Aim, placedEntities } from '../targets.ts';
import { type Action, actionsFor, deedFor } from './actions.ts';
import { type Deed, type DeedArguments, numberOf } from './deeds/deed.ts';

/** An entity that the action fits, and what is done to it. */
export interface PlannedDeed {
  readonly entity: Entity;
  readonly deed: Deed;
}

/** An entity that nothing is sent for, and why. */
export interface Excluded {
  readonly entity: Entity;
  readonly status: 'unchanged' | 'unsupported' | 'unavailable';
  readonly message?: string;
}

export interface Plan {
  readonly deeds: readonly PlannedDeed[];
  readonly excluded: readonly Excluded[];
  /** Entities of areas, floors and labels that the action does not fit. */
  readonly passedOver: number;
}

/** More than this are a mistake, and more than an answer can say something about. */
const MOST_ENTITIES = 100;

/** Sorts out what is done to what, and touches nothing. Throws ToolError. */
export function makePlan(
  mirror: Mirror,
  action: Action,
  args: DeedArguments,
  aim: Aim,
  domains: readonly string[],
): Plan {
  const named = aim.entityIds.flatMap((id) => mirror.entity(id) ?? []);
  const namedIds = new Set(aim.entityIds);
  const groups = named.filter(({ domain }) => domain === 'group');
  const members = groups.flatMap((group) => membersOf(mirror, group, namedIds));
  const wanted = ({ domain }: Entity) => domains.length === 0 || domains.includes(domain);
  if (domains.length === 0) requireOneKind(mirror, action, aim);

  const indirect = new Map(
    [...members, ...placedEntities(mirror, aim).filter(wanted)].map((entity) => [
      entity.id,
      entity,
    ]),
  );
  const deeds: PlannedDeed[] = [];
  const excluded: Excluded[] = [];
  let passedOver = 0;
  const consider = (entity: Entity) => {
    const verdict = judge(action, args, entity);
    if ('deed' in verdict) deeds.push(verdict);
    else excluded.push(verdict);
  };
  for (const entity of named) {
    indirect.delete(entity.id);
    if (entity.domain !== 'group') consider(entity);
  }
  for (const entity of indirect.values()) {
    const deed = deedFor(action, entity.domain);
    if (deed === undefined || inability(deed, entity) !== undefined) passedOver += 1;
    else consider(entity);
  }
  if (deeds.length + excluded.length > MOST_ENTITIES) {
    throw new ToolError(
      `${action} would reach ${deeds.length + excluded.length} entities; at most ${MOST_ENTITIES} go in one call.`,
    );
  }
  return { deeds, excluded, passedOver };
}

function judge(action: Action, args: DeedArguments, entity: Entity): PlannedDeed | Excluded {
  const deed = deedFor(action, entity.domain);
  if (deed === undefined) return { entity, status: 'unsupported', message: misfit(action, entity) };
  if (entity.state.state === 'unavailable') return { entity, status: 'unavailable' };
  const reason = inability(deed, entity) ?? deed.refuses?.(entity, args);
  if (reason !== undefined) return { entity, status: 'unsupported', message: `${reason}.` };
  if (deed.pointless?.(entity) === true) return { entity, status: 'unchanged' };
  return { entity, deed };
}

function inability(deed: Deed, entity: Entity): string | undefined {
  // What is unavailable may not say what it can do.
  if (entity.state.state === 'unavailable') return undefined;
  const features = numberOf(entity, 'supported_features') ?? 0;
  const able = deed.needs?.some((mask) => (features & mask) === mask) ?? true;
  return able ? deed.lacks?.(entity) : `${entity.domain}.${deed.service} is not among its features`;
}

function misfit(action: Action, { domain }: Entity): string {
  const actions = actionsFor(domain);
  return actions.length === 0
    ? `${domain} entities are for call_service, if it has a service for them.`
    : `${action} does nothing to a ${domain}; it knows ${actions.join(', ')}.`;
}

/** A room holds lights and heaters and plugs; which of them are meant must not be guessed. */
function requireOneKind(mirror: Mirror, action: Action, aim: Aim): void {
  const counts = new Map<string, number>();
  for (const { domain } of placedEntities(mirror, { ...aim, labelIds: [] })) {
    if (deedFor(action, domain) === undefined) continue;
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  if (counts.size < 2) return;
  const kinds = Array.from(counts, ([domain, count]) => `${domain} (${count})`);
  throw new ToolError(
    `${action} fits several kinds of entities there: ${kinds.join(', ')}. Nothing was done; say in domain which are meant.`,
  );
}

/** A group stands for its members; those the caller cannot see are none. */
function membersOf(mirror: Mirror, group: Entity, seen: Set<string>): readonly Entity[] {
  const ids = group.state.attributes.entity_id;
  if (!Array.isArray(ids)) return [];
  return ids.flatMap((id: unknown) => {
    const member = typeof id === 'string' && !seen.has(id) ? mirror.entity(id) : undefined;
    if (member === undefined) return [];
    seen.add(member.id);
    return member.domain === 'group' ? membersOf(mirror, member, seen) : [member];
  });
}
