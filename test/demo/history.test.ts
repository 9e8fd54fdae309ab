import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callService } from 'home-assistant-js-websocket';
import { HOUR } from '../../src/core/clock.ts';
import { ask, connect, homeFor, type Json, personOf, refusal } from './support.ts';

type History = Record<string, { s: string; lu: number; lc?: number; a?: Json }[]>;

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 24 * HOUR).toISOString();
}

test('what was and what is now make one history', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  await callService(ben, 'light', 'turn_on', {}, { entity_id: 'light.kitchen' });
  const start = daysAgo(1);
  const history = (await ask(ben, 'history/history_during_period', {
    start_time: start,
    end_time: daysAgo(-1),
    entity_ids: ['light.kitchen', 'binary_sensor.heat_pump_compressor', 'light.nowhere'],
    minimal_response: true,
  })) as History;
  assert.deepEqual(Object.keys(history), ['light.kitchen', 'binary_sensor.heat_pump_compressor']);
  for (const states of Object.values(history)) {
    assert.equal(states[0]?.lu, Date.parse(start) / 1000);
    const times = states.map(({ lu }) => lu);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
    );
    assert.ok(states.every(({ s }, index) => s !== states[index - 1]?.s));
    assert.ok(states.every(({ a }, index) => (a === undefined) === index > 0));
  }
  assert.equal(history['light.kitchen']?.at(-1)?.s, 'on');
});

test('the climate tells what it was doing', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const history = (await ask(ben, 'history/history_during_period', {
    start_time: daysAgo(2),
    entity_ids: ['climate.heat_pump'],
  })) as History;
  const actions = new Set(history['climate.heat_pump']?.map(({ a }) => a?.hvac_action));
  assert.ok(actions.has('heating') || actions.has('idle'));
  const bare = (await ask(ben, 'history/history_during_period', {
    start_time: daysAgo(2),
    entity_ids: ['climate.heat_pump'],
    no_attributes: true,
  })) as History;
  assert.deepEqual(bare['climate.heat_pump']?.[0]?.a, {});
});

test('history goes ten days back and no further', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const ask30 = { start_time: daysAgo(30), end_time: daysAgo(11), entity_ids: ['light.kitchen'] };
  assert.deepEqual(await ask(ben, 'history/history_during_period', ask30), {});
  const power = (await ask(ben, 'history/history_during_period', {
    start_time: daysAgo(9),
    end_time: daysAgo(8),
    entity_ids: ['sensor.grid_power'],
  })) as History;
  assert.ok((power['sensor.grid_power']?.length ?? 0) > 200);
});

test('times and ids that make no sense are refused', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const type = 'history/history_during_period';
  const ids = { entity_ids: ['light.kitchen'] };
  assert.deepEqual(await refusal(ben, type, { ...ids, start_time: 'soon' }), {
    code: 'invalid_start_time',
    message: 'Invalid start_time',
  });
  assert.deepEqual(await refusal(ben, type, { start_time: daysAgo(1), entity_ids: ['x'] }), {
    code: 'invalid_entity_ids',
    message: 'Invalid entity_ids',
  });
});

test('the logbook says who did it', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  await callService(ben, 'switch', 'turn_on', {}, { entity_id: 'switch.kettle' });
  const events = (await ask(ben, 'logbook/get_events', {
    start_time: daysAgo(1),
    entity_ids: ['switch.kettle'],
  })) as Json[];
  const last = events.at(-1);
  assert.deepEqual(
    [last?.entity_id, last?.state, last?.context_user_id],
    ['switch.kettle', 'on', personOf(home, 'Ben').id],
  );
  const all = (await ask(ben, 'logbook/get_events', { start_time: daysAgo(1) })) as Json[];
  assert.ok(all.length > events.length);
  assert.ok(all.every(({ entity_id: id }) => id !== 'sensor.grid_power'));
});
