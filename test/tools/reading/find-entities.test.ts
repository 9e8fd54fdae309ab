import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findEntities } from '../../../src/tools/reading/find-entities.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

const home = smallHome([
  { id: 'light.kitchen', name: 'Kitchen', area: 'kitchen', state: 'on' },
  { id: 'light.salon', name: 'Floor lamp', area: 'salon', labels: ['party'] },
  { id: 'light.spare', name: 'Spare lamp', hidden: true },
  {
    id: 'sensor.kitchen_temperature',
    name: 'Kitchen temperature',
    area: 'kitchen',
    state: '21.5',
    attributes: { device_class: 'temperature', unit_of_measurement: '°C' },
  },
  { id: 'sensor.kitchen_signal', name: 'Kitchen signal', area: 'kitchen', diagnostic: true },
]);

async function find(args: Record<string, unknown>) {
  const answer = await findEntities.call(args, contextOf(home, NOW));
  assert.equal(answer.isError, undefined, answer.content[0].text);
  const parsed = findEntities.output.parse(answer.structuredContent);
  return {
    ...parsed,
    ids: parsed.entities.map((one) => one.entity_id),
    text: answer.content[0].text,
  };
}

async function refusal(args: Record<string, unknown>): Promise<string> {
  const answer = await findEntities.call(args, contextOf(home, NOW));
  assert.equal(answer.isError, true);
  return answer.content[0].text;
}

test('the best match comes first, with what one wants to know about it', async () => {
  const { entities, ids, text } = await find({ text: 'kitchen' });
  assert.deepEqual(ids, ['light.kitchen', 'sensor.kitchen_temperature', 'sensor.kitchen_signal']);
  assert.deepEqual(entities[1], {
    entity_id: 'sensor.kitchen_temperature',
    name: 'Kitchen temperature',
    state: '21.5',
    unit: '°C',
    area: 'Kitchen',
    device_class: 'temperature',
  });
  assert.match(text, /sensor.kitchen_temperature "Kitchen temperature" \(Kitchen\): 21.5 °C/);
});

test('filters narrow, alone and together', async () => {
  const cases: [Record<string, unknown>, string[]][] = [
    [{ domain: 'light' }, ['light.kitchen', 'light.salon']],
    [{ domain: ['light', 'fan'], state: 'on' }, ['light.kitchen']],
    [{ area: 'galley', domain: 'light' }, ['light.kitchen']],
    [{ floor: 'Ground floor', domain: 'light' }, ['light.kitchen', 'light.salon']],
    [{ label: 'party' }, ['light.salon']],
    [{ device_class: 'temperature' }, ['sensor.kitchen_temperature']],
    [{ text: 'lamp', area: 'salon' }, ['light.salon']],
    [{ area: 'garden' }, []],
  ];
  for (const [args, expected] of cases) assert.deepEqual((await find(args)).ids, expected);
});

test('it says how many were left out', async () => {
  const { total, left_out, entities, text } = await find({ text: 'kitchen', limit: 1 });
  assert.deepEqual([total, left_out, entities.length], [3, 2, 1]);
  assert.match(text, /^3 entities, the best 1 listed; narrow the search/);
});

test('hidden entities are counted, and listed only by their id', async () => {
  const { ids, hidden, text } = await find({ text: 'lamp' });
  assert.deepEqual([ids, hidden], [['light.salon'], 1]);
  assert.match(text, /1 more hidden/);
  assert.deepEqual((await find({ text: 'light.spare' })).ids, ['light.spare']);
});

test('nothing found names what is near, word by word', async () => {
  assert.match(
    (await find({ text: 'kitchn lihgt' })).text,
    /Nothing matches.\nDid you mean .*light.kitchen/,
  );
});

test('an unknown place is refused with what is near', async () => {
  assert.equal(await refusal({ area: 'kitchem' }), 'No area kitchem. Did you mean kitchen?');
  assert.equal(await refusal({ floor: 'cellar' }), 'No floor cellar.');
  assert.match(await refusal({ label: 'partty' }), /Did you mean party/);
});

test('arguments that do not fit are named', async () => {
  assert.match(await refusal({ limit: 101 }), /limit/);
  assert.match(await refusal({ query: 'x' }), /query/);
  assert.match(await refusal({ domain: '../light' }), /domain/);
  assert.match(await refusal({ domain: 3 }), /domain: must be one, or a list of at most 20/);
});
