import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { MINUTE, SECOND } from '../../src/core/clock.ts';
import { startCallback } from '../browser/callback.ts';
import { startChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { startImpatientProxy } from '../support/impatient-proxy.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { signIn, TestClient, tokensOf, whoAmI } from '../support/oauth-client.ts';
import { Application, connectApplication } from '../support/sdk-application.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import {
  addByHand,
  asAdministrator,
  type FlowStep,
  flow,
  SECRET,
  startHomeWithCompanion,
} from './companion.ts';
import type { HomePerson, RealHome } from './real-home.ts';
import { openSocket } from './socket.ts';

const HOOK = join(import.meta.dirname, 'hook', 'latchkey_test_hook');

/** Five minutes behind a relay that cuts after 90 seconds, as Nabu Casa's does; else the same in small. */
const LONG = process.env.LATCHKEY_TEST_LONG === '1';
const [LISTENING_MS, IDLE_MS] = LONG ? [5 * MINUTE, 90 * SECOND] : [6 * SECOND, 2 * SECOND];

describe('The companion inside a real Home Assistant', { timeout: 600_000 }, () => {
  let home: RealHome;
  before(async () => {
    home = await startHomeWithCompanion({
      components: [HOOK],
      configuration: 'latchkey_test_hook:\n',
    });
  });
  after(() => home?.stop());

  const latchkeyBehind = (t: TestContext, options: { keepAliveMs?: number } = {}) =>
    startTestLatchkey(t, {
      home: { url: home.url, people: home.people, stop: async () => {} },
      baseUrl: () => `${home.url}/api/latchkey`,
      env: { MCP_COMPANION_SECRET: SECRET },
      ...options,
    });
  const ada = () => person(home, 'Ada');
  const remove = (entry: string) =>
    asAdministrator(home, `/api/config/config_entries/entry/${entry}`, { method: 'DELETE' });
  const installed = async (t: TestContext, options: { keepAliveMs?: number } = {}) => {
    const latchkey = await latchkeyBehind(t, options);
    const entry = await addByHand(home, latchkey.port);
    lastly(t, () => remove(entry));
    return latchkey;
  };

  test('set up by hand: what is wrong is said, and then it is open', async (t) => {
    const latchkey = await latchkeyBehind(t);
    const document = `${home.url}/.well-known/oauth-authorization-server/api/latchkey`;
    assert.equal((await fetch(document)).status, 404, 'not set up yet');
    const { flow_id } = await flow(home, undefined, {});
    const here = { host: '127.0.0.1', port: latchkey.port, secret: SECRET };
    const wrong = async (change: object) =>
      (await flow(home, flow_id, { ...here, ...change })).errors?.base;
    assert.equal(await wrong({ secret: 'another secret than the one' }), 'invalid_auth');
    assert.equal(await wrong({ port: 1 }), 'cannot_connect');
    assert.equal(await wrong({ host: 'http://127.0.0.1' }), 'cannot_connect');
    const done = await flow(home, flow_id, here);
    assert.equal(done.type, 'create_entry', JSON.stringify(done));
    assert.equal((await flow(home, undefined, {})).reason, 'already_configured');

    const entry = done.result?.entry_id ?? '';
    const { data } = (await asAdministrator(home, `/api/diagnostics/config_entry/${entry}`, {
      method: 'GET',
    })) as { data: Record<string, unknown> };
    assert.deepEqual(data, { app: { ...here, secret: '**REDACTED**' }, problem: null });
    assert.equal((await fetch(document)).status, 200);
    await remove(entry);
    assert.equal((await fetch(document)).status, 503, 'removed');
  });

  test('found by the Supervisor: it asks once, and follows the app when that moves', async (t) => {
    const latchkey = await latchkeyBehind(t);
    const socket = await openSocket(home.url, ada().token);
    lastly(t, () => socket.close());
    const discover = (config: object) =>
      asAdministrator(home, '/api/services/latchkey_test_hook/discover', {
        body: { uuid: 'd6a1c0de', config },
      });
    const waiting = async () =>
      (await socket.ask<FlowStep[]>('config_entries/flow/progress')).find(
        ({ handler }) => handler === 'latchkey',
      );
    await discover({ host: '127.0.0.1', port: 1, secret: 'the one before' });
    await eventually(async () => (await waiting())?.step_id === 'hassio_confirm');
    const done = await flow(home, (await waiting())?.flow_id, {});
    assert.equal(done.type, 'create_entry', JSON.stringify(done));
    lastly(t, () => remove(done.result?.entry_id ?? ''));
    assert.equal(done.result?.source, 'hassio');

    const document = `${home.url}/.well-known/oauth-authorization-server/api/latchkey`;
    assert.equal((await fetch(document)).status, 503);
    await discover({ host: '127.0.0.1', port: latchkey.port, secret: SECRET });
    await eventually(async () => (await fetch(document)).status === 200);
    assert.equal(await waiting(), undefined, 'nobody is asked again');
  });

  test('the SDK’s client signs in through it and acts, in both eras', async (t) => {
    const latchkey = await installed(t);
    assert.equal(latchkey.url, `${home.url}/api/latchkey/mcp`);
    for (const { mode } of ERAS) {
      const client = await connectApplication(latchkey.url, new Application(ada()), mode);
      const { tools } = await client.listTools();
      assert.ok(tools.some(({ name }) => name === 'call_service'));
      const called = await client.callTool({
        name: 'call_service',
        arguments: { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' },
      });
      assert.notEqual(called.isError, true, JSON.stringify(called));
      await client.close();
    }
    assert.equal((await fetch(`${home.url}/manifest.json`)).status, 200, 'nobody is banned');
  });

  test('the app is stopped and started underneath', async (t) => {
    const latchkey = await installed(t);
    const { client, tokens } = await signIn(latchkey.base, ada());
    await latchkey.stop();
    const away = await fetch(latchkey.url, { method: 'POST', body: '{}' });
    assert.equal(away.status, 503);
    assert.equal(away.headers.get('retry-after'), '10');
    await latchkey.restart();
    assert.equal(await whoAmI(latchkey.url, tokens.access_token), 'Ada');
    assert.equal((await client.refresh(tokens.refresh_token)).status, 200);
  });

  test('a stream lives on behind a relay that cuts what is silent', async (t) => {
    const latchkey = await installed(t, LONG ? {} : { keepAliveMs: 500 });
    const { tokens } = await signIn(latchkey.base, ada());
    const to = Number(new URL(home.url).port);
    const relay = await startImpatientProxy(t, { to, idleMs: IDLE_MS });
    const url = `http://127.0.0.1:${relay.port}/api/latchkey/mcp`;
    const client = await sdkClient(t, url, tokens.access_token, { pin: '2026-07-28' });
    const listening = await client.listen({ toolsListChanged: true });
    let ended = false;
    void listening.closed.then(() => {
      ended = true;
    });
    await pause(LISTENING_MS);
    assert.equal(ended, false);
    await listening.close();
  });

  test('without a sign of life that relay does cut', async (t) => {
    const latchkey = await installed(t, { keepAliveMs: MINUTE });
    const { tokens } = await signIn(latchkey.base, ada());
    const to = Number(new URL(home.url).port);
    const relay = await startImpatientProxy(t, { to, idleMs: SECOND });
    const url = `http://127.0.0.1:${relay.port}/api/latchkey/mcp`;
    const client = await sdkClient(t, url, tokens.access_token, { pin: '2026-07-28' });
    const listening = await client.listen({ toolsListChanged: true });
    await listening.closed;
    assert.ok(relay.cut() > 0);
  });

  describe('with a browser', () => {
    let browser: Browser;
    before(async () => {
      browser = await startChromium();
    });
    after(() => browser?.close());

    test('a person signs in with Home Assistant, all of it at one address', async (t) => {
      const latchkey = await installed(t);
      const callback = await startCallback(t);
      const client = await TestClient.register(latchkey.base, {
        client_name: 'Claude',
        redirect_uris: [callback.uri],
      });
      const context = await browser.newContext();
      lastly(t, () => context.close());
      const page = await context.newPage();
      await page.goto(client.authorizeUrl());
      await page.getByRole('button', { name: 'Sign in with Home Assistant' }).click();
      await page.locator('input[name=username]').fill(ada().username);
      await page.locator('input[name=password]').fill(ada().password);
      await page.keyboard.press('Enter');
      const { access_token } = tokensOf(
        await client.redeem((await callback.arrived).get('code') ?? ''),
      );
      assert.equal(await whoAmI(latchkey.url, access_token), 'Ada');
      assert.equal(new URL(page.url()).origin, callback.origin);
      const kept = (await context.cookies()).filter(({ name }) => name.includes('latchkey'));
      assert.deepEqual(
        kept.map(({ path }) => path),
        ['/api/latchkey'],
      );
    });

    test('a person pastes a token into the form', async (t) => {
      const latchkey = await installed(t);
      const callback = await startCallback(t);
      const client = await TestClient.register(latchkey.base, { redirect_uris: [callback.uri] });
      const context = await browser.newContext({ javaScriptEnabled: false });
      lastly(t, () => context.close());
      const page = await context.newPage();
      await page.goto(client.authorizeUrl());
      await page.getByLabel('Your Home Assistant token').fill(person(home, 'Ben').token);
      await page.keyboard.press('Enter');
      const code = (await callback.arrived).get('code') ?? '';
      const { access_token } = tokensOf(await client.redeem(code));
      assert.equal(await whoAmI(latchkey.url, access_token), 'Ben');
    });
  });
});

function person(home: RealHome, name: string): HomePerson {
  const found = home.people.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nobody here is called ${name}`);
  return found;
}
