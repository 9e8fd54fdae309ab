import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Connection,
  callService,
  getServices,
  getStates,
  type HassEntities,
  subscribeEntities,
} from 'home-assistant-js-websocket';
import { ask, connect, homeFor, type Json, personOf, refusal, until } from './support.ts';

async function stateOf(connection: Connection, entityId: string) {
  const found = (await getStates(connection)).find(({ entity_id: id }) => id === entityId);
  assert.ok(found, `${entityId} is there`);
  return found;
}

test('what one switches the other sees, with who it was', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const ben = await connect(t, home, 'Ben');
  let seen: HassEntities = {};
  subscribeEntities(ada, (entities) => {
    seen = entities;
  });
  await until(() => seen['light.kitchen']?.state === 'off', 'the first states');

  const { context } = (await callService(
    ben,
    'light',
    'turn_on',
    { brightness_pct: 50 },
    {
      entity_id: 'light.kitchen',
    },
  )) as { context: { id: string; user_id: string } };
  await until(() => seen['light.kitchen']?.state === 'on', 'the light');
  const light = seen['light.kitchen'];
  assert.equal(light?.attributes.brightness, 128);
  assert.equal(light?.context.id, context.id);
  assert.equal(light?.context.user_id, personOf(home, 'Ben').id);
});

test('state_changed events carry both states', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const events: { data: Json }[] = [];
  await ben.subscribeEvents<{ data: Json }>((event) => {
    events.push(event);
  }, 'state_changed');
  home.setState('binary_sensor.sink_leak', 'on');
  await until(() => events.length === 1, 'the event');
  const data = events[0]?.data ?? {};
  const states = [data.old_state, data.new_state].map((state) => (state as Json).state);
  assert.deepEqual([data.entity_id, ...states], ['binary_sensor.sink_leak', 'off', 'on']);
});

test('entities come, change and go in subscriptions', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const updates: Record<string, unknown>[] = [];
  await ben.subscribeMessage<Record<string, unknown>>((update) => updates.push(update), {
    type: 'subscribe_entities',
    entity_ids: ['sensor.new_one', 'light.kitchen'],
  });
  home.setState('sensor.new_one', '1', { unit_of_measurement: 'W', icon: 'mdi:flash' });
  home.setState('sensor.new_one', '1', { unit_of_measurement: 'kW' });
  home.setState('light.bedroom', 'on');
  home.removeState('sensor.new_one');
  await until(() => updates.length === 4, 'all updates');
  const [first, added, changed, removed] = updates;
  assert.deepEqual(Object.keys(first?.a ?? {}), ['light.kitchen']);
  assert.deepEqual(Object.keys(added?.a ?? {}), ['sensor.new_one']);
  const { '+': plus, '-': minus } = ((changed?.c ?? {}) as Json)['sensor.new_one'] as Json;
  assert.deepEqual((plus as Json).a, { unit_of_measurement: 'kW' });
  assert.deepEqual(minus, { a: ['icon'] });
  assert.deepEqual(removed?.r, ['sensor.new_one']);
});

test('targets are areas, floors, labels and devices too, without hidden things and settings', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  await callService(ben, 'light', 'turn_on', {}, { area_id: 'kitchen' });
  assert.equal((await stateOf(ben, 'light.kitchen')).state, 'on');
  await callService(ben, 'light', 'turn_off', {}, { floor_id: 'ground_floor' });
  assert.equal((await stateOf(ben, 'light.living_room')).state, 'off');
  assert.equal((await stateOf(ben, 'light.ground_floor')).state, 'on');
  await callService(ben, 'light', 'turn_on', {}, { label_id: 'night_routine' });
  assert.equal((await stateOf(ben, 'light.living_room')).state, 'on');
  await callService(ben, 'switch', 'turn_on', {}, { area_id: 'utility' });
  assert.equal((await stateOf(ben, 'switch.heat_pump_silent_mode')).state, 'off');
});

