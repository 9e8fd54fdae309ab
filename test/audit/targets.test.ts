import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callTargets } from '../../src/audit/targets.ts';

for (const [what, args, on] of [
  ['an entity', { entity_id: 'light.kitchen' }, 'light.kitchen'],
  [
    'a service and what it is aimed at',
    {
      domain: 'lock',
      service: 'unlock',
      entity_id: ['lock.front', 'lock.back', 'lock.front'],
      area_id: 'garden',
      floor_id: ['first'],
      data: { code: '1234', entity_id: 'lock.cellar' },
    },
    'lock.unlock, lock.front, lock.back, area:garden, floor:first',
  ],
  ['what a tool is told to do', { action: 'delete', id: '1698' }, 'action:delete, 1698'],
  [
    'lights of a place',
    { action: 'turn_off', area_id: 'kitchen', domain: ['light'] },
    'action:turn_off, area:kitchen, domain:light',
  ],
  [
    'something of a kind',
    { action: 'delete', kind: 'area', id: 'attic' },
    'action:delete, kind:area, attic',
  ],
  [
    'an entity that gets another id',
    { entity_id: 'light.a', new_entity_id: 'light.b', name: 'light.c' },
    'light.a, light.b',
  ],
  ['statistics', { statistic_ids: ['sensor.grid', 'tibber:home'] }, 'sensor.grid, tibber:home'],
  ['a device', { device_id: 'a1b2' }, 'device:a1b2'],
  ['ids inside a target', { target: { entity_id: 'light.a' } }, 'light.a'],
  ['a place by name', { area: 'kitchen', floor: 'Upper floor' }, 'area:kitchen'],
  [
    'things by their kind',
    { calendar: 'calendar.family', scene: 'scene.movie' },
    'calendar.family, scene.movie',
  ],
  ['nothing', {}, undefined],
  ['no object', 'light.kitchen', undefined],
  ['null', null, undefined],
] as const) {
  test(`of ${what}`, () => {
    assert.deepEqual(callTargets(args), on === undefined ? {} : { on });
  });
}

test('nothing else of a payload gets in', () => {
  const secrets = {
    entity_id: ['Light.Kitchen', 'light.kitchen; rm', 'x'.repeat(300), 'light.a\nlight.b', 7, null],
    area_id: 'the code is 1234',
    data: { code: '1234' },
    code: '1234',
    password: 'hunter.two',
    message: 'hello.world',
    title: 'secret',
    text: 'lock.front',
    action: 'Say "1234"',
    service: 'Turn on',
    domain: 'light',
    value: { entity_id: 'light.hall' },
    '': 'light.hall',
  };
  assert.deepEqual(callTargets(secrets), {});
});

test('at most 20 are named, and the rest are counted', () => {
  const entity_id = Array.from({ length: 30 }, (_, n) => `light.number_${n}`);
  const { on = '' } = callTargets({ entity_id });
  assert.match(on, /^light\.number_0, .*, light\.number_19, \+10$/);
});

test('long ids are cut off at 500 characters, never in the middle of one', () => {
  const entity_id = Array.from({ length: 20 }, (_, n) => `light.${'x'.repeat(100)}${n}`);
  const { on = '' } = callTargets({ entity_id });
  assert.ok(on.length <= 500 && on.length > 400, String(on.length));
  const parts = on.split(', ');
  assert.equal(parts.at(-1), `+${20 - (parts.length - 1)}`);
  assert.ok(parts.slice(0, -1).every((one) => entity_id.includes(one)));
});
