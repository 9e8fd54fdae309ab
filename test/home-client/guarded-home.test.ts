import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLatchkeyError } from '../../src/core/errors.ts';
import type { ServiceCall } from '../../src/home/commands.ts';
import { HomeCommandError } from '../../src/home/errors.ts';
import { GuardedHome } from '../../src/home/guarded-home.ts';
import { NeedsYes } from '../../src/home/needs-yes.ts';
import { combine, type Rule } from '../../src/policy/rules.ts';
import fc from '../support/fast-check.ts';
import { smallHome } from '../tools/small-home.ts';

const THINGS = [
  { id: 'light.kitchen', area: 'kitchen', exposed: true, name: 'Kitchen' },
  { id: 'light.salon', area: 'salon', name: 'Salon' },
  { id: 'light.party', area: 'garden', labels: ['party'] },
  { id: 'switch.kitchen', area: 'kitchen', exposed: true },
  { id: 'light.hidden', area: 'kitchen', exposed: true, hidden: true },
  { id: 'camera.garden', area: 'garden' },
  { id: 'lock.front', area: 'salon', name: 'Front door', exposed: true },
  { id: 'cover.garage', area: 'garden', name: 'Garage', attributes: { device_class: 'garage' } },
  { id: 'cover.blind', area: 'salon', attributes: { device_class: 'blind' } },
  { id: 'cover.all', attributes: { entity_id: ['cover.blind', 'cover.garage'] } },
  { id: 'scene.night', name: 'Night', attributes: { entity_id: ['light.salon', 'lock.front'] } },
  { id: 'group.deep', attributes: { entity_id: ['scene.night', 'group.deep'] } },
  { id: 'script.leave', name: 'Leave' },
  { id: 'automation.leave', name: 'Leave' },
];

const ADMIN = true;

function guarded(rules: readonly Rule[], administrator = ADMIN, allowed: readonly string[] = []) {
  const home = smallHome(THINGS);
  return { home, guard: new GuardedHome(home, combine(rules, administrator), new Set(allowed)) };
}

const notPermitted = (thrown: unknown) => isLatchkeyError(thrown, 'not_permitted');

const LIGHT_ON = { domain: 'light', service: 'turn_on' } as const;

test('only what is permitted shows, wherever one looks', async () => {
  const { guard } = guarded([{ areas: ['kitchen'], domains: ['light'] }]);
  const { mirror } = guard;
  assert.equal(guard.limited, true);
  const shown = ['light.kitchen', 'light.hidden'];
  assert.deepEqual(
    mirror.entities().map(({ id }) => id),
    shown,
  );
  assert.deepEqual(
    mirror.inArea('kitchen').map(({ id }) => id),
    shown,
  );
  assert.deepEqual(
    mirror.onFloor('ground').map(({ id }) => id),
    shown,
  );
  assert.deepEqual(mirror.withLabel('party'), []);
  assert.equal(mirror.entity('light.salon'), undefined);
  assert.equal(mirror.areas.size, 3, 'places are as they are');
  assert.equal(guarded([]).guard.limited, false);
  const heard: string[] = [];
  const { home, guard: other } = guarded([{ entities: ['light.kitchen'] }]);
  other.mirror.onState((id) => heard.push(id));
  home.onCall = (_call, states) => {
    states.apply({
      c: { 'light.salon': { '+': { s: 'on' } }, 'light.kitchen': { '+': { s: 'on' } } },
    });
  };
  await home.callService(LIGHT_ON);
  assert.deepEqual(heard, ['light.kitchen']);
});

test('places become the entities that show there, and nothing else is reached', async () => {
  const { home, guard } = guarded([{ exposedOnly: true }]);
  const areas = {
    ...LIGHT_ON,
    data: { brightness_pct: 4 },
    target: { area_id: ['kitchen', 'salon'] },
  };
  await guard.callService(areas);
  await guard.callService({ ...LIGHT_ON, data: { floor_id: 'ground', entity_id: 'light.hidden' } });
  assert.deepEqual(
    home.calls.map(({ call }) => call),
    [
      { ...LIGHT_ON, data: { brightness_pct: 4 }, target: { entity_id: ['light.kitchen'] } },
      { ...LIGHT_ON, data: {}, target: { entity_id: ['light.hidden', 'light.kitchen'] } },
    ],
  );
});