test('things that move take their time', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const seen: string[] = [];
  subscribeEntities(ben, (entities) => {
    const state = entities['cover.garage_door']?.state;
    if (state !== undefined && state !== seen.at(-1)) seen.push(state);
  });
  await until(() => seen.length === 1, 'the first states');
  await callService(ben, 'cover', 'open_cover', {}, { entity_id: 'cover.garage_door' });
  await until(() => seen.length === 3, 'the open door');
  assert.deepEqual(seen, ['closed', 'opening', 'open']);
});

test('services answer when they are asked to', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const items = async () => {
    const target = { entity_id: 'todo.shopping' };
    const { response } = (await callService(
      ben,
      'todo',
      'get_items',
      { status: 'needs_action' },
      target,
      true,
    )) as {
      response: Record<string, { items: { summary: string }[] }>;
    };
    return response['todo.shopping']?.items.map(({ summary }) => summary);
  };
  assert.deepEqual(await items(), ['Olive oil', 'Tomatoes']);
  await callService(ben, 'todo', 'add_item', { item: 'Bread' }, { entity_id: 'todo.shopping' });
  assert.deepEqual(await items(), ['Olive oil', 'Tomatoes', 'Bread']);
  assert.equal((await stateOf(ben, 'todo.shopping')).state, '3');

  const forecast = (await callService(
    ben,
    'weather',
    'get_forecasts',
    { type: 'daily' },
    { entity_id: 'weather.home' },
    true,
  )) as { response: Record<string, { forecast: { temperature: number; templow: number }[] }> };
  const days = forecast.response['weather.home']?.forecast ?? [];
  assert.equal(days.length, 5);
  assert.ok(days.every(({ temperature, templow }) => templow < temperature));

  const events = (await callService(
    ben,
    'calendar',
    'get_events',
    { duration: { hours: 72 } },
    { entity_id: 'calendar.family' },
    true,
  )) as { response: Record<string, { events: { summary: string }[] }> };
  assert.equal(events.response['calendar.family']?.events.length, 3);
});

test('refusals have the exact codes and words', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const ben = await connect(t, home, 'Ben');
  const call = (domain: string, service: string, more: Record<string, unknown> = {}) =>
    refusal(ben, 'call_service', { domain, service, ...more });

  assert.deepEqual(await call('light', 'explode'), {
    code: 'not_found',
    message: 'Service light.explode not found.',
    translation_key: 'service_not_found',
    translation_domain: 'homeassistant',
    translation_placeholders: { domain: 'light', service: 'explode' },
  });
  assert.deepEqual(await call('light', 'turn_on'), {
    code: 'invalid_format',
    message:
      "at least one of ['entity_id', 'device_id', 'area_id', 'floor_id', 'label_id'] is required",
  });
  assert.deepEqual(
    await call('light', 'turn_on', {
      service_data: { brightness: 300 },
      target: { entity_id: 'light.kitchen' },
    }),
    {
      code: 'invalid_format',
      message: "value must be at most 255 at 'brightness'",
    },
  );
  assert.deepEqual(
    await call('light', 'turn_on', {
      service_data: { shine: true },
      target: { entity_id: 'light.kitchen' },
    }),
    { code: 'invalid_format', message: "not a valid option at 'shine'" },
  );
  assert.deepEqual(
    await call('climate', 'set_temperature', {
      service_data: { temperature: 60 },
      target: { entity_id: 'climate.living_room' },
    }),
    {
      code: 'service_validation_error',
      message:
        'Validation error: Provided temperature 60.0 is not valid. Accepted range is 7 to 30',
      translation_key: 'temp_out_of_range',
      translation_domain: 'climate',
      translation_placeholders: { check_temp: '60.0', min_temp: '7', max_temp: '30' },
    },
  );
  assert.deepEqual(
    await call('cover', 'set_cover_position', {
      service_data: { position: 20 },
      target: { entity_id: 'cover.garage_door' },
    }),
    {
      code: 'service_validation_error',
      message:
        'Validation error: Entity cover.garage_door does not support action cover.set_cover_position',
      translation_key: 'service_not_supported',
      translation_domain: 'homeassistant',
      translation_placeholders: {
        domain: 'cover',
        service: 'set_cover_position',
        entity_id: 'cover.garage_door',
      },
    },
  );
  const codeOf = async (refused: Promise<unknown>) => ((await refused) as { code: string }).code;
  const kitchen = { target: { entity_id: 'light.kitchen' } };
  const withAnswer = { ...kitchen, return_response: true };
  assert.equal(await codeOf(call('light', 'turn_on', withAnswer)), 'service_validation_error');
  const shopping = { target: { entity_id: 'todo.shopping' } };
  assert.equal(await codeOf(call('todo', 'get_items', shopping)), 'service_validation_error');
  assert.deepEqual(
    await refusal(ada, 'call_service', {
      domain: 'update',
      service: 'install',
      target: { entity_id: 'update.heat_pump_firmware' },
    }),
    {
      code: 'home_assistant_error',
      message: 'No update available for update.heat_pump_firmware',
      translation_key: 'no_update_available',
      translation_domain: 'update',
      translation_placeholders: { entity_id: 'update.heat_pump_firmware' },
    },
  );
  const nowhere = { target: { entity_id: 'todo.nowhere' }, return_response: true };
  assert.deepEqual(await call('todo', 'get_items', nowhere), {
    code: 'home_assistant_error',
    message: 'Service call requested response data but did not match any entities',
  });
  assert.deepEqual(
    await call('light', 'turn_on', { target: { entity_id: "{{ 'light.kitchen' }}" } }),
    {
      code: 'invalid_format',
      message: `expected 'all' or 'none' at 'target.entity_id'. Got "{{ 'light.kitchen' }}"`,
    },
  );
  assert.deepEqual(
    await call('climate', 'set_temperature', { target: { entity_id: 'climate.living_room' } }),
    {
      code: 'invalid_format',
      message: "at least one of ['temperature', 'target_temp_high', 'target_temp_low'] is required",
    },
  );
  assert.deepEqual(await call('homeassistant', 'restart'), {
    code: 'home_assistant_error',
    message: 'Unauthorized',
  });
});

