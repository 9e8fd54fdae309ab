import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, connect, homeFor, type Json, refusal, until } from './support.ts';

const inUse = (name: string, key: string) => ({
  code: 'invalid_info',
  message: `The name ${name} (${key}) is already in use`,
});

test('refusals of registries have the codes and words of Home Assistant', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const refuse = (command: string, message: Json) => refusal(ada, `config/${command}`, message);
  const entity = (change: Json) =>
    refuse('entity_registry/update', { entity_id: 'light.bathroom', ...change });
  const info = (message: string) => ({ code: 'invalid_info', message });
  const unknown = { code: 'unknown_error', message: 'Unknown error' };

  assert.deepEqual(
    await refuse('area_registry/create', { name: 'living ROOM' }),
    inUse('living ROOM', 'livingroom'),
  );
  assert.deepEqual(
    await refuse('area_registry/update', { area_id: 'hall', name: 'Kitchen' }),
    inUse('Kitchen', 'kitchen'),
  );
  assert.deepEqual(await refuse('floor_registry/update', { floor_id: 'x', name: 'X' }), unknown);
  assert.deepEqual(
    await refuse('floor_registry/delete', { floor_id: 'x' }),
    info("Floor ID doesn't exist"),
  );
  assert.deepEqual(
    await refuse('label_registry/delete', { label_id: 'x' }),
    info("Label ID doesn't exist"),
  );
  assert.deepEqual(
    await entity({ new_entity_id: 'light.kitchen' }),
    info('Entity with this ID is already registered'),
  );
  assert.deepEqual(
    await entity({ new_entity_id: 'switch.new' }),
    info('New entity ID should be same domain'),
  );
  assert.deepEqual(await entity({ new_entity_id: 'light.No' }), info('Invalid entity ID'));
  assert.deepEqual(await entity({ disabled_by: 'integration' }), {
    code: 'invalid_format',
    message: "not a valid value at 'disabled_by'. Got 'integration'",
  });
  assert.deepEqual(await refuse('device_registry/update', { device_id: 'x' }), {
    code: 'not_found',
    message: 'Device not found',
  });
});

test('an area that goes takes itself from what was in it, with an event for each', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const heard: string[] = [];
  for (const kind of ['area', 'device', 'entity']) {
    await ada.subscribeEvents<{ event_type: string; data: Json }>(
      ({ event_type: type, data }) => heard.push(`${type} ${data.action}`),
      `${kind}_registry_updated`,
    );
  }
  assert.equal(await ask(ada, 'config/area_registry/delete', { area_id: 'bathroom' }), 'success');
  await until(() => heard.includes('area_registry_updated remove'), 'the event');
  assert.ok(heard.includes('device_registry_updated update'));
  const devices = (await ask(ada, 'config/device_registry/list')) as Json[];
  assert.equal(devices.filter(({ area_id: id }) => id === 'bathroom').length, 0);
});

test('a disabled device has no states; enabled it is restored until it is loaded', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const entry = (await ask(ada, 'config/entity_registry/get', {
    entity_id: 'device_tracker.ada_phone',
  })) as Json;
  const update = (by: string | null) =>
    ask(ada, 'config/device_registry/update', { device_id: entry.device_id, disabled_by: by });
  const state = async () =>
    ((await ask(ada, 'get_states')) as Json[]).find(
      ({ entity_id: id }) => id === 'device_tracker.ada_phone',
    );
  await update('user');
  assert.equal(await state(), undefined);
  await update(null);
  const back = await state();
  assert.equal(back?.state, 'unavailable');
  assert.deepEqual((back?.attributes as Json | undefined)?.restored, true);
});

test('helpers are stored, numbered and refused as in Home Assistant', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const ben = await connect(t, home, 'Ben');
  assert.deepEqual(await ask(ada, 'timer/create', { name: 'Tea', duration: 90 }), {
    id: 'tea',
    name: 'Tea',
    duration: '0:01:30',
    restore: false,
  });
  assert.equal(((await ask(ada, 'timer/create', { name: 'Téa' })) as Json).id, 'tea_2');
  assert.deepEqual(await refusal(ben, 'timer/delete', { timer_id: 'tea' }), {
    code: 'unauthorized',
    message: 'Unauthorized',
  });
  assert.deepEqual(await refusal(ada, 'input_boolean/delete', { input_boolean_id: 'vacation' }), {
    code: 'not_found',
    message: 'Unable to find input_boolean_id vacation',
  });
  assert.deepEqual(await refusal(ada, 'input_select/create', { name: 'X', options: ['a', 'a'] }), {
    code: 'home_assistant_error',
    message: 'Duplicate options are not allowed',
  });
  assert.deepEqual(await refusal(ada, 'counter/update', { counter_id: 'x', step: 2 }), {
    code: 'invalid_format',
    message: "required key not provided at 'name'. Got None",
  });
  // What is not sent goes back to its default.
  const number = { name: 'N', min: 0, max: 5, step: 2 };
  await ask(ada, 'input_number/create', number);
  const { step: _step, ...rest } = number;
  const updated = await ask(ada, 'input_number/update', { input_number_id: 'n', ...rest });
  assert.equal((updated as Json).step, 1);
});
