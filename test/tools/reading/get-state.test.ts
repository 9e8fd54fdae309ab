import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getState } from '../../../src/tools/reading/get-state.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome, type Thing } from '../small-home.ts';

const lamp: Thing = {
  id: 'light.kitchen',
  name: 'Kitchen',
  area: 'kitchen',
  state: 'on',
  attributes: { brightness: 100, color_mode: null, icon: 'mdi:lamp', supported_features: 4 },
};

async function read(things: readonly Thing[], entity_id: unknown) {
  const answer = await getState.call({ entity_id }, contextOf(smallHome(things), NOW));
  return { ...answer, text: answer.content[0].text };
}

test("a state comes with its place, its time in the home's zone and its telling attributes", async () => {
  const { structuredContent, text } = await read([lamp], 'light.kitchen');
  assert.deepEqual(getState.output.parse(structuredContent), {
    entities: [
      {
        entity_id: 'light.kitchen',
        name: 'Kitchen',
        state: 'on',
        area: 'Kitchen',
        last_changed: '2026-11-21T09:30:00+01:00',
        attributes: { brightness: 100 },
      },
    ],
    unknown: [],
    truncated: false,
  });
  assert.equal(text, 'light.kitchen "Kitchen" (Kitchen): on, since 2026-11-21T09:30:00+01:00');
});

test("a camera's token is never shown", async () => {
  const camera = {
    id: 'camera.hall',
    attributes: { access_token: 'sesame', entity_picture: '/api/x?token=sesame', brand: 'B' },
  };
  const answer = await read([camera], ['camera.hall']);
  assert.doesNotMatch(JSON.stringify(answer), /sesame/);
});

test('unknown ids beside known ones are listed with what is near', async () => {
  const { structuredContent, isError } = await read([lamp], ['light.kitchen', 'light.kitchn']);
  assert.equal(isError, undefined);
  assert.deepEqual(structuredContent?.unknown, [
    { entity_id: 'light.kitchn', did_you_mean: ['light.kitchen'] },
  ]);
});

test('only unknown ids are a mistake', async () => {
  const { isError, text } = await read([lamp], 'light.kitchn');
  assert.deepEqual([isError, text], [true, 'No entity light.kitchn. Did you mean light.kitchen?']);
});

test('many large entities stay within the budget and say so', async () => {
  const things = Array.from({ length: 50 }, (_, index) => ({
    id: `sensor.s${index}`,
    attributes: { list: Array.from({ length: 500 }, () => 'something') },
  }));
  const answer = await read(
    things,
    things.map(({ id }) => id),
  );
  assert.ok(JSON.stringify(answer.structuredContent).length < 50_000);
  assert.equal(answer.structuredContent?.truncated, true);
  assert.match(answer.text, /Some attributes were cut/);
});

test('a unit belongs to a measurement only', async () => {
  const sensor = {
    id: 'sensor.x',
    state: 'unavailable',
    attributes: { unit_of_measurement: '°C' },
  };
  assert.match((await read([sensor], 'sensor.x')).text, /: unavailable, since/);
});

test('ids are checked before anything is looked up', async () => {
  for (const bad of ['all', 'light', '{{ x }}', 'light.kitchen/../x', 'Light.Kitchen', []]) {
    assert.equal((await read([lamp], bad)).isError, true, JSON.stringify(bad));
  }
});
