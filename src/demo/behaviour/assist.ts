import type { Person } from '../auth/accounts.ts';
import { domainOf } from '../flat/entity.ts';
import { areaOf, friendlyName } from '../flat/flat.ts';
import type { House } from '../house.ts';
import type { State } from '../states.ts';
import { callService } from './call.ts';

/** What Assist says to a sentence and what it did, in the shape of an intent response. */
export interface AssistAnswer {
  readonly type: 'action_done' | 'query_answer' | 'error';
  readonly speech?: string;
  readonly code?: string;
  readonly success?: readonly AssistTarget[];
}

export interface AssistTarget {
  readonly name: string;
  readonly type: 'entity' | 'area';
  readonly id: string;
}

type Handle = (
  house: House,
  person: Person,
  words: readonly string[],
) => AssistAnswer | Promise<AssistAnswer>;

/** What can be switched or asked about by voice unless somebody hid it. */
const EXPOSED: ReadonlySet<string> = new Set([
  'climate',
  'cover',
  'fan',
  'input_boolean',
  'light',
  'media_player',
  'sensor',
  'switch',
]);

const SENTENCES: readonly (readonly [RegExp, Handle])[] = [
  [/^turn (on|off) (?:all )?(?:the )?lights in (?:the )?(.+)$/, switchRoom],
  [/^turn (on|off) (?:the )?(.+)$/, switchNamed],
  [/^what is the (.+? temperature|temperature .+)$/, tellValue],
  [/^what is the (?:state of )?(.+)$/, tellValue],
  [/^add (.+) to (?:my|the) shopping list$/, addItem],
  [/^never ?mind$/, () => ({ type: 'action_done' })],
];

/** Does what a sentence says, if it is one of the few that are understood here. */
export async function assist(house: House, person: Person, text: string): Promise<AssistAnswer> {
  const plain = text
    .toLowerCase()
    .replace(/[.?!]+$/, '')
    .trim();
  for (const [pattern, handle] of SENTENCES) {
    const match = pattern.exec(plain);
    if (match !== null) return handle(house, person, match.slice(1));
  }
  return sorry('no_intent_match', "I couldn't understand that");
}

function sorry(code: string, reason: string): AssistAnswer {
  return { type: 'error', code, speech: `Sorry, ${reason}` };
}

function target(state: State): AssistTarget {
  return { name: String(state.attributes.friendly_name), type: 'entity', id: state.entityId };
}

/** The exposed entities that go by a name. */
function named(house: House, name: string): readonly State[] {
  return house.entities
    .all()
    .filter(({ id, hidden }) => EXPOSED.has(domainOf(id)) && hidden !== true)
    .filter((entity) =>
      [friendlyName(house.flat, entity), ...(entity.knownAs ?? entity.aliases ?? [])].some(
        (own) => own?.toLowerCase() === name,
      ),
    )
    .flatMap(({ id }) => house.states.get(id) ?? []);
}

async function turn(house: House, person: Person, ids: readonly string[], on: string) {
  await callService(house, {
    domain: 'homeassistant',
    service: `turn_${on}`,
    data: {},
    target: { entity_id: ids },
    returnResponse: false,
    person,
  });
}

async function switchNamed(
  house: House,
  person: Person,
  [on = '', name = '']: readonly string[],
): Promise<AssistAnswer> {
  const [found, ...others] = named(house, name);
  if (found === undefined) {
    return sorry('no_valid_targets', `I am not aware of any device called ${name}`);
  }
  if (others.length > 0) {
    return sorry('no_valid_targets', `there are multiple devices called ${name}`);
  }
  await turn(house, person, [found.entityId], on);
  const kind = domainOf(found.entityId) === 'light' ? 'the light' : 'it';
  return { type: 'action_done', speech: `Turned ${on} ${kind}`, success: [target(found)] };
}

async function switchRoom(
  house: House,
  person: Person,
  [on = '', room = '']: readonly string[],
): Promise<AssistAnswer> {
  const area = house.flat.areas.all().find(({ name }) => name.toLowerCase() === room);
  if (area === undefined)
    return sorry('no_valid_targets', `I am not aware of any area called ${room}`);
  const lights = house.entities
    .all()
    .filter((entity) => domainOf(entity.id) === 'light' && areaOf(house.flat, entity) === area.id)
    .flatMap(({ id }) => house.states.get(id) ?? []);
  await turn(
    house,
    person,
    lights.map(({ entityId }) => entityId),
    on,
  );
  return {
    type: 'action_done',
    speech: `Turned ${on} the lights`,
    success: [{ name: area.name, type: 'area', id: area.id }, ...lights.map(target)],
  };
}

function tellValue(house: House, _person: Person, [name = '']: readonly string[]): AssistAnswer {
  const [found] = named(house, name);
  if (found === undefined) {
    return sorry('no_valid_targets', `I am not aware of any device called ${name}`);
  }
  const unit = found.attributes.unit_of_measurement;
  const value = unit === undefined ? found.state : `${found.state} ${unit}`;
  const about = target(found);
  return { type: 'query_answer', speech: `${about.name} is ${value}`, success: [about] };
}

async function addItem(
  house: House,
  person: Person,
  [item = '']: readonly string[],
): Promise<AssistAnswer> {
  await callService(house, {
    domain: 'todo',
    service: 'add_item',
    data: { item },
    target: { entity_id: 'todo.shopping' },
    returnResponse: false,
    person,
  });
  const list = house.states.get('todo.shopping');
  return {
    type: 'action_done',
    speech: `Added ${item}`,
    success: list === undefined ? [] : [target(list)],
  };
}
