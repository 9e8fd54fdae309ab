import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import {
  type LatchkeyUnderTest,
  type SomeHome,
  startTestLatchkey,
} from '../support/latchkey-under-test.ts';
import { callTool, mcp, signIn } from '../support/oauth-client.ts';
import { type HomeSocket, openSocket } from './socket.ts';
import { startHomeUnderTest } from './start.ts';

const LOCK = 'lock.front_door';
/** It has a place in the registry, and Home Assistant does not expose such sensors by itself. */
const HIDDEN = 'sensor.boiler_power';
const FORMS = { 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } };

describe('rules and questions, in front of a real Home Assistant', { timeout: 240_000 }, () => {
  const endings: (() => unknown)[] = [];
  const ending = { after: (end: () => unknown) => void endings.push(end) };
  let home: Awaited<ReturnType<typeof startHomeUnderTest>>;
  let lk: LatchkeyUnderTest<SomeHome>;
  let socket: HomeSocket;
  let ada: string;
  let ben: string;

  before(async () => {
    home = await startHomeUnderTest();
    lk = await startTestLatchkey(ending, { home: { ...home, stop: async () => {} } });
    socket = await openSocket(home.url, home.people[0].token);
    ada = (await signIn(lk.base, home.people[0])).tokens.access_token;
    ben = (await signIn(lk.base, home.people[1])).tokens.access_token;
  });
  after(async () => {
    socket?.close();
    for (const end of endings.reverse()) await end();
    await home?.stop();
  });

  const api = (method: string, path: string, body?: unknown) =>
    fetch(`${home.url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${home.people[0].token}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const stateOf = async (id: string) =>
    ((await (await api('GET', `states/${id}`)).json()) as { state: string }).state;

  /** Calls a service as Ada would from an assistant that can show questions. */
  const call = (args: Readonly<Record<string, unknown>>, back: object = {}) => {
    const params = { name: 'call_service', arguments: args, ...back };
    return mcp(lk.url, ada, 'tools/call', params, { meta: FORMS });
  };
  const questionIn = ({ result, text }: Awaited<ReturnType<typeof call>>) => {
    assert.equal(result?.resultType, 'input_required', text);
    const { allow } = result.inputRequests as { allow: { params: { message: string } } };
    return { message: allow.params.message, state: String(result.requestState) };
  };
  const accept = { allow: { action: 'accept', content: {} } };

  test('who is no administrator sees what is exposed to Assist, and what is exposed from now on', async () => {
    const seen = async (id: string) =>
      (await callTool(lk.url, ben, 'get_state', { entity_id: id })).result?.isError !== true;
    assert.equal(await seen('light.kitchen'), true);
    assert.equal(await seen(HIDDEN), false);
    assert.equal(await seen(LOCK), false);
    assert.equal(await seen('sun.sun'), false);
    const expose = (should_expose: boolean) =>
      socket.ask('homeassistant/expose_entity', {
        assistants: ['conversation'],
        entity_ids: [HIDDEN],
        should_expose,
      });
    await expose(true);
    await eventually(() => seen(HIDDEN));
    await expose(false);
    await eventually(async () => !(await seen(HIDDEN)));
    const unlock = { domain: 'lock', service: 'unlock', entity_id: LOCK };
    assert.equal((await callTool(lk.url, ben, 'call_service', unlock)).result?.isError, true);
    const listed = (await mcp(lk.url, ada, 'tools/list')).text;
    assert.match(listed, /call_service/);
  });

  test('a door opens after a yes, and not before', async () => {
    const unlock = { domain: 'lock', service: 'unlock', entity_id: LOCK };
    assert.equal(await stateOf(LOCK), 'locked');
    const { message, state } = questionIn(await call(unlock));
    assert.match(message, /Unlock Front Door \(lock\.front_door\)/i);
    assert.equal(await stateOf(LOCK), 'locked');
    const done = await call(unlock, { requestState: state, inputResponses: accept });
    assert.equal(done.result?.isError, undefined, done.text);
    await eventually(async () => (await stateOf(LOCK)) === 'unlocked');
    const lock = await call({ ...unlock, service: 'lock' });
    assert.equal(lock.result?.isError, undefined, 'locking needs no question');
  });

  test('scripts and scenes are asked about for what they do inside', async () => {
    const script = (id: string, sequence: unknown) =>
      api('POST', `config/script/config/${id}`, { alias: id, sequence });
    const act = (action: string, target: object) => [{ action, target }];
    await script('leave', act('lock.unlock', { entity_id: LOCK }));
    await script('open_all', act('cover.open_cover', { area_id: 'garage_area' }));
    await script('lamp', act('light.turn_on', { entity_id: 'light.kitchen' }));
    await api('POST', 'config/scene/config/coming', {
      name: 'Coming home',
      entities: { [LOCK]: { state: 'unlocked' }, 'light.kitchen': { state: 'on' } },
    });
    const area = await socket.ask<{ area_id: string }>('config/area_registry/create', {
      name: 'Garage area',
    });
    assert.equal(area.area_id, 'garage_area');
    await socket.ask('config/entity_registry/update', {
      entity_id: 'cover.garage_door',
      name: 'Garage Door',
      area_id: area.area_id,
    });
    const run = { domain: 'script', service: 'turn_on' };
    await eventually(async () => {
      const { text } = await callTool(lk.url, ada, 'get_state', { entity_id: 'script.lamp' });
      return !text.includes('"isError":true');
    });
    await eventually(async () => {
      const garage = { entity_id: 'cover.garage_door' };
      return (await callTool(lk.url, ada, 'get_state', garage)).text.includes('Garage area');
    });
    const leave = questionIn(await call({ ...run, entity_id: 'script.leave' }));
    assert.match(leave.message, /Run leave, which acts on Front Door/i);
    const own = questionIn(await call({ domain: 'script', service: 'leave' }));
    assert.match(own.message, /Front Door/i);
    const all = questionIn(await call({ ...run, entity_id: 'script.open_all' }));
    assert.match(all.message, /Garage Door/i);
    const scene = questionIn(
      await call({ domain: 'scene', service: 'turn_on', entity_id: 'scene.coming_home' }),
    );
    assert.match(scene.message, /Run Coming home, which acts on Front Door/i);
    const lamp = await call({ ...run, entity_id: 'script.lamp' });
    assert.equal(lamp.result?.isError, undefined, lamp.text);
    assert.notEqual(lamp.result?.resultType, 'input_required', lamp.text);
  });

  test('the phone of the person is asked, and its button opens the door', async (t) => {
    const pushed: { message?: string; data?: { actions?: { action: string }[] } }[] = [];
    const server = createServer(async (request, response) => {
      let text = '';
      for await (const part of request.setEncoding('utf8')) text += part;
      pushed.push(JSON.parse(text));
      response.writeHead(201, { 'content-type': 'application/json' });
      const resetsAt = '2100-01-01T00:00:00Z';
      response.end(
        JSON.stringify({ rateLimits: { successful: 1, maximum: 5, errors: 0, resetsAt } }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    lastly(t, () => server.close());
    const { port } = server.address() as AddressInfo;
    const registered = await api('POST', 'mobile_app/registrations', {
      device_id: 'pocket',
      device_name: 'Adas Téléphone',
      app_id: 'test',
      app_name: 'Test',
      app_version: '1',
      manufacturer: 'Test',
      model: 'Test',
      os_name: 'Test',
      os_version: '1',
      supports_encryption: false,
      app_data: { push_token: 'test', push_url: `http://127.0.0.1:${port}/push` },
    });
    const { webhook_id: hook } = (await registered.json()) as { webhook_id: string };
    const tell = (type: string, data: object) => api('POST', `webhook/${hook}`, { type, data });
    await tell('update_location', { gps: [40.4, -3.7], gps_accuracy: 5 });
    await socket.ask('person/update', {
      person_id: 'ada',
      device_trackers: ['device_tracker.adas_telephone'],
    });
    const unlock = { domain: 'lock', service: 'unlock', entity_id: LOCK };
    await api('POST', 'services/lock/lock', { entity_id: LOCK });
    await eventually(async () => {
      const { text } = await callTool(lk.url, ada, 'get_state', { entity_id: 'person.ada' });
      return text.includes('adas_telephone');
    });
    const press = async (index: number, count: number) => {
      const answer = callTool(lk.url, ada, 'call_service', unlock);
      await eventually(async () => pushed.filter(({ data }) => data?.actions).length === count);
      const action = pushed.findLast(({ data }) => data?.actions)?.data?.actions?.[index]?.action;
      await tell('fire_event', {
        event_type: 'mobile_app_notification_action',
        event_data: { action },
      });
      return answer;
    };
    assert.match((await press(1, 1)).text, /said no/);
    assert.equal(await stateOf(LOCK), 'locked');
    assert.equal((await press(0, 2)).result?.isError, undefined);
    await eventually(async () => (await stateOf(LOCK)) === 'unlocked');
    assert.match(pushed[0]?.message ?? '', /Unlock Front Door/i);
    await eventually(async () => pushed.at(-1)?.message === 'clear_notification');
  });
});
