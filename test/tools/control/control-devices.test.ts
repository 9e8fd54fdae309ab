import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatchkeyError } from '../../../src/core/errors.ts';
import { HomeCommandError } from '../../../src/home/errors.ts';
import { controlDevices } from '../../../src/tools/control/control-devices.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, type SmallHome, smallHome, type Thing } from '../small-home.ts';

const DIMMABLE = { supported_color_modes: ['brightness'] };
const PLAIN = { supported_color_modes: ['onoff'] };

const THINGS: readonly Thing[] = [
  { id: 'light.kitchen', name: 'Kitchen', area: 'kitchen', attributes: DIMMABLE },
  { id: 'light.salon', name: 'Salon', area: 'salon', state: 'on', attributes: PLAIN },
  { id: 'light.attic', name: 'Attic', area: 'salon', state: 'unavailable' },
  { id: 'light.hidden', name: 'Hidden', area: 'kitchen', hidden: true },
  { id: 'light.setting', name: 'Setting', area: 'kitchen', diagnostic: true },
  { id: 'switch.kettle', name: 'Kettle', area: 'kitchen', labels: ['party'] },
  { id: 'sensor.kitchen', name: 'Heat', area: 'kitchen', state: '21', labels: ['party'] },
  { id: 'media_player.tv', name: 'TV', labels: ['party'], attributes: { supported_features: 1 } },
  {
    id: 'climate.hall',
    state: 'heat',
    attributes: {
      hvac_modes: ['off', 'heat'],
      min_temp: 7,
      max_temp: 30,
      temperature_unit: '°C',
      temperature: 20,
      supported_features: 1,
    },
  },
  { id: 'lock.door', name: 'Door', state: 'locked', attributes: { code_format: '^\\d{4}$' } },
  { id: 'cover.gate', state: 'closed', attributes: { supported_features: 15 } },
  { id: 'group.some', attributes: { entity_id: ['light.kitchen', 'sensor.kitchen', 'light.x'] } },
];

async function use(args: Record<string, unknown>, place: SmallHome = smallHome(THINGS)) {
  const answer = await controlDevices.call(args, contextOf(place, NOW));
  const { results, passed_over } = controlDevices.output.parse(
    answer.structuredContent ?? { results: [], passed_over: 0 },
  );
  return {
    isError: answer.isError === true,
    text: answer.content[0].text,
    calls: place.calls,
    results,
    passedOver: passed_over,
    statuses: Object.fromEntries(results.map((one) => [one.entity_id, one.status])),
  };
}

/** A home that does what it is told, at once. */
function obedient(state: string, attributes?: Record<string, unknown>): SmallHome {
  const place = smallHome(THINGS);
  place.onCall = ({ target }, states) => {
    for (const id of target?.entity_id ?? []) {
      states.apply({ c: { [id]: { '+': { s: state, ...(attributes && { a: attributes }) } } } });
    }
  };
  return place;
}

const light = { domain: 'light' };

test('a floor is one call with the ids of what is meant, and each says how it fared', async () => {
  const answer = await use({ action: 'turn_on', floor_id: 'ground', ...light }, obedient('on'));
  assert.deepEqual(answer.calls, [
    {
      call: {
        domain: 'light',
        service: 'turn_on',
        target: { entity_id: ['light.kitchen', 'light.salon'] },
      },
      // What is on already would be waited for in vain.
      options: { waitFor: ['light.kitchen'] },
    },
  ]);
  assert.deepEqual(answer.results, [
    {
      entity_id: 'light.attic',
      name: 'Attic',
      status: 'unavailable',
      before: 'unavailable',
      after: 'unavailable',
    },
    { entity_id: 'light.salon', name: 'Salon', status: 'unchanged', before: 'on', after: 'on' },
    { entity_id: 'light.kitchen', name: 'Kitchen', status: 'done', before: 'off', after: 'on' },
  ]);
  assert.equal(
    answer.text,
    [
      'turn_on: 1 done, 1 unchanged, 1 unavailable.',
      'light.attic "Attic" unavailable',
      'light.salon "Salon" unchanged: on',
      'light.kitchen "Kitchen" done: off -> on',
    ].join('\n'),
  );
});

test('different services and data go out at the same time, each once', async () => {
  const place = smallHome(THINGS);
  const sent: string[] = [];
  let release = () => {};
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  place.onCall = async ({ domain, service }) => {
    sent.push(`${domain}.${service}`);
    if (sent.length === 2) release();
    // Would wait for ever if the second were sent after the first.
    await all;
  };
  await use({ action: 'turn_off', entity_id: ['light.salon', 'switch.kettle'] }, place);
  assert.deepEqual(sent, ['light.turn_off', 'switch.turn_off']);
});

