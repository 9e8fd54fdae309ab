import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatchkeyError } from '../../../src/core/errors.ts';
import { HomeCommandError } from '../../../src/home/errors.ts';
import { callService } from '../../../src/tools/control/call-service.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

function home() {
  return smallHome([
    { id: 'light.kitchen', name: 'Kitchen', area: 'kitchen' },
    { id: 'light.salon', name: 'Salon', area: 'salon', state: 'on', labels: ['party'] },
    { id: 'light.hidden', name: 'Hidden', area: 'kitchen', hidden: true },
    { id: 'light.setting', name: 'Setting', area: 'kitchen', diagnostic: true },
    { id: 'switch.kettle', name: 'Kettle', area: 'kitchen' },
    { id: 'group.all', name: 'All' },
    { id: 'weather.home', name: 'Home', state: 'sunny' },
  ]);
}

async function run(args: Record<string, unknown>, place = home()) {
  const answer = await callService.call(args, contextOf(place, NOW));
  return { ...answer, text: answer.content[0].text, calls: place.calls };
}

test('a call goes out as it was asked and says the state afterwards', async () => {
  const place = home();
  place.onCall = (_call, states) =>
    states.apply({ c: { 'light.kitchen': { '+': { s: 'on', lc: NOW / 1000 } } } });
  const answer = await run(
    {
      domain: 'light',
      service: 'turn_on',
      data: { brightness_pct: 40 },
      entity_id: 'light.kitchen',
    },
    place,
  );
  assert.deepEqual(answer.calls, [
    {
      call: {
        domain: 'light',
        service: 'turn_on',
        data: { brightness_pct: 40 },
        target: { entity_id: ['light.kitchen'] },
        returnResponse: false,
      },
      options: { waitFor: ['light.kitchen'] },
    },
  ]);
  assert.deepEqual(callService.output.parse(answer.structuredContent), {
    service: 'light.turn_on',
    finished: true,
    states: [{ entity_id: 'light.kitchen', name: 'Kitchen', state: 'on', area: 'Kitchen' }],
    left_out: 0,
    truncated: false,
  });
  assert.equal(answer.text, 'Called light.turn_on.\nlight.kitchen "Kitchen" (Kitchen): on');
});

test('areas, floors and labels reach what Home Assistant would reach', async () => {
  const cases: [Record<string, unknown>, string[]][] = [
    [{ area_id: 'kitchen' }, ['light.kitchen']],
    [{ floor_id: ['ground'] }, ['light.kitchen', 'light.salon']],
    [{ label_id: 'party' }, ['light.salon']],
    [{ area_id: 'kitchen', entity_id: 'light.hidden' }, ['light.hidden', 'light.kitchen']],
  ];
  for (const [target, expected] of cases) {
    const { structuredContent } = await run({ domain: 'light', service: 'turn_on', ...target });
    const { states } = callService.output.parse(structuredContent);
    assert.deepEqual(
      states.map((state) => state.entity_id),
      expected,
    );
  }
});

test('what is there already is not waited for, unless data may change it', async () => {
  const target = { domain: 'light', service: 'turn_on', floor_id: 'ground' };
  const plain = await run(target);
  assert.deepEqual(plain.calls[0]?.options?.waitFor, ['light.kitchen']);
  const withData = await run({ ...target, data: { brightness_pct: 10 } });
  assert.deepEqual(withData.calls[0]?.options?.waitFor, ['light.kitchen', 'light.salon']);
});

test('a service that answers is asked for its answer', async () => {
  const place = home();
  place.onCall = () => ({ 'weather.home': { forecast: [{ temperature: 20 }] } });
  const answer = await run(
    { domain: 'weather', service: 'get_forecasts', entity_id: 'weather.home' },
    place,
  );
  assert.equal(answer.calls[0]?.call.returnResponse, true);
  assert.deepEqual(answer.calls[0]?.options?.waitFor, []);
  assert.deepEqual(answer.structuredContent?.response, {
    'weather.home': { forecast: [{ temperature: 20 }] },
  });
  assert.match(answer.text, /"temperature":20/);
});

