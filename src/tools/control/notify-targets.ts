import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { type Candidate, suggest } from '../suggest.ts';
import { normalize } from '../words.ts';

/** Everybody who opens Home Assistant sees it there. */
export const SCREEN = 'persistent_notification';

const PHONE = 'mobile_app_';
const MOST_LISTED = 40;

/** Somewhere a notification can be sent to. */
export type NotifyTarget =
  | { readonly kind: 'phone' | 'service'; readonly service: string }
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'screen' };

/** `send_message` is how entities are reached, and `notify` sends to whichever service came first. */
const NO_TARGETS: ReadonlySet<string> = new Set(['send_message', 'notify', SCREEN]);

function services(mirror: Mirror): readonly string[] {
  return [...(mirror.services.get('notify')?.keys() ?? [])].filter((name) => !NO_TARGETS.has(name));
}

function entities(mirror: Mirror): readonly Entity[] {
  return mirror.entities().filter(({ domain, hidden }) => domain === 'notify' && !hidden);
}

/** Every target by the name it is called with. */
function candidates(mirror: Mirror): readonly Candidate[] {
  return [
    ...services(mirror).map((name) => ({ id: name, names: [name.replace(PHONE, '')] })),
    ...entities(mirror).map(({ id, name, aliases }) => ({ id, names: [name, ...aliases] })),
    { id: SCREEN },
  ];
}

/** What can be sent to here, in a sentence. */
export function targetsText(mirror: Mirror): string {
  const ids = candidates(mirror).map(({ id }) => id);
  const shown = ids.slice(0, MOST_LISTED).join(', ');
  const more = ids.length > MOST_LISTED ? ` and ${ids.length - MOST_LISTED} more` : '';
  return ids.length === 1
    ? `No phone or other service is set up for notifications; ${SCREEN} shows them inside Home Assistant.`
    : `Targets: ${shown}${more}.`;
}

/**
 * The target of that name: a notify service with or without its domain, a notify entity, a person
 * with a phone, or the screen. Throws ToolError that names what there is.
 */
export function requireTarget(mirror: Mirror, wanted: string): NotifyTarget {
  const name = wanted.startsWith('notify.') ? wanted.slice('notify.'.length) : wanted;
  if (name === SCREEN || wanted === `${SCREEN}.create`) return { kind: 'screen' };
  if (services(mirror).includes(name)) return serviceTarget(name);
  const entity = mirror.entity(wanted);
  if (entity?.domain === 'notify') return awake(entity);
  if (entity?.domain === 'person') return phoneOf(mirror, entity);
  const near = suggest(name, candidates(mirror));
  throw near.length > 0
    ? unknownThing('notification target', wanted, near)
    : new ToolError(`No notification target ${wanted.slice(0, 80)}. ${targetsText(mirror)}`);
}

function serviceTarget(service: string): NotifyTarget {
  return { kind: service.startsWith(PHONE) ? 'phone' : 'service', service };
}

/** Home Assistant passes over an entity that is unavailable without a word. */
function awake(entity: Entity): NotifyTarget {
  if (entity.state.state !== 'unavailable') return { kind: 'entity', entity };
  throw new ToolError(`${entity.id} is unavailable right now, so nothing was sent.`);
}

/** The app names its service after the phone, and its notify entity is on the tracker's device. */
function phoneOf(mirror: Mirror, person: Entity): NotifyTarget {
  const trackers = person.state.attributes.device_trackers;
  const ids = Array.isArray(trackers) ? trackers.map(String) : [];
  const devices = ids.flatMap((id) => mirror.entity(id)?.deviceId ?? []);
  const names = [
    ...ids.map((id) => id.split('.')[1] ?? ''),
    ...devices.flatMap((id) => mirror.devices.get(id)?.name ?? []),
  ];
  const slugs = names.map((name) => PHONE + normalize(name).replaceAll(' ', '_'));
  const service = services(mirror).find((known) => slugs.includes(known));
  if (service !== undefined) return serviceTarget(service);
  const entity = entities(mirror).find(({ deviceId = '' }) => devices.includes(deviceId));
  if (entity !== undefined) return awake(entity);
  throw new ToolError(
    `${person.name} has no phone with the Home Assistant app that can be sent to. ${targetsText(mirror)}`,
  );
}
