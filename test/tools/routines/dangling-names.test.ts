import assert from 'node:assert/strict';
import { test } from 'node:test';
import { danglingNames } from '../../../src/tools/routines/dangling-names.ts';
import { smallHome } from '../small-home.ts';

const { mirror } = smallHome([{ id: 'light.kitchen' }, { id: 'binary_sensor.door' }]);

test('entities and services that are not there are named, with what is near', () => {
  const config = {
    triggers: { trigger: 'state', entity_id: 'binary_sensor.dor, binary_sensor.door' },
    conditions: ["{{ is_state('light.kitchn', 'on') and 'a.b' in x }}"],
    actions: [
      { action: 'light.turn_of', target: { entity_id: ['light.kitchen', 'light.cellar'] } },
      { choose: [{ conditions: [], sequence: [{ service: 'light.turn_on' }] }] },
      { repeat: { count: 2, sequence: [{ action: 'nothing.at_all' }] } },
    ],
  };
  assert.deepEqual(danglingNames(config, mirror), [
    'No entity binary_sensor.dor. Did you mean binary_sensor.door?',
    'No entity light.kitchn. Did you mean light.kitchen?',
    'No entity light.cellar.',
    'No service light.turn_of. Did you mean light.turn_off or light.turn_on?',
    'No service nothing.at_all.',
  ]);
});

test('what only looks like a name is left alone', () => {
  const config = {
    alias: 'light.nothing',
    triggers: [{ trigger: 'device', entity_id: 'd7df7b22ea4443730d61086c42e2e135' }],
    actions: [
      { action: '{{ which }}', target: { entity_id: "{{ states('light.kitchen') }}" } },
      { action: 'light.turn_on', target: { entity_id: 'all' }, data: { message: 'light.nothing' } },
    ],
  };
  assert.deepEqual(danglingNames(config, mirror), []);
});

test('many are counted, not listed', () => {
  const entity_id = Array.from({ length: 30 }, (_, n) => `lock.nothing_${n}`);
  const found = danglingNames({ entity_id }, mirror);
  assert.equal(found.length, 11);
  assert.equal(found.at(-1), 'and 20 more');
});
