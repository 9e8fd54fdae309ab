import { LatchkeyError } from '../core/errors.ts';
import {
  holdsNestedTarget,
  holdsTemplate,
  idsMentioned,
  indirectTargets,
  isAimed,
  TARGET_FIELDS,
  targetsOf,
} from './call-targets.ts';
import type { ServiceCall } from './commands.ts';
import type { HomeMessage } from './link.ts';
import type { Mirror } from './mirror.ts';
import type { RestCall } from './rest.ts';

/** A home whole, and as much of it as somebody may see. */
export interface Views {
  readonly whole: Mirror;
  readonly seen: Mirror;
}

/** Something a rule keeps from whoever asked. */
export function notPermitted(sentence: string): LatchkeyError {
  return new LatchkeyError('not_permitted', sentence);
}

/**
 * The same call on exactly the entities its caller may reach: areas, floors, labels and devices
 * become ids. Throws `not_permitted` for whatever could reach further: an entity that does not show,
 * wherever in the data it is named, templates, and services that are not about entities.
 */
export function limitCall(call: ServiceCall, views: Views): ServiceCall {
  const name = `${call.domain}.${call.service}`;
  const service = views.whole.service(call.domain, call.service);
  requireSeen(idsMentioned(call.data), views);
  if (holdsTemplate(call.data)) throw notPermitted('Templates are not allowed in the data here.');
  if (holdsNestedTarget(call.data)) {
    throw notPermitted(
      'Name entities by their entity_id; places inside data are not allowed here.',
    );
  }
  const script = scriptOf(call);
  if (script !== undefined) {
    requireSeen([script], views, 'known or not');
    return call;
  }
  const targets = targetsOf(call);
  if (service?.target !== true || !isAimed(targets)) {
    throw notPermitted(
      `${name} is not about entities, and a rule limits this assistant to some of them.`,
    );
  }
  requireSeen(targets.entity_id, views, 'known or not');
  const reached = new Set([
    ...targets.entity_id,
    ...indirectTargets(views.seen, call, targets).map(({ id }) => id),
  ]);
  if (reached.size === 0) throw notPermitted(`There is nothing for ${name} to act on there.`);
  const { data, target: _target, ...rest } = call;
  const plain = Object.entries(data ?? {}).filter(
    ([field]) => !(TARGET_FIELDS as readonly string[]).includes(field),
  );
  return {
    ...rest,
    ...(data !== undefined && { data: Object.fromEntries(plain) }),
    target: { entity_id: [...reached] },
  };
}

/** The script that a service of its own name runs, such as `script.good_night`. */
export function scriptOf({ domain, service }: Pick<ServiceCall, 'domain' | 'service'>) {
  const own = ['reload', 'toggle', 'turn_off', 'turn_on'];
  return domain === 'script' && !own.includes(service) ? `script.${service}` : undefined;
}

/**
 * What somebody limited may ask over the websocket: only what says nothing of entities, or is about
 * those that this field names. Everything else could tell or change more than they may.
 */
const ABOUT_ENTITIES: ReadonlyMap<string, string | undefined> = new Map([
  ['auth/current_user', undefined],
  ['calendar/event/create', 'entity_id'],
  ['calendar/event/delete', 'entity_id'],
  ['calendar/event/update', 'entity_id'],
  ['config/entity_registry/get', 'entity_id'],
  ['config/entity_registry/get_entries', 'entity_ids'],
  ['energy/get_prefs', undefined],
  ['frontend/get_translations', undefined],
  ['get_config', undefined],
  ['get_services', undefined],
  ['history/history_during_period', 'entity_ids'],
  ['logbook/get_events', 'entity_ids'],
  ['media_player/browse_media', 'entity_id'],
  ['media_player/search_media', 'entity_id'],
  ['recorder/get_statistics_metadata', 'statistic_ids'],
  ['recorder/list_statistic_ids', undefined],
  ['recorder/statistics_during_period', 'statistic_ids'],
  ['todo/item/list', 'entity_id'],
  ['todo/item/move', 'entity_id'],
  ['update/release_notes', 'entity_id'],
]);

/** Throws `not_permitted` unless a command only tells of entities that show. */
export function requireLimitedCommand(message: HomeMessage, views: Views): void {
  const field = ABOUT_ENTITIES.get(message.type);
  if (!ABOUT_ENTITIES.has(message.type)) throw tooFar();
  if (field === undefined) return;
  const value = message[field];
  const ids = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  if (ids.length === 0) throw tooFar();
  const shows = (id: string) => views.seen.entity(id) !== undefined;
  const hidden = idsMentioned({ ...message, type: '' }).some(
    (id) => !shows(id) && views.whole.entity(id) !== undefined,
  );
  if (hidden || !ids.every(shows)) throw tooFar();
}

type Row = Readonly<Record<string, unknown>>;

/** What is left of an answer that tells of more than was asked about. */
export function limitAnswer<T>(message: HomeMessage, answer: T, views: Views): T {
  if (!Array.isArray(answer)) return answer;
  const rows: readonly Row[] = answer;
  switch (message.type) {
    case 'recorder/list_statistic_ids':
      return rows.filter((row) => views.seen.entity(String(row.statistic_id)) !== undefined) as T;
    case 'logbook/get_events':
      return rows.map((row) => withoutHiddenCause(row, views)) as T;
    default:
      return answer;
  }
}

/** A logbook entry also says what brought it about, by its id and by its name. */
function withoutHiddenCause(row: Row, { whole, seen }: Views): Row {
  const hidden = idsMentioned(row).some(
    (id) => seen.entity(id) === undefined && whole.entity(id) !== undefined,
  );
  if (!hidden) return row;
  const told = Object.entries(row).filter(([name]) => !/^(context_|source$|message$)/.test(name));
  return Object.fromEntries(told);
}

/** What of the REST API tells of one entity, which stands after it in the path. */
const PATHS_OF_ONE: readonly string[] = ['calendars', 'camera_proxy', 'image_proxy', 'states'];

/** Throws `not_permitted` unless a request only reads of an entity that shows. */
export function requireLimitedRest({ method, path }: RestCall, views: Views): void {
  const [first = '', id = '', ...more] = path;
  const about = method === 'GET' && PATHS_OF_ONE.includes(first) && more.length === 0;
  if (!about || views.seen.entity(id) === undefined) throw tooFar();
}

/** Whether it exists or not, it is answered alike: what is hidden is not there. */
function requireSeen(ids: readonly string[], { whole, seen }: Views, also?: 'known or not'): void {
  const hidden = ids.find(
    (id) => seen.entity(id) === undefined && (also !== undefined || whole.entity(id) !== undefined),
  );
  if (hidden !== undefined) throw notPermitted(`No entity ${hidden.slice(0, 80)}.`);
}

function tooFar(): LatchkeyError {
  return notPermitted(
    'That reaches beyond what this assistant may see here. Whoever is no administrator sees what is exposed to Assist, unless whoever runs Latchkey set another rule.',
  );
}
