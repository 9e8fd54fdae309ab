import type { RoutineKind } from '../routines.ts';

type Part = Readonly<Record<string, unknown>>;

/** What is wrong with a configuration and where, in the words of Home Assistant 2026.11. */
export class Malformed extends Error {
  constructor(text: string, path = '') {
    super(path === '' ? text : `${text} at '${path}'`);
    this.name = 'Malformed';
  }
}

/** What there is to trigger on, and what each must be told. */
const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  calendar: ['entity_id'],
  conversation: ['command'],
  event: ['event_type'],
  homeassistant: ['event'],
  numeric_state: ['entity_id'],
  state: ['entity_id'],
  sun: ['event'],
  template: ['value_template'],
  time: ['at'],
  time_pattern: [],
  zone: ['entity_id', 'zone'],
};
const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  and: ['conditions'],
  not: ['conditions'],
  numeric_state: ['entity_id'],
  or: ['conditions'],
  state: ['entity_id'],
  sun: [],
  template: ['value_template'],
  time: [],
  trigger: ['id'],
  zone: ['entity_id', 'zone'],
};
const ACTIONS = [
  'action',
  'service',
  'choose',
  'condition',
  'delay',
  'event',
  'if',
  'parallel',
  'repeat',
  'scene',
  'sequence',
  'stop',
  'variables',
  'wait_for_trigger',
  'wait_template',
];
const AUTOMATION_KEYS = [
  'id',
  'alias',
  'description',
  'triggers',
  'conditions',
  'actions',
  'mode',
  'max',
  'max_exceeded',
  'variables',
  'trigger_variables',
  'trace',
  'initial_state',
  'icon',
];
const SCRIPT_KEYS = [
  'alias',
  'description',
  'sequence',
  'icon',
  'mode',
  'max',
  'max_exceeded',
  'variables',
  'fields',
  'trace',
];
const SCENE_KEYS = ['id', 'name', 'icon', 'entities', 'metadata'];
const SCRIPT_SERVICES = ['reload', 'toggle', 'turn_off', 'turn_on'];
const ENTITY_ID = /^[a-z0-9_]+\.[a-z0-9_]+$/;
const SLUG = /^[a-z0-9_]+$/;

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listed(value: unknown): readonly unknown[] {
  return [value].flat();
}

/** Triggers are checked one by one, so their errors do not say which one it is. */
export function checkTriggers(value: unknown): void {
  for (const [index, trigger] of listed(value).entries()) {
    if (!isPart(trigger)) throw new Malformed('expected a mapping', `[${index}]`);
    const type = trigger.trigger ?? trigger.platform;
    if (type === undefined) throw new Malformed('required key not provided', `[${index}].trigger`);
    const keys = TRIGGERS[String(type)];
    if (keys === undefined) throw new Malformed(`Invalid trigger '${type}' specified`);
    requireKeys(trigger, keys);
  }
}

export function checkConditions(value: unknown, root = ''): void {
  for (const [index, condition] of listed(value).entries()) {
    const path = `${root}[${index}]`;
    if (typeof condition === 'string' && condition.includes('}}')) continue;
    if (!isPart(condition)) throw new Malformed('Expected a dictionary', path);
    const keys = CONDITIONS[String(condition.condition)];
    if (keys === undefined)
      throw new Malformed(`Invalid condition "${condition.condition}" specified`);
    requireKeys(condition, keys, `${path}.`);
  }
}

export function checkActions(value: unknown, root = ''): void {
  for (const [index, action] of listed(value).entries()) {
    const path = `${root}[${index}]`;
    if (!isPart(action)) throw new Malformed('expected dictionary', path);
    if (!ACTIONS.some((kind) => kind in action)) {
      throw new Malformed('Unable to determine action', path);
    }
    checkService(action.action ?? action.service, `${path}.action`);
    const target = isPart(action.target) ? listed(action.target.entity_id ?? []) : [];
    if (!target.every((id) => id === 'all' || ENTITY_ID.test(String(id)))) {
      throw new Malformed("expected 'all' or 'none'", `${path}.target.entity_id`);
    }
  }
}

function checkService(name: unknown, path: string): void {
  if (name === undefined || ENTITY_ID.test(String(name)) || String(name).includes('{{')) return;
  throw new Malformed(`Service ${name} does not match format <domain>.<name>`, path);
}

function checkKeys(config: Part, known: readonly string[], root = ''): void {
  const extra = Object.keys(config).find((key) => !known.includes(key));
  if (extra !== undefined) throw new Malformed('not a valid option', `${root}${extra}`);
}

function requireKeys(config: Part, keys: readonly string[], root = ''): void {
  const missing = keys.find((key) => config[key] === undefined);
  if (missing !== undefined) throw new Malformed('required key not provided', `${root}${missing}`);
}

function checkScene(config: Part): void {
  const root = 'states[0].';
  checkKeys(config, SCENE_KEYS, root);
  requireKeys(config, ['name', 'entities'], root);
  for (const [id, wanted] of Object.entries(Object(config.entities))) {
    const state = isPart(wanted) ? wanted.state : wanted;
    if (!ENTITY_ID.test(id)) {
      throw new Malformed(`Entity ID ${id} is an invalid entity ID`, `${root}entities`);
    }
    if (typeof state !== 'string' && typeof state !== 'boolean') {
      throw new Malformed(`State for ${id} should be a string`, `${root}entities`);
    }
  }
}

/** Older configurations say trigger, condition and action. */
function renamed({ trigger, condition, action, ...config }: Part): Part {
  return {
    ...(trigger !== undefined && { triggers: trigger }),
    ...(condition !== undefined && { conditions: condition }),
    ...(action !== undefined && { actions: action }),
    ...config,
  };
}

/** Checks what an editor saves. Throws Malformed. */
export function checkRoutine(kind: RoutineKind, id: string, config: Part): void {
  if (kind === 'scene') {
    checkScene(config);
  } else if (kind === 'script') {
    if (SCRIPT_SERVICES.includes(id)) {
      const taken = SCRIPT_SERVICES.join(', ');
      throw new Malformed(`A script's object_id must not be one of ${taken}`);
    }
    checkKeys(config, SCRIPT_KEYS);
    requireKeys(config, ['sequence']);
    checkActions(config.sequence, 'sequence');
  } else {
    const automation = renamed(config);
    checkKeys(automation, AUTOMATION_KEYS);
    requireKeys(automation, ['triggers', 'actions']);
    checkConditions(automation.conditions ?? [], 'conditions');
    checkActions(automation.actions, 'actions');
    checkTriggers(automation.triggers);
  }
}

/** What the key of a configuration must be. Throws Malformed. */
export function checkKey(kind: RoutineKind, id: string): void {
  if (kind !== 'script' || SLUG.test(id)) return;
  throw new Malformed(`invalid slug ${id}`);
}