test('what is not there or not awake is passed over', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  await callService(ben, 'light', 'turn_on', {}, { entity_id: 'light.nowhere' });
  home.setState('light.bedroom', 'unavailable');
  await callService(ben, 'light', 'turn_on', {}, { entity_id: 'light.bedroom' });
  assert.equal((await stateOf(ben, 'light.bedroom')).state, 'unavailable');
});

test('every service is described with fields, target and response', async (t) => {
  const home = await homeFor(t);
  const services = await getServices(await connect(t, home, 'Ben'));
  assert.deepEqual(services.todo?.get_items?.response, { optional: false });
  assert.deepEqual(services.script?.movie_time?.response, { optional: true });
  assert.deepEqual(services.light?.turn_on?.target, { entity: [{ domain: ['light'] }] });
  assert.equal(services.cover?.set_cover_position?.fields.position?.required, true);
});

test('the alarm is only turned off with its code', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const target = { entity_id: 'alarm_control_panel.home' };
  await callService(ben, 'alarm_control_panel', 'alarm_arm_away', {}, target);
  assert.equal((await stateOf(ben, target.entity_id)).state, 'armed_away');
  const refused = await refusal(ben, 'call_service', {
    domain: 'alarm_control_panel',
    service: 'alarm_disarm',
    target,
  });
  assert.equal((refused as { code: string }).code, 'service_validation_error');
  await callService(ben, 'alarm_control_panel', 'alarm_disarm', { code: '1234' }, target);
  assert.equal((await stateOf(ben, target.entity_id)).state, 'disarmed');
});

test('a service that was not allowed did nothing', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  await ask(ada, 'call_service', {
    domain: 'http',
    service: 'unban',
    service_data: { ip_address: '192.168.1.7' },
  });
  const ben = await connect(t, home, 'Ben');
  const refused = await refusal(ben, 'call_service', {
    domain: 'http',
    service: 'unban',
    service_data: { ip_address: '192.168.1.7' },
  });
  assert.equal((refused as { code: string }).code, 'home_assistant_error');
});