test('a large answer is cut and says so', async () => {
  const place = home();
  place.onCall = () => ({ lines: Array.from({ length: 10_000 }, () => 'something') });
  const answer = await run({ domain: 'script', service: 'good_night' }, place);
  assert.ok(JSON.stringify(answer).length < 120_000);
  assert.equal(answer.structuredContent?.truncated, true);
  assert.match(answer.text, /The response was cut/);
});

const REFUSED: [string, Record<string, unknown>, RegExp][] = [
  [
    'a service that does not exist',
    { domain: 'light', service: 'trun_on', entity_id: 'light.kitchen' },
    /^No service light.trun_on. Did you mean light.turn_on\?$/,
  ],
  [
    'a domain that does not exist',
    { domain: 'lights', service: 'turn_on' },
    /^No service lights.turn_on. Did you mean light.turn_on/,
  ],
  [
    'an entity that does not exist',
    { domain: 'light', service: 'turn_on', entity_id: 'light.kitchn' },
    /^No entity light.kitchn. Did you mean light.kitchen\?$/,
  ],
  [
    'an area that does not exist',
    { domain: 'light', service: 'turn_on', area_id: 'kitchem' },
    /^No area_id kitchem. Did you mean kitchen\?$/,
  ],
  [
    'an area by its name',
    { domain: 'light', service: 'turn_on', area_id: 'galley' },
    /^No area_id galley. Did you mean kitchen\?$/,
  ],
  [
    'an area with nothing to act on',
    { domain: 'light', service: 'turn_on', area_id: 'garden' },
    /nothing for light.turn_on to act on/,
  ],
  [
    'an entity the service would pass over',
    { domain: 'switch', service: 'turn_on', entity_id: 'light.kitchen' },
    /switch.turn_on does not act on light.kitchen/,
  ],
  [
    'everything at once',
    { domain: 'light', service: 'turn_on', entity_id: 'all' },
    /entity_id: must be an entity id/,
  ],
  [
    'a template',
    { domain: 'light', service: 'turn_on', area_id: "{{ area_id('x') }}" },
    /area_id: must be lower case/,
  ],
  ['a path', { domain: 'light/../../x', service: 'turn_on' }, /domain: must be lower case/],
  [
    'a target hidden in the data',
    { domain: 'light', service: 'turn_on', data: { entity_id: 'light.kitchen' } },
    /^Put entity_id beside data/,
  ],
  [
    'a target hidden in the data of a service without one',
    { domain: 'spook', service: 'add_area', data: { entity_id: 'light.kitchen' } },
    /^Put entity_id beside data/,
  ],
  [
    'a device',
    { domain: 'light', service: 'turn_on', data: { device_id: 'abc' } },
    /Devices cannot be addressed/,
  ],
];

for (const [what, args, message] of REFUSED) {
  test(`refused before it is sent: ${what}`, async () => {
    const answer = await run(args);
    assert.equal(answer.isError, true);
    assert.match(answer.text, message);
    assert.deepEqual(answer.calls, []);
  });
}

test("a field of the service's own may be called area_id", async () => {
  const { calls } = await run({ domain: 'spook', service: 'add_area', data: { area_id: 'attic' } });
  assert.equal(calls.length, 1);
});

test('a group and a service for everything take any entity', async () => {
  for (const call of [
    { domain: 'light', service: 'turn_on', entity_id: 'group.all' },
    { domain: 'homeassistant', service: 'turn_on', entity_id: 'switch.kettle' },
  ]) {
    assert.equal((await run(call)).isError, undefined);
  }
});

test('a call that is not finished in time is not called a failure', async () => {
  const place = home();
  place.onCall = () => {
    throw new LatchkeyError('home_timeout', 'late');
  };
  const answer = await run({ domain: 'script', service: 'good_night' }, place);
  assert.equal(answer.isError, undefined);
  assert.equal(answer.structuredContent?.finished, false);
  assert.match(answer.text, /still busy/);
});

test("Home Assistant's own refusal is passed on in its words", async () => {
  const place = home();
  place.onCall = () => {
    throw new HomeCommandError('service_validation_error', 'Not while cleaning.');
  };
  const answer = await run({ domain: 'script', service: 'good_night' }, place);
  assert.equal(answer.isError, true);
  assert.equal(
    answer.text,
    'Home Assistant refused: Not while cleaning (service_validation_error).',
  );
});
