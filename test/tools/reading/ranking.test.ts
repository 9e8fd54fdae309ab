import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rank } from '../../../src/tools/reading/ranking.ts';
import { smallHome, type Thing } from '../small-home.ts';

function score(text: string, thing: Thing): number {
  const { mirror } = smallHome([thing]);
  const entity = mirror.entity(thing.id);
  assert.ok(entity);
  return rank(
    text,
    entity,
    entity.areaId === undefined ? undefined : mirror.areas.get(entity.areaId),
  );
}

/** Each scores higher than the next. */
function assertOrder(scores: readonly number[]): void {
  for (const [index, higher] of scores.entries()) {
    const lower = scores[index + 1];
    if (lower !== undefined) assert.ok(higher > lower, `${scores.join(' > ')} at ${index}`);
  }
}

test('exact beats prefix beats word beats substring beats nothing', () => {
  assertOrder(
    ['Lamp', 'Lamp of Ada', "Ada's lamp", 'Clamps', 'Fan'].map((name) =>
      score('lamp', { id: 'light.x', name }),
    ),
  );
});

test('for equal finds a name or alias beats the id, which beats the area', () => {
  const byName = score('kitchen', { id: 'light.x', name: 'Kitchen' });
  const byAlias = score('kitchen', { id: 'light.x', name: 'X', aliases: ['kitchen'] });
  const byId = score('kitchen', { id: 'light.kitchen', name: 'X' });
  const byArea = score('kitchen', { id: 'light.x', name: 'X', area: 'kitchen' });
  const byAreaAlias = score('galley', { id: 'light.x', name: 'X', area: 'kitchen' });
  assert.equal(byName, byAlias);
  assert.equal(byArea, byAreaAlias);
  assertOrder([byName, byId, byArea, 0]);
});

test('words may be spread over name, area and kind, but all must be found', () => {
  const lamp = { id: 'light.x', name: 'Ceiling', area: 'kitchen' };
  assert.ok(score('kitchen light', lamp) > 0);
  assert.ok(score('kitchen lights', lamp) > 0);
  assert.ok(score('galley ceiling', lamp) > 0);
  assert.equal(score('kitchen fan', lamp), 0);
});

test('a phrase in one field beats its words spread over several', () => {
  const phrase = score('kitchen light', { id: 'switch.x', name: 'Old kitchen light' });
  const spread = score('kitchen light', { id: 'light.x', name: 'Kitchen' });
  assertOrder([phrase, spread, 0]);
});

test('case, accents and punctuation do not matter', () => {
  assert.ok(score('SALON', { id: 'light.x', name: 'Lámpara', area: 'salon' }) > 0);
  assert.ok(score('lampara', { id: 'light.x', name: 'Lámpara' }) > 0);
  assert.ok(score('light.some_thing', { id: 'light.some_thing', name: 'X' }) > 0);
});

test('the kind of thing can be asked for', () => {
  const sensor = { id: 'sensor.x', name: 'X', attributes: { device_class: 'temperature' } };
  assert.ok(score('temperature', sensor) > 0);
  assert.ok(score('sensors', sensor) > 0);
});

test('text without a letter finds nothing', () => {
  assert.equal(score('?!', { id: 'light.x', name: 'X' }), 0);
});
