import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type DemoSupervisor, startDemoSupervisor } from '../../src/demo/supervisor/supervisor.ts';
import { startChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { type LatchkeyUnderTest, startTestLatchkey } from '../support/latchkey-under-test.ts';
import { asAdministrator, type FlowStep } from './companion.ts';
import { type HomePerson, type RealHome, startRealHome } from './real-home.ts';
import { type HomeSocket, openSocket } from './socket.ts';

const HOOK = join(import.meta.dirname, 'hook', 'latchkey_test_hook');
const FLOWS = '/api/config/config_entries/flow';
/** As Home Assistant names the API of a server that an app announced: by the app's slug. */
const LLM_API = 'mcp-a1b2c3d4_latchkey';

describe('Home Assistant as an MCP client of Latchkey', { timeout: 300_000 }, () => {
  let home: RealHome;
  let browser: Browser;
  let socket: HomeSocket;
  before(async () => {
    home = await startRealHome({ components: [HOOK], configuration: 'latchkey_test_hook:\n' });
    browser = await startChromium();
    socket = await openSocket(home.url, person(home, 'Ada').token);
    await socket.ask('config/core/update', { internal_url: home.url });
  });
  after(async () => {
    socket?.close();
    await browser?.close();
    await home?.stop();
  });

  /** One step of a flow of Home Assistant, as its frontend takes it. */
  const step = async (flowId: string, body?: object): Promise<FlowStep & { url?: string }> => {
    const answer = await fetch(`${home.url}${FLOWS}/${flowId}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${person(home, 'Ada').token}`,
        'Content-Type': 'application/json',
        'HA-Frontend-Base': home.url,
        Connection: 'close',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as FlowStep & { url?: string };
  };

  /** What Home Assistant's own MCP server says of the API that its MCP client has made of us. */
  const asked = async (method: string, params: object = {}) => {
    const answer = await fetch(`${home.url}/api/mcp/${LLM_API}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${person(home, 'Ada').token}`,
        Accept: 'application/json, text/event-stream',
        'Content-Type': 'application/json',
        Connection: 'close',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    return JSON.parse(text).result;
  };

  /** Signs in at the real login page, where Home Assistant sends a person. */
  const signIn = async (t: TestContext, url: string) => {
    const context = await browser.newContext();
    lastly(t, () => context.close());
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('button', { name: 'Sign in with Home Assistant' }).click();
    await page.locator('input[name=username]').fill(person(home, 'Ada').username);
    await page.locator('input[name=password]').fill(person(home, 'Ada').password);
    await page.keyboard.press('Enter');
    await page.waitForURL(({ pathname }) => pathname === '/auth/external/callback');
  };

  /** The entry that a flow has made, until the test is over. */
  const loaded = async (t: TestContext, done: FlowStep) => {
    assert.equal(done.type, 'create_entry', JSON.stringify(done));
    const id = done.result?.entry_id ?? '';
    lastly(t, () =>
      asAdministrator(home, `/api/config/config_entries/entry/${id}`, { method: 'DELETE' }),
    );
    const entries = await socket.ask<{ entry_id: string; state: string }[]>('config_entries/get', {
      domain: 'mcp',
    });
    assert.equal(entries.find(({ entry_id }) => entry_id === id)?.state, 'loaded');
    return id;
  };

  test('set up from discovery: nothing is typed, and it uses the tools of Latchkey', async (t) => {
    const { latchkey, supervisor } = await appOf(t, home);
    const address = `http://127.0.0.2:${latchkey.port}`;
    await press(latchkey, socket, 'address/add', { address });
    await eventually(async () => supervisor.state.announced.size === 1, 30_000);
    const [[uuid, said] = []] = supervisor.state.announced;
    assert.deepEqual(said, { service: 'mcp', config: { url: `${address}/mcp` } });
    await asAdministrator(home, '/api/services/latchkey_test_hook/discover', {
      body: { handler: 'mcp', uuid, config: said?.config },
    });
    const found = async () =>
      (await socket.ask<FlowStep[]>('config_entries/flow/progress')).find(
        ({ handler }) => handler === 'mcp',
      );
    await eventually(async () => (await found())?.step_id === 'hassio_confirm');
    const flowId = (await found())?.flow_id ?? '';

    const confirmed = await step(flowId, {});
    assert.equal(confirmed.step_id, 'credentials_choice', JSON.stringify(confirmed));
    const leaving = await step(flowId, { next_step_id: 'pick_implementation' });
    assert.equal(leaving.type, 'external', JSON.stringify(leaving));

    await signIn(t, leaving.url ?? '');

    const done = await step(flowId);
    await loaded(t, done);
    assert.equal(done.result?.source, 'hassio');

    const { tools } = await asked('tools/list');
    const names = tools.map(({ name }: { name: string }) => name);
    assert.ok(names.includes('call_service') && names.includes('home_overview'), names.join());
    await asked('tools/call', {
      name: 'call_service',
      arguments: { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' },
    });
    const light = await asAdministrator(home, '/api/states/light.kitchen', { method: 'GET' });
    assert.equal((light as { state: string }).state, 'on');
  });

  test('set up by hand, with a client ID and a secret that the settings made', async (t) => {
    const latchkey = await startTestLatchkey(t, {
      home: { url: home.url, people: home.people, stop: async () => {} },
      baseUrl: (port) => `http://127.0.0.2:${port}`,
      env: { MCP_HOST: '0.0.0.0', HOMEASSISTANT_TOKEN: person(home, 'Ada').token },
    });
    const page = await press(latchkey, socket, 'home-client/make', { home: home.url });
    const shown = (id: string) => new RegExp(`<code id="${id}">([^<]+)<`).exec(page)?.[1] ?? '';
    assert.equal(shown('address'), latchkey.url);

    const started = (await asAdministrator(home, FLOWS, { body: { handler: 'mcp' } })) as FlowStep;
    const asks = await step(started.flow_id, { url: shown('address') });
    // Its frontend asks for them then, and goes on with the flow anew.
    const credentials = await socket.ask<{ id: string }>('application_credentials/create', {
      domain: 'mcp',
      client_id: shown('clientId'),
      client_secret: shown('clientSecret'),
      name: 'By hand',
    });
    lastly(t, () =>
      socket.ask('application_credentials/delete', {
        application_credentials_id: credentials.id,
      }),
    );
    assert.ok(['missing_credentials', undefined].includes(asks.reason), JSON.stringify(asks));
    const again = (await asAdministrator(home, FLOWS, { body: { handler: 'mcp' } })) as FlowStep;
    const choice = await step(again.flow_id, { url: shown('address') });
    assert.equal(choice.step_id, 'credentials_choice', JSON.stringify(choice));
    let leaving = await step(again.flow_id, { next_step_id: 'pick_implementation' });
    // It lists those of other tests, too.
    if (leaving.type === 'form') {
      leaving = await step(again.flow_id, { implementation: credentials.id });
    }
    assert.equal(leaving.type, 'external', JSON.stringify(leaving));
    await signIn(t, leaving.url ?? '');
    await loaded(t, await step(again.flow_id));
  });
});

/** Latchkey as an app that nobody configured, under a Supervisor of our own before the real home. */
async function appOf(t: TestContext, home: RealHome) {
  const supervisor: DemoSupervisor = await startDemoSupervisor({
    home: home.url,
    homeToken: person(home, 'Ada').token,
  });
  lastly(t, () => supervisor.stop());
  const latchkey = await startTestLatchkey(t, {
    home: { url: home.url, people: home.people, stop: async () => {} },
    // This machine under a name that no client takes for its own.
    env: { MCP_HOST: '0.0.0.0' },
    config: {
      baseUrls: [],
      homes: [{ name: 'Home', url: 'http://127.0.0.1:9', verifyTls: true }],
      homeIsFound: true,
      homeToken: undefined,
      supervisor: { url: supervisor.url, token: supervisor.token },
    },
  });
  return { latchkey, supervisor };
}

/** Sends a form of the first page of the settings, as an administrator; gives what was answered. */
async function press(
  { latchkey }: Pick<LatchkeyUnderTest<never>, 'latchkey'>,
  socket: HomeSocket,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const { id } = await socket.ask<{ id: string }>('auth/current_user');
  const settings = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, latchkey.settingsUrl), {
      ...init,
      headers: { 'x-remote-user-id': id, connection: 'close' },
      redirect: 'manual',
    });
  let page = '';
  await eventually(async () => {
    const answer = await settings('');
    page = await answer.text();
    return answer.status === 200;
  }, 30_000);
  const [, csrf = ''] = /name="csrf" value="([\w-]+)"/.exec(page) ?? [];
  const body = new URLSearchParams({ ...fields, csrf });
  const answer = await settings(action, { method: 'POST', body });
  assert.ok(answer.status < 400, `${answer.status}`);
  return answer.text();
}

function person(home: RealHome, name: string): HomePerson {
  const found = home.people.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} does not live there`);
  return found;
}
