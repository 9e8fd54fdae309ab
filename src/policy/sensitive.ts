import type { Rules } from './rules.ts';

/** A service call as far as it matters here. */
export interface Action {
  readonly domain: string;
  readonly service: string;
}

/** An entity that a call reaches. */
export interface Reached {
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  readonly deviceClass: string | undefined;
  /** The scene, script or group through which it is reached, by the name people know. */
  readonly through?: string;
  /** It does things that nobody could look into. */
  readonly unseen?: true;
}

/** One thing that a person is asked about before it happens. */
export interface Effect {
  /** The same for the same service on the same entity, so that a yes is for that and nothing else. */
  readonly key: string;
  /** For a person: "Unlock Front door (lock.front_door)". */
  readonly sentence: string;
}

/** How things are named that are asked about, or are not: an entity, a domain, or a service. */
export const SENSITIVE_WORD = /^[a-z0-9_]+(\.[a-z0-9_]+)?$/;

/** Covers through which somebody can come in. */
const WAYS_IN: readonly (string | undefined)[] = ['door', 'garage', 'gate'];

/**
 * What is asked about, by the domain of what is reached, with the services that are not: they close,
 * stop or say something. Every other service is asked about, those of integrations that nobody here
 * knows too.
 */
const UNASKED: Readonly<Record<string, readonly string[]>> = {
  lock: ['lock.lock'],
  alarm_control_panel: [
    'alarm_control_panel.alarm_arm_away',
    'alarm_control_panel.alarm_arm_custom_bypass',
    'alarm_control_panel.alarm_arm_home',
    'alarm_control_panel.alarm_arm_night',
    'alarm_control_panel.alarm_arm_vacation',
  ],
  cover: ['cover.stop_cover', 'cover.stop_cover_tilt'],
  valve: ['valve.stop_valve'],
  siren: ['siren.turn_off', 'homeassistant.turn_off'],
};

/** Services that name entities and do nothing to them. */
const HARMLESS: readonly string[] = [
  'homeassistant.update_entity',
  'logbook.log',
  'recorder.get_statistics',
];

const VERBS: Readonly<Record<string, string>> = {
  'alarm_control_panel.alarm_disarm': 'Disarm',
  'alarm_control_panel.alarm_trigger': 'Set off',
  'conversation.process': 'Let Assist act, which can also use',
  'cover.close_cover': 'Close',
  'cover.open_cover': 'Open',
  'cover.set_cover_position': 'Move',
  'cover.toggle': 'Open or close',
  'lock.open': 'Open',
  'lock.unlock': 'Unlock',
  'siren.toggle': 'Sound or silence',
  'siren.turn_on': 'Sound',
  'valve.close_valve': 'Close',
  'valve.open_valve': 'Open',
  'valve.set_valve_position': 'Move',
  'valve.toggle': 'Open or close',
};

/** Whether a thing is of a kind that is asked about, whatever is done to it. */
export function isSensitiveKind({ domain, deviceClass }: Pick<Reached, 'domain' | 'deviceClass'>) {
  if (!Object.hasOwn(UNASKED, domain)) return false;
  return domain !== 'cover' || WAYS_IN.includes(deviceClass);
}

/** What a call does that a person is asked about first; empty: it may simply be done. */
export function sensitiveEffects(
  action: Action,
  reached: readonly Reached[],
  rules: Pick<Rules, 'sensitive' | 'withoutAsking'>,
): readonly Effect[] {
  const service = `${action.domain}.${action.service}`;
  const effects = new Map<string, Effect>();
  for (const thing of reached) {
    if (!isAsked(service, thing, rules)) continue;
    const key = `${service} ${thing.id}`;
    effects.set(key, { key, sentence: sentenceOf(service, thing) });
  }
  const named = [service, action.domain].some((word) => rules.sensitive.includes(word));
  if (named && effects.size === 0) {
    effects.set(service, { key: service, sentence: `Call ${service}` });
  }
  return [...effects.values()];
}

function isAsked(
  service: string,
  thing: Reached,
  rules: Pick<Rules, 'sensitive' | 'withoutAsking'>,
): boolean {
  if (HARMLESS.includes(service)) return false;
  const words = [thing.id, thing.domain, service, domainOf(service)];
  if (words.some((word) => rules.sensitive.includes(word))) return true;
  const harmless = !isSensitiveKind(thing) || UNASKED[thing.domain]?.includes(service);
  if (harmless && thing.unseen !== true) return false;
  return ![thing.id, thing.domain, service].some((word) => rules.withoutAsking.includes(word));
}

function sentenceOf(service: string, { id, name, through, unseen }: Reached): string {
  const thing = `${shown(name)} (${id})`;
  if (unseen) return `Run ${thing}, which may act on anything`;
  if (through !== undefined) return `Run ${shown(through)}, which acts on ${thing}`;
  return `${VERBS[service] ?? `Call ${service} on`} ${thing}`;
}

const LONGEST_NAME = 60;

/** A name of the home on one line and of a bearable length, since somebody has to read it. */
export function shown(name: string): string {
  const line = name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > LONGEST_NAME
    ? `${characters.slice(0, LONGEST_NAME - 1).join('')}…`
    : line;
}

function domainOf(service: string): string {
  return service.slice(0, service.indexOf('.'));
}
