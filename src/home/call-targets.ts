import type { ServiceCall, ServiceTarget } from './commands.ts';
import type { Mirror } from './mirror.ts';
import type { Entity } from './model.ts';

/** The fields by which a service call says where it goes, beside its data or inside it. */
export const TARGET_FIELDS = [
  'entity_id',
  'device_id',
  'area_id',
  'floor_id',
  'label_id',
] as const satisfies readonly (keyof ServiceTarget)[];

type TargetField = (typeof TARGET_FIELDS)[number];

export type Targets = Readonly<Record<TargetField, readonly string[]>>;

const ID = /^[a-z0-9_]+\.[a-z0-9_]+$/;

/** Where a call goes: Home Assistant takes targets beside the data and inside it alike. */
export function targetsOf({ target, data }: ServiceCall): Targets {
  const of = (field: TargetField) => [
    ...new Set([...texts(target?.[field]), ...texts(data?.[field])]),
  ];
  return {
    entity_id: of('entity_id'),
    device_id: of('device_id'),
    area_id: of('area_id'),
    floor_id: of('floor_id'),
    label_id: of('label_id'),
  };
}

/** Whether a call names any target at all. */
export function isAimed(targets: Targets): boolean {
  return TARGET_FIELDS.some((field) => targets[field].length > 0);
}

/**
 * The entities that devices, areas, floors and labels stand for, as Home Assistant chooses them:
 * neither hidden nor a setting, and of the domains the service acts on, when it says so.
 */
export function indirectTargets(
  mirror: Mirror,
  call: Pick<ServiceCall, 'domain' | 'service'>,
  targets: Omit<Targets, 'entity_id'>,
): readonly Entity[] {
  const domains = mirror.service(call.domain, call.service)?.targetDomains;
  const meant = new Map<string, Entity>();
  const devices = new Set(targets.device_id);
  const onDevices =
    devices.size === 0
      ? []
      : mirror.entities().filter(({ deviceId }) => deviceId !== undefined && devices.has(deviceId));
  for (const entity of [
    ...onDevices,
    ...targets.area_id.flatMap((id) => mirror.inArea(id)),
    ...targets.floor_id.flatMap((id) => mirror.onFloor(id)),
    ...targets.label_id.flatMap((id) => mirror.withLabel(id)),
  ]) {
    if (entity.hidden || entity.category !== undefined) continue;
    if (domains === undefined || domains.includes(entity.domain)) meant.set(entity.id, entity);
  }
  return [...meant.values()];
}

/** Every entity id anywhere in a value, as a text of its own, in a comma list, or as a name. */
export function idsWithin(value: unknown): readonly string[] {
  const found = new Set<string>();
  visit(value, (text) => {
    for (const part of parts(text)) if (ID.test(part)) found.add(part);
  });
  return [...found];
}

/** Everything in a value that looks like an entity id, inside longer texts and addresses too. */
export function idsMentioned(value: unknown): readonly string[] {
  const found = new Set<string>();
  visit(value, (text) => {
    for (const [id] of text.toLowerCase().matchAll(/[a-z0-9_]+\.[a-z0-9_]+/g)) found.add(id);
  });
  return [...found];
}

/** Whether a value holds a template: what that would name, nobody can tell. */
export function holdsTemplate(value: unknown): boolean {
  let holds = false;
  visit(value, (text) => {
    holds ||= text.includes('{{') || text.includes('{%');
  });
  return holds;
}

/** Whether a value names, below its first level, a target that only Home Assistant could resolve. */
export function holdsNestedTarget(data: ServiceCall['data']): boolean {
  return Object.values(data ?? {}).some((value) => hasTargetField(value));
}

function hasTargetField(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasTargetField);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, inner]) =>
      (name !== 'entity_id' && (TARGET_FIELDS as readonly string[]).includes(name)) ||
      hasTargetField(inner),
  );
}

function visit(value: unknown, onText: (text: string) => void): void {
  if (typeof value === 'string') onText(value);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) onText(name);
    visit(inner, onText);
  }
}

/** Home Assistant reads "light.a, Light.B" as two ids. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return parts(value);
  return Array.isArray(value) ? value.flatMap((one) => parts(String(one))) : [];
}

function parts(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
}