test('a place with several kinds of things wants to know which; a label was made for it', async () => {
  const guess = await use({ action: 'turn_off', area_id: 'kitchen' });
  assert.match(guess.text, /several kinds of entities there: light \(1\), switch \(1\)\. Nothing/);
  assert.equal(guess.calls.length, 0);
  const told = await use({ action: 'turn_off', area_id: 'kitchen', domain: ['light', 'switch'] });
  assert.equal(told.calls.length, 2);
  const one = await use({ action: 'set_brightness', percent: 10, area_id: 'kitchen' });
  assert.equal(one.calls.length, 1);
  const label = await use({ action: 'turn_on', label_id: 'party' });
  assert.deepEqual(
    label.calls.map(({ call }) => call.domain),
    ['switch'],
  );
  assert.equal(label.passedOver, 2);
  assert.match(label.text, /2 others there do not fit and were left\./);
});

test('what does not fit is passed over in a place and said of a name', async () => {
  const floor = await use({ action: 'set_brightness', percent: 10, floor_id: 'ground' });
  assert.deepEqual(floor.statuses, { 'light.attic': 'unavailable', 'light.kitchen': 'under_way' });
  assert.equal(floor.passedOver, 3);
  const named = await use({
    action: 'set_brightness',
    percent: 10,
    entity_id: ['light.kitchen', 'light.salon', 'sensor.kitchen', 'switch.kettle'],
  });
  assert.equal(named.isError, false);
  assert.deepEqual(named.statuses, {
    'light.salon': 'unsupported',
    'sensor.kitchen': 'unsupported',
    'switch.kettle': 'unsupported',
    'light.kitchen': 'under_way',
  });
  assert.match(named.text, /"Salon" unsupported: it can only be turned on and off\./);
  assert.match(named.text, /sensor entities are for call_service/);
  assert.match(named.text, /set_brightness does nothing to a switch; it knows turn_on, turn_off/);
  assert.deepEqual(named.calls[0]?.call.target, { entity_id: ['light.kitchen'] });
});

test('a group stands for those of its members that are to be seen', async () => {
  const { calls, passedOver } = await use({ action: 'turn_on', entity_id: 'group.some' });
  assert.deepEqual(calls[0]?.call.target, { entity_id: ['light.kitchen'] });
  assert.equal(passedOver, 1);
});

test('values beyond what an entity takes are not sent', async () => {
  const cold = await use({ action: 'set_temperature', temperature: 5, entity_id: 'climate.hall' });
  assert.match(cold.text, /^climate\.hall "hall" unsupported: it takes 7 to 30 °C\.$/);
  const mode = await use({ action: 'set_hvac_mode', option: 'dry', entity_id: 'climate.hall' });
  assert.match(mode.text, /it has no dry, only off, heat\.$/);
  assert.equal(cold.calls.length + mode.calls.length, 0);
  assert.ok(cold.isError && mode.isError);
});

test('a rounded value is done, another one is not yet', async () => {
  const ask = { action: 'set_temperature', temperature: 21.3, entity_id: 'climate.hall' };
  const rounded = await use(ask, obedient('heat', { temperature: 21.5 }));
  assert.equal(rounded.results[0]?.status, 'done');
  assert.equal(rounded.results[0]?.after, 'heat, set to 21.5°');
  const late = await use(ask, obedient('heat', { temperature: 20 }));
  assert.equal(late.results[0]?.status, 'under_way');
  assert.match(late.text, /no state shows it yet: look again with get_state/);
});

test('what moves is under way until it is there', async () => {
  const ask = { action: 'open', entity_id: 'cover.gate' };
  assert.equal((await use(ask, obedient('opening'))).results[0]?.status, 'under_way');
  assert.equal((await use(ask, obedient('open'))).results[0]?.status, 'done');
});

test('a player that plays nothing is not woken up to be paused', async () => {
  const { calls, statuses } = await use({ action: 'pause', entity_id: 'media_player.tv' });
  assert.deepEqual([calls.length, statuses['media_player.tv']], [0, 'unchanged']);
});

test('a part that failed is a result with the words of the home, all of it is an error', async () => {
  const place = obedient('off');
  const obey = place.onCall;
  place.onCall = (call, states) => {
    if (call.domain === 'lock') throw new HomeCommandError('service_validation_error', 'No code.');
    return obey(call, states);
  };
  const both = await use({ action: 'turn_off', entity_id: ['light.salon', 'lock.door'] }, place);
  assert.deepEqual(both.statuses, { 'lock.door': 'unsupported', 'light.salon': 'done' });
  const lock = await use({ action: 'unlock', entity_id: 'lock.door' }, place);
  assert.equal(lock.isError, true);
  assert.equal(
    lock.text,
    'lock.door "Door" failed: locked. Home Assistant refused: No code (service_validation_error). It asks for a code: ask the person for it, then use call_service.',
  );
});

