import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, connect, homeFor, type Json, personOf, refusal } from './support.ts';

const ITEM = { domain: 'automation', item_id: '1700000000001' };
const FORBIDDEN = { code: 'unauthorized', message: 'Unauthorized' };

test('administrators read configurations, by entity and by id', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  const { config } = (await ask(ada, 'automation/config', {
    entity_id: 'automation.welcome_home',
  })) as { config: Json };
  assert.equal(config.alias, 'Welcome home');
  const get = (path: string, name: 'Ada' | 'Ben') =>
    fetch(`${home.url}/api/config/${path}`, {
      headers: { authorization: `Bearer ${personOf(home, name).token}` },
    });
  const stored = await get('automation/config/1700000000001', 'Ada');
  assert.deepEqual(await stored.json(), config);
  const missing = await get('scene/config/nope', 'Ada');
  assert.equal(missing.status, 404);
  assert.deepEqual(await missing.json(), { message: 'Resource not found' });
  const refused = await get('scene/config/1700000000003', 'Ben');
  assert.equal(refused.status, 401);
  assert.equal(home.failedLogins(), 1);
});

test('others are refused all of it', async (t) => {
  const ben = await connect(t, await homeFor(t), 'Ben');
  const entity = { entity_id: 'automation.welcome_home' };
  assert.deepEqual(await refusal(ben, 'automation/config', entity), FORBIDDEN);
  assert.deepEqual(await refusal(ben, 'script/config', entity), FORBIDDEN);
  assert.deepEqual(await refusal(ben, 'trace/list', ITEM), FORBIDDEN);
  assert.deepEqual(await refusal(ben, 'trace/get', { ...ITEM, run_id: 'x' }), FORBIDDEN);
});

test('a run does what is written and leaves a trace, of which five are kept', async (t) => {
  const home = await homeFor(t);
  const ada = await connect(t, home, 'Ada');
  assert.deepEqual(await ask(ada, 'trace/list', ITEM), []);
  for (let run = 0; run < 6; run += 1) {
    await ask(ada, 'call_service', {
      domain: 'automation',
      service: 'trigger',
      target: { entity_id: 'automation.welcome_home' },
    });
  }
  const states = (await ask(ada, 'get_states')) as { entity_id: string; state: string }[];
  assert.equal(states.find(({ entity_id: id }) => id === 'light.kitchen')?.state, 'on');
  const traces = (await ask(ada, 'trace/list', ITEM)) as Json[];
  assert.equal(traces.length, 5);
  const { run_id: runId, timestamp, ...trace } = traces[0] ?? {};
  assert.deepEqual(trace, {
    last_step: 'action/0',
    state: 'stopped',
    script_execution: 'finished',
    domain: 'automation',
    item_id: '1700000000001',
    trigger: null,
  });
  assert.deepEqual(Object.keys(timestamp as Json), ['start', 'finish']);
  const whole = (await ask(ada, 'trace/get', { ...ITEM, run_id: runId })) as Json;
  assert.deepEqual(Object.keys(whole.trace as Json), ['trigger', 'action/0']);
  assert.equal(whole.blueprint_inputs, null);
});

test('what makes no sense is refused in the words of Home Assistant', async (t) => {
  const ada = await connect(t, await homeFor(t), 'Ada');
  const light = { entity_id: 'light.kitchen' };
  const missing = { code: 'not_found', message: 'Entity not found' };
  assert.deepEqual(await refusal(ada, 'automation/config', light), missing);
  assert.deepEqual(await refusal(ada, 'trace/get', { ...ITEM, run_id: 'x' }), {
    code: 'not_found',
    message: 'The trace could not be found',
  });
  assert.deepEqual(await refusal(ada, 'trace/list', { domain: 'scene', item_id: 'x' }), {
    code: 'invalid_format',
    message: "value must be one of ['automation', 'script'] at 'domain'. Got 'scene'",
  });
});
