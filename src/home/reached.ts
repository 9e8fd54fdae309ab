import type { Reached } from '../policy/sensitive.ts';
import { idsWithin, indirectTargets, targetsOf } from './call-targets.ts';
import type { ServiceCall } from './commands.ts';
import { isHomeCommandError } from './errors.ts';
import { scriptOf } from './limited-calls.ts';
import type { Commander } from './link.ts';
import type { Mirror } from './mirror.ts';
import type { Entity } from './model.ts';

/** What a call is looked into with. */
export interface Insight extends Pick<Commander, 'command'> {
  readonly mirror: Mirror;
}

/** Groups and scenes within each other, and not in a circle for ever. */
const DEEPEST = 5;

/**
 * Every entity a service call reaches: those it names anywhere, those its places stand for, and what
 * groups, scenes, scripts and automations among them act on. Throws like `Commander.command`.
 */
export async function reachedBy(call: ServiceCall, home: Insight): Promise<readonly Reached[]> {
  const { mirror } = home;
  const targets = targetsOf(call);
  const script = scriptOf(call);
  const ids = new Set([
    ...targets.entity_id,
    ...idsWithin(call.data),
    ...indirectTargets(mirror, call, targets).map(({ id }) => id),
    ...(script === undefined ? [] : [script]),
    ...(targets.entity_id.includes('all') ? everything(mirror, call) : []),
  ]);
  const reached: Reached[] = [];
  for (const id of ids) {
    if (id.includes('.')) await follow(id, call, home, reached);
  }
  return reached;
}

/** What is reached at least by calling a service on an entity; what it would run is not looked into. */
export function reachedThrough(entity: Entity, mirror: Mirror): readonly Reached[] {
  return [asReached(entity), ...members(entity, mirror, through(entity))];
}

/** What Assist can do something to, whatever it is told. */
export function withinReachOfAssist(mirror: Mirror): readonly Reached[] {
  return mirror.entities().flatMap((entity) => (entity.exposed ? [asReached(entity)] : []));
}

async function follow(
  id: string,
  call: ServiceCall,
  home: Insight,
  reached: Reached[],
): Promise<void> {
  const { mirror } = home;
  const entity = mirror.entity(id);
  const thing = entity === undefined ? unknown(id) : asReached(entity);
  if (!isRun(thing.domain, call)) {
    reached.push(...(entity === undefined ? [thing] : reachedThrough(entity, mirror)));
    return;
  }
  const inside = await lookInto(id, thing.domain, home);
  reached.push(inside === undefined ? { ...thing, unseen: true } : thing);
  for (const one of inside ?? []) {
    const named = { ...asReached(one), through: thing.name };
    reached.push(named, ...members(one, mirror, thing.name));
  }
}

/** Whether the call starts what a script or an automation does. */
function isRun(domain: string, { domain: ofService, service }: ServiceCall): boolean {
  if (domain === 'automation') return ofService === 'automation' && service === 'trigger';
  return domain === 'script' && service !== 'turn_off';
}

/**
 * What a script or an automation acts on, as far as Home Assistant can tell. It answers with the
 * places of those entities too, so a place counts only when none of them accounts for it. Undefined
 * when the home cannot be asked.
 */
async function lookInto(
  id: string,
  kind: string,
  { mirror, command }: Insight,
): Promise<readonly Entity[] | undefined> {
  let related: Partial<Record<string, readonly string[]>>;
  try {
    related = await command({ type: 'search/related', item_type: kind, item_id: id });
  } catch (thrown) {
    if (isHomeCommandError(thrown)) return undefined;
    throw thrown;
  }
  const named = [...(related.entity ?? []), ...(related.scene ?? []), ...(related.group ?? [])];
  const entities = named.flatMap((one) => mirror.entity(one) ?? []);
  const known = [...entities, ...[mirror.entity(id) ?? []].flat()];
  const areas = known.flatMap(({ areaId }) => areaId ?? []);
  const floors = areas.flatMap((area) => mirror.areas.get(area)?.floorId ?? []);
  const devices = known.flatMap(({ deviceId }) => deviceId ?? []);
  const labels = known.flatMap((one) => one.labels);
  const beyond = (kinds: string, accounted: readonly string[]) =>
    (related[kinds] ?? []).filter((one) => !accounted.includes(one));
  const placed = indirectTargets(
    mirror,
    { domain: '', service: '' },
    {
      area_id: beyond('area', areas),
      floor_id: beyond('floor', floors),
      device_id: beyond('device', devices),
      label_id: beyond('label', labels),
    },
  );
  return [...entities, ...placed];
}

/** What a group or a scene stands for, and so on down. */
function members(entity: Entity, mirror: Mirror, via: string | undefined, depth = 0): Reached[] {
  const ids = entity.state.attributes.entity_id;
  if (!Array.isArray(ids) || depth === DEEPEST) return [];
  return ids.flatMap((id) => {
    const member = mirror.entity(String(id));
    const thing = member === undefined ? unknown(String(id)) : asReached(member);
    const below =
      member === undefined ? [] : members(member, mirror, via ?? through(member), depth + 1);
    return [{ ...thing, ...(via !== undefined && { through: via }) }, ...below];
  });
}

/** A scene does things of its own to its entities; a group passes on what it is told. */
function through({ domain, name }: Entity): string | undefined {
  return domain === 'scene' ? name : undefined;
}

function everything(mirror: Mirror, call: ServiceCall): readonly string[] {
  const domains = mirror.service(call.domain, call.service)?.targetDomains;
  return mirror
    .entities()
    .filter(({ domain }) => domains === undefined || domains.includes(domain))
    .map(({ id }) => id);
}

function asReached({ id, domain, name, state }: Entity): Reached {
  const { device_class: deviceClass } = state.attributes;
  return {
    id,
    domain,
    name,
    deviceClass: typeof deviceClass === 'string' ? deviceClass : undefined,
  };
}

/** One without a state acts on nothing now, and might the moment it is back. */
function unknown(id: string): Reached {
  const separator = id.indexOf('.');
  const name = id.slice(separator + 1).replaceAll('_', ' ');
  return { id, domain: id.slice(0, separator), name, deviceClass: undefined };
}