test('of entities called together, those that follow are done although the call failed', async () => {
  const place = smallHome(THINGS);
  place.onCall = (_call, states) => {
    states.apply({ c: { 'light.kitchen': { '+': { s: 'on' } } } });
    throw new HomeCommandError('home_assistant_error', 'Bulb broken');
  };
  const answer = await use(
    { action: 'toggle', entity_id: ['light.kitchen', 'light.salon'] },
    place,
  );
  assert.deepEqual(answer.statuses, { 'light.salon': 'failed', 'light.kitchen': 'done' });
  assert.match(answer.text, /Bulb broken .*Said of one or more of the entities called together/);
});

test('a jammed lock has failed although its service had not', async () => {
  const answer = await use({ action: 'lock', entity_id: 'lock.door' }, obedient('jammed'));
  assert.match(answer.text, /^lock.door "Door" failed: locked -> jammed. It is jammed\.$/);
  assert.equal(answer.isError, true);
});

test('a home that is still busy is no failure; one that refuses the person is not swallowed', async () => {
  const slow = smallHome(THINGS);
  slow.onCall = () => {
    throw new LatchkeyError('home_timeout', 'Home Assistant did not answer within 10 s.');
  };
  const ask = { action: 'turn_on', entity_id: 'light.kitchen' };
  assert.deepEqual((await use(ask, slow)).statuses, { 'light.kitchen': 'under_way' });
  const refused = smallHome(THINGS);
  refused.onCall = () => {
    throw new LatchkeyError('home_refused', 'Sign in again.');
  };
  await assert.rejects(use(ask, refused), /Sign in again/);
});

test('the tool as it is listed is short', () => {
  const { name, title, description, inputSchema, outputSchema, annotations } = controlDevices;
  const listed = { name, title, description, inputSchema, outputSchema, annotations };
  assert.ok(JSON.stringify(listed).length <= 1_500);
});

const REFUSED: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ['no target', { action: 'turn_on' }, /^Say what to control: entity_id, area_id/],
  ['an unknown action', { action: 'explode', entity_id: 'light.kitchen' }, /action/],
  [
    'an unknown entity among known ones',
    { action: 'turn_on', entity_id: ['light.kitchen', 'light.salom'] },
    /^No entity light.salom. Did you mean light.salon\?$/,
  ],
  ['an unknown area', { action: 'turn_on', area_id: 'kichen' }, /Did you mean kitchen\?$/],
  [
    'a value that is missing',
    { action: 'set_brightness', entity_id: 'light.kitchen' },
    /^set_brightness needs percent\.$/,
  ],
  [
    'a value of another action',
    { action: 'turn_on', entity_id: 'light.kitchen', percent: 40 },
    /^turn_on takes no percent; that is for set_brightness, set_position, set_speed, set_volume\.$/,
  ],
  [
    'a percentage beyond 100',
    { action: 'set_brightness', entity_id: 'light.kitchen', percent: 101 },
    /percent/,
  ],
  [
    'a colour that is none',
    { action: 'set_color', entity_id: 'light.kitchen', color: '{{ x }}' },
    /color: must be #rrggbb, kelvin from 1000K to 12000K, or one of red, /,
  ],
  [
    'a colour that Home Assistant would take for white',
    { action: 'set_color', entity_id: 'light.kitchen', color: 'constructor' },
    /color: must be/,
  ],
  [
    'kelvin beyond reason',
    { action: 'set_color', entity_id: 'light.kitchen', color: '90000K' },
    /1000K to 12000K/,
  ],
  ['an empty list', { action: 'turn_on', entity_id: [] }, /entity_id: must be 1 to 100/],
  [
    'a place with nothing to act on',
    { action: 'turn_on', area_id: 'garden' },
    /^There is nothing for turn_on to act on there\.$/,
  ],
  [
    'hidden things and settings of a place',
    { action: 'lock', area_id: 'kitchen' },
    /^There is nothing for lock to act on there. The 3 there do not fit it\.$/,
  ],
  [
    'only what is unavailable',
    { action: 'turn_on', entity_id: 'light.attic' },
    /^light.attic "Attic" unavailable$/,
  ],
];

for (const [what, args, expected] of REFUSED) {
  test(`${what} is an error, and nothing is sent`, async () => {
    const answer = await use(args);
    assert.equal(answer.isError, true);
    assert.match(answer.text, expected);
    assert.equal(answer.calls.length, 0);
  });
}

test('more entities than an answer can speak of are not touched', async () => {
  const many = Array.from({ length: 101 }, (_, n) => ({ id: `light.l${n}`, area: 'kitchen' }));
  const answer = await use({ action: 'turn_on', area_id: 'kitchen' }, smallHome(many));
  assert.match(answer.text, /would reach 101 entities; at most 100/);
  assert.equal(answer.calls.length, 0);
});