const REFUSED: Readonly<Record<string, ServiceCall>> = {
  'an entity that does not show': { ...LIGHT_ON, target: { entity_id: ['light.salon'] } },
  'one beside another that shows': {
    ...LIGHT_ON,
    target: { entity_id: ['light.kitchen', 'light.salon'] },
  },
  'one that is not there': { ...LIGHT_ON, target: { entity_id: ['light.none'] } },
  'all of them': { ...LIGHT_ON, target: { entity_id: ['all'] } },
  'one in the data': { ...LIGHT_ON, data: { entity_id: 'light.salon' } },
  'a list in one text': { ...LIGHT_ON, data: { entity_id: 'light.kitchen, Light.SALON' } },
  'one deep in the data': {
    ...LIGHT_ON,
    target: { entity_id: ['light.kitchen'] },
    data: { group_members: [{ players: ['light.salon'] }] },
  },
  'one as a name in the data': {
    ...LIGHT_ON,
    target: { entity_id: ['light.kitchen'] },
    data: { entities: { 'lock.none': 'x', 'camera.garden': 'on' } },
  },
  'one in an address': {
    ...LIGHT_ON,
    target: { entity_id: ['light.kitchen'] },
    data: { media_content_id: 'media-source://camera/camera.garden' },
  },
  'a place deep in the data': {
    ...LIGHT_ON,
    target: { entity_id: ['light.kitchen'] },
    data: { more: [{ area_id: 'garden' }] },
  },
  'a template': {
    ...LIGHT_ON,
    target: { entity_id: ['light.kitchen'] },
    data: { effect: "{{ states('lock.front') }}" },
  },
  'a place with nothing in it that shows': { ...LIGHT_ON, target: { area_id: ['garden'] } },
  'no target at all': LIGHT_ON,
  'a service that is not about entities': { domain: 'homeassistant', service: 'restart' },
  'a service without targets': {
    domain: 'spook',
    service: 'add_area',
    data: { entity_id: 'light.kitchen' },
  },
  'a service nobody knows': {
    domain: 'any',
    service: 'thing',
    target: { entity_id: ['light.kitchen'] },
  },
  'a script that does not show': { domain: 'script', service: 'good_night' },
  Assist: { domain: 'conversation', service: 'process', data: { text: 'hello' } },
};

for (const [what, call] of Object.entries(REFUSED)) {
  test(`a limited call is refused: ${what}`, async () => {
    const { home, guard } = guarded([{ exposedOnly: true }]);
    await assert.rejects(guard.callService(call), notPermitted);
    await assert.rejects(guard.prepare([call]), notPermitted);
    assert.equal(home.calls.length, 0);
  });
}

