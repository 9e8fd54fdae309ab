import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EntityStates } from '../../src/home/entity-states.ts';

function statesWithLamp(): EntityStates {
  const states = new EntityStates();
  states.apply({
    a: { 'light.a': { s: 'on', a: { brightness: 3, hue: 1 }, c: 'c1', lc: 10.25, lu: 11 } },
  });
  return states;
}

test('an added entity has its times in milliseconds', () => {
  assert.deepEqual(statesWithLamp().all.get('light.a'), {
    state: 'on',
    attributes: { brightness: 3, hue: 1 },
    lastChanged: 10_250,
    lastUpdated: 11_000,
    contextId: 'c1',
  });
});

test('a change touches what it names', () => {
  const states = statesWithLamp();
  states.apply({
    c: { 'light.a': { '+': { a: { brightness: 9 }, lu: 12 }, '-': { a: ['hue'] } } },
  });
  assert.deepEqual(states.all.get('light.a'), {
    state: 'on',
    attributes: { brightness: 9 },
    lastChanged: 10_250,
    lastUpdated: 12_000,
    contextId: 'c1',
  });
});

test('a new state counts as an update, and a context comes as text or as its parts', () => {
  const states = statesWithLamp();
  states.apply({ c: { 'light.a': { '+': { s: 'off', lc: 20, c: { id: 'c2' } } } } });
  const { state, lastChanged, lastUpdated, contextId } = states.all.get('light.a') ?? {};
  assert.deepEqual([state, lastChanged, lastUpdated, contextId], ['off', 20_000, 20_000, 'c2']);
});

test('listeners hear what was and what is; removed and unknown entities do no harm', () => {
  const states = statesWithLamp();
  const heard: unknown[] = [];
  const stop = states.listen((id, after, before) => heard.push([id, before?.state, after?.state]));
  states.apply({ c: { 'light.a': { '+': { s: 'off', lc: 20 } }, 'light.unknown': { '+': {} } } });
  states.apply({ r: ['light.a', 'light.unknown'] });
  stop();
  states.apply({ a: { 'light.b': { s: 'on', lc: 1 } } });
  assert.deepEqual(heard, [
    ['light.a', 'on', 'off'],
    ['light.a', 'off', undefined],
    ['light.unknown', undefined, undefined],
  ]);
  assert.deepEqual([...states.all.keys()], ['light.b']);
});
