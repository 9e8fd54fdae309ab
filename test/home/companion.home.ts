import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startCallback } from '../browser/callback.ts';
import { startChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
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

const MiB = 1_024 * 1_024;

describe('The companion inside a real Home Assistant', { timeout: 600_000 }, () => {
  let home: RealHome;
  before(async () => {
    home = await startHomeWithCompanion({
      components: [HOOK],
      configuration: 'latchkey_test_hook:\n',
    });
  });
  after(() => home?.stop());

  const latchkeyBehind = (t: TestContext) =>
    startTestLatchkey(t, {
      home: { url: home.url, people: home.people, stop: async () => {} },
      baseUrl: () => `${home.url}/api/latchkey`,
      env: { MCP_COMPANION_SECRET: SECRET },
    });
  const ada = () => person(home, 'Ada');
  const remove = (entry: string) =>
    asAdministrator(home, `/api/config/config_entries/entry/${entry}`, { method: 'DELETE' });
  const installed = async (t: TestContext) => {
    const latchkey = await latchkeyBehind(t);
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
    const path = `/api/diagnostics/config_entry/${entry}`;
    const headers = { Authorization: `Bearer ${ada().token}` };
    // Home Assistant hears in the background that what it has just set up has some.
    await eventually(async () => (await fetch(`${home.url}${path}`, { headers })).ok);
    const { data } = (await asAdministrator(home, path, { method: 'GET' })) as {
      data: Record<string, unknown>;
    };
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
    const document = `${home.url}/.well-known/oauth-authorization-server/api/latchkey`;
    assert.equal((await fetch(document)).status, 503);
    assert.equal((await fetch(`${home.url}/manifest.json`)).status, 200, 'Home Assistant is there');
    await latchkey.restart();
    assert.equal((await fetch(document)).status, 200, 'nobody had to do anything');
    assert.equal(await whoAmI(latchkey.url, tokens.access_token), 'Ada');
    assert.equal((await client.refresh(tokens.refresh_token)).status, 200);
  });

  test('a body that is too large is refused as such, each time', async (t) => {
    const latchkey = await installed(t);
    const { tokens } = await signIn(latchkey.base, ada());
    const post = async (authorization: string, length: number) => {
      const headers = { Authorization: authorization, 'Content-Type': 'application/json' };
      return (
        await fetch(latchkey.url, { method: 'POST', headers, body: Buffer.alloc(length, 32) })
      ).status;
    };
    for (let count = 0; count < 10; count += 1) {
      assert.equal(await post(`Bearer ${tokens.access_token}`, 20 * MiB), 413);
      assert.equal(await post('Bearer nobody-knows', 20 * MiB), 401);
    }
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
      const asked: string[] = [];
      page.on('request', (request) => void asked.push(request.url()));
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
      for (const { era, mode } of ERAS) {
        const sdk = await sdkClient(t, latchkey.url, access_token, mode);
        const turned = await sdk.callTool({
          name: 'call_service',
          arguments: { domain: 'light', service: 'turn_off', entity_id: 'light.kitchen' },
        });
        assert.notEqual(turned.isError, true, era);
      }
      const hosts = new Set(asked.map((url) => new URL(url).origin));
      assert.deepEqual([...hosts].sort(), [callback.origin, new URL(home.url).origin].sort());
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