test('whatever a limited call holds, what is sent names only what shows', async () => {
  const ids = fc.constantFrom(...THINGS.map(({ id }) => id), 'light.none', 'all', 'kitchen');
  const places = fc.constantFrom('kitchen', 'salon', 'garden', 'ground', 'party');
  const target = fc.record(
    {
      entity_id: fc.array(ids, { maxLength: 3 }),
      area_id: fc.array(places, { maxLength: 2 }),
      floor_id: fc.array(places, { maxLength: 2 }),
      label_id: fc.array(places, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
  const data = fc.dictionary(
    fc.constantFrom('entity_id', 'area_id', 'snapshot_entities', 'light.salon', 'x'),
    fc.oneof(ids, fc.array(ids), fc.record({ y: ids })),
  );
  await fc.assert(
    fc.asyncProperty(target, data, async (aimed, given) => {
      const { home, guard } = guarded([{ domains: ['light'], areas: ['kitchen'] }]);
      await guard.callService({ ...LIGHT_ON, target: aimed, data: given }).catch((thrown) => {
        assert.ok(notPermitted(thrown), String(thrown));
      });
      for (const { call } of home.calls) {
        assert.deepEqual(Object.keys(call.target ?? {}), ['entity_id']);
        const named = JSON.stringify(call).match(/[a-z0-9_]+\.[a-z0-9_]+/g) ?? [];
        for (const id of named) {
          assert.ok(['light.kitchen', 'light.hidden', 'light.none'].includes(id), id);
        }
        for (const id of call.target?.entity_id ?? []) {
          assert.ok(guard.mirror.entity(id) !== undefined, id);
        }
      }
    }),
  );
});

test('over the websocket and REST somebody limited reads of what shows, and nothing else', async () => {
  const asked: unknown[] = [];
  const { home, guard } = guarded([{ exposedOnly: true }]);
  home.command = async <T>(message: unknown) => {
    asked.push(message);
    return [
      { statistic_id: 'light.kitchen' },
      { statistic_id: 'light.salon' },
      { statistic_id: 'x:y' },
    ] as T;
  };
  home.rest = async () => ({ status: 200, headers: {}, bytes: Buffer.alloc(0) }) as never;
  for (const message of [
    { type: 'get_states' },
    { type: 'render_template', template: 'x' },
    { type: 'config/entity_registry/list' },
    { type: 'search/related', item_type: 'entity', item_id: 'light.kitchen' },
    { type: 'history/history_during_period', entity_ids: ['light.kitchen', 'light.salon'] },
    { type: 'history/history_during_period', entity_ids: [] },
    { type: 'history/history_during_period' },
    { type: 'recorder/statistics_during_period', statistic_ids: ['light.kitchen', 'x:y'] },
    { type: 'call_service', domain: 'light', service: 'turn_on' },
    { type: 'constructor' },
  ]) {
    await assert.rejects(guard.command(message), notPermitted, JSON.stringify(message));
    await assert.rejects(
      guard.awaitEvent(message, () => 1),
      notPermitted,
    );
  }
  assert.deepEqual(asked, []);
  await guard.command({ type: 'history/history_during_period', entity_ids: ['light.kitchen'] });
  assert.deepEqual(await guard.command({ type: 'recorder/list_statistic_ids' }), [
    { statistic_id: 'light.kitchen' },
  ]);
  for (const path of [
    ['camera_proxy', 'camera.garden'],
    ['states'],
    ['history', 'period'],
    ['error_log'],
  ]) {
    await assert.rejects(guard.rest({ method: 'GET', path }), notPermitted, path.join('/'));
  }
  await assert.rejects(
    guard.rest({ method: 'POST', path: ['states', 'light.kitchen'] }),
    notPermitted,
  );
  await guard.rest({ method: 'GET', path: ['states', 'light.kitchen'] });
});

test('a logbook entry does not say which hidden thing brought it about', async () => {
  const { home, guard } = guarded([{ exposedOnly: true }]);
  const shown = { entity_id: 'light.kitchen', state: 'on', when: 1 };
  home.command = async <T>() =>
    [
      { ...shown, context_entity_id: 'scene.night', context_name: 'Night', context_user_id: 'u' },
      { ...shown, source: 'state of light.salon', message: 'triggered by state of light.salon' },
      { ...shown, context_entity_id: 'switch.kitchen', context_name: 'Kitchen switch' },
    ] as T;
  const message = { type: 'logbook/get_events', entity_ids: ['light.kitchen'] };
  assert.deepEqual(await guard.command(message), [
    shown,
    shown,
    { ...shown, context_entity_id: 'switch.kitchen', context_name: 'Kitchen switch' },
  ]);
});

test('reading only: no service that changes something is called, whoever asks', async () => {
  const { home, guard } = guarded([{ readOnly: true }]);
  const turnOn = { ...LIGHT_ON, target: { entity_id: ['light.kitchen'] } };
  await assert.rejects(guard.callService(turnOn), notPermitted);
  await assert.rejects(guard.command({ type: 'conversation/process', text: 'x' }), notPermitted);
  await assert.rejects(guard.command({ type: 'call_service' }), notPermitted);
  await guard.callService({ domain: 'weather', service: 'get_forecasts', returnResponse: true });
  assert.equal(home.calls.length, 1);
});

/** The keys of what a call has to be allowed for; nothing is sent meanwhile. */
async function needs(call: ServiceCall, rules: readonly Rule[] = []) {
  const { home, guard } = guarded(rules);
  home.command = async () => {
    throw new HomeCommandError('unknown_command', 'no');
  };
  const thrown = await guard.callService(call).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown === undefined) return [];
  assert.ok(thrown instanceof NeedsYes, String(thrown));
  assert.equal(home.calls.length, 0);
  assert.deepEqual(guard.asked, thrown.effects);
  return thrown.effects.map(({ sentence }) => sentence);
}

test('a sensitive thing is found wherever it is reached from', async () => {
  const off = { domain: 'homeassistant', service: 'turn_off' };
  const FRONT = 'Call homeassistant.turn_off on Front door (lock.front)';
  assert.deepEqual(await needs({ ...off, target: { entity_id: ['lock.front'] } }), [FRONT]);
  assert.deepEqual(await needs({ ...off, target: { area_id: ['salon'] } }), [FRONT]);
  assert.deepEqual(await needs({ ...off, target: { floor_id: ['ground'] } }), [FRONT]);
  assert.deepEqual(await needs({ ...off, data: { entity_id: 'light.kitchen, LOCK.front' } }), [
    FRONT,
  ]);
  assert.equal((await needs({ ...off, data: { entity_id: 'all' } })).length >= 2, true);
  const unlock = { domain: 'lock', service: 'unlock' };
  assert.deepEqual(await needs({ ...unlock, target: { entity_id: ['lock.front'] } }), [
    'Unlock Front door (lock.front)',
  ]);
  assert.deepEqual(await needs({ ...unlock, target: { entity_id: ['lock.without_state'] } }), [
    'Unlock without state (lock.without_state)',
  ]);
  const open = { domain: 'cover', service: 'open_cover' };
  assert.deepEqual(await needs({ ...open, target: { entity_id: ['cover.all'] } }), [
    'Open Garage (cover.garage)',
  ]);
  assert.deepEqual(await needs({ ...open, target: { entity_id: ['cover.blind'] } }), []);
  const scene = { domain: 'scene', service: 'turn_on' };
  const night = 'Run Night, which acts on Front door (lock.front)';
  assert.deepEqual(await needs({ ...scene, target: { entity_id: ['scene.night'] } }), [night]);
  assert.deepEqual(await needs({ ...off, target: { entity_id: ['group.deep'] } }), [night]);
  const apply = {
    domain: 'scene',
    service: 'apply',
    data: { entities: { 'lock.front': 'unlocked' } },
  };
  assert.deepEqual(await needs(apply), ['Call scene.apply on Front door (lock.front)']);
  assert.deepEqual(await needs({ ...LIGHT_ON, target: { area_id: ['salon'] } }), []);
  const sensitive = [{ sensitive: ['light.salon'] }];
  assert.deepEqual(await needs({ ...LIGHT_ON, target: { area_id: ['salon'] } }, sensitive), [
    'Call light.turn_on on Salon (light.salon)',
  ]);
});

test('a script is looked into, and asked about when that is not possible', async () => {
  const unseen = ['Run Leave (script.leave), which may act on anything'];
  assert.deepEqual(await needs({ domain: 'script', service: 'leave' }), unseen);
  const turnOn = { domain: 'script', service: 'turn_on', target: { entity_id: ['script.leave'] } };
  assert.deepEqual(await needs(turnOn), unseen);
  assert.deepEqual(await needs(turnOn, [{ withoutAsking: ['script.leave'] }]), []);
  assert.deepEqual(await needs({ ...turnOn, service: 'turn_off' }), []);

  const within = async (related: object, call: ServiceCall = turnOn) => {
    const { home, guard } = guarded([]);
    home.command = async <T>() => related as T;
    await guard.callService(call).catch((thrown) => assert.ok(thrown instanceof NeedsYes));
    return guard.asked.map(({ sentence }) => sentence);
  };
  const leave = ['Run Leave, which acts on Front door (lock.front)'];
  assert.deepEqual(await within({ entity: ['light.salon'], area: ['salon'] }), []);
  assert.deepEqual(await within({ entity: ['lock.front'] }), leave);
  assert.deepEqual(await within({ area: ['salon'] }), leave);
  assert.deepEqual(await within({ scene: ['scene.night'] }), leave);
  const automation = { domain: 'automation', target: { entity_id: ['automation.leave'] } };
  const trigger = { ...automation, service: 'trigger' };
  assert.deepEqual(await within({ entity: ['lock.front'] }, trigger), leave);
  assert.deepEqual(
    await within({ entity: ['lock.front'] }, { ...automation, service: 'turn_off' }),
    [],
  );
});

test("so are the tools of Home Assistant's own MCP server, but not what only gets", async () => {
  const { home, guard } = guarded([]);
  const sent: unknown[] = [];
  const answer = { status: 200, type: 'application/json', bytes: Buffer.from('{}') };
  home.rest = async ({ body }) => {
    sent.push(body);
    return answer;
  };
  const ask = (within: GuardedHome, method: string, name?: string) =>
    within.rest({ method: 'POST', path: ['mcp'], body: { method, params: { name } } });
  for (const name of ['HassTurnOff', 'unlock', 'getaway']) {
    await assert.rejects(ask(guard, 'tools/call', name), NeedsYes);
  }
  await assert.rejects(guard.rest({ method: 'POST', path: ['mcp'], body: [] }), NeedsYes);
  assert.deepEqual(sent, []);
  await ask(guard, 'tools/list');
  await ask(guard, 'tools/call', 'GetLiveContext');
  const sure = new GuardedHome(home, combine([{ withoutAsking: ['lock'] }], ADMIN));
  await ask(sure, 'tools/call', 'HassTurnOff');
  assert.equal(sent.length, 3);
});

test('Assist is asked about as long as it can reach something sensitive', async () => {
  const { home, guard } = guarded([]);
  home.command = async <T>() => 'said' as T;
  const say = { type: 'conversation/process', text: 'unlock the door' };
  await assert.rejects(guard.command(say), NeedsYes);
  assert.deepEqual(
    guard.asked.map(({ sentence }) => sentence),
    ['Let Assist act, which can also use Front door (lock.front)'],
  );
  const process = { domain: 'conversation', service: 'process', data: { text: 'x' } };
  await assert.rejects(guard.callService(process), NeedsYes);
  const sure = new GuardedHome(home, combine([{ withoutAsking: ['lock'] }], ADMIN));
  assert.equal(await sure.command(say), 'said');
});

test('a yes is for that service on that entity, and calls are checked together before any', async () => {
  const unlock = { domain: 'lock', service: 'unlock', target: { entity_id: ['lock.front'] } };
  const { home, guard } = guarded([], ADMIN, ['lock.unlock lock.front']);
  await guard.callService(unlock);
  await assert.rejects(guard.callService({ ...unlock, service: 'open' }), NeedsYes);
  const turnOn = { ...LIGHT_ON, target: { entity_id: ['light.kitchen'] } };
  await guard.prepare([unlock, turnOn]);
  const garage = {
    domain: 'cover',
    service: 'open_cover',
    target: { entity_id: ['cover.garage'] },
  };
  await assert.rejects(guard.prepare([turnOn, garage]), NeedsYes);
  assert.equal(home.calls.length, 1);
});

test('services are called in one way only', async () => {
  const { guard } = guarded([]);
  await assert.rejects(guard.command({ type: 'call_service' }), notPermitted);
  for (const path of [
    ['services', 'lock', 'unlock'],
    ['events', 'x'],
    ['intent', 'handle'],
  ]) {
    await assert.rejects(guard.rest({ method: 'POST', path }), notPermitted);
  }
  const sequence = [{ action: 'lock.unlock', target: { entity_id: 'lock.front' } }];
  await assert.rejects(guard.command({ type: 'execute_script', sequence }), NeedsYes);
});
