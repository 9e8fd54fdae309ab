import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, type TestContext, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { MINUTE } from '../../src/core/clock.ts';
import { en } from '../../src/words/en.ts';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import {
  type LatchkeyUnderTest,
  startTestLatchkey,
  TestClock,
  type TestLatchkeyOptions,
} from '../support/latchkey-under-test.ts';
import { TestClient, tokensOf, whoAmI } from '../support/oauth-client.ts';
import { type Callback, startCallback } from './callback.ts';
import { holdBack, visitor } from './visitor.ts';

const LIMIT = { timeout: MINUTE };

let browser: Browser;
before(async () => {
  browser = await startChromium();
});
after(() => browser.close());

/** Everybody at the door: Latchkey, a client that waits at its callback, a person with a browser. */
interface Scene {
  readonly latchkey: LatchkeyUnderTest;
  readonly callback: Callback;
  readonly client: TestClient;
  readonly page: Page;
}

async function scene(t: TestContext, options: TestLatchkeyOptions = {}): Promise<Scene> {
  const latchkey = await startTestLatchkey(t, options);
  const callback = await startCallback(t);
  const client = await TestClient.register(latchkey.base, {
    client_name: 'Claude',
    redirect_uris: [callback.uri],
  });
  const hosts = [latchkey.base, callback.origin].map((origin) => new URL(origin).host);
  return { latchkey, callback, client, page: await visitor(t, browser, hosts) };
}

function press(page: Page, button: 'Allow' | 'Deny'): Promise<void> {
  return page.getByRole('button', { name: button }).click();
}

async function allow(page: Page, token: string): Promise<void> {
  await page.getByLabel('Your Home Assistant token').fill(token);
  await press(page, 'Allow');
}

async function heading(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
}

/** Everything a client does with what came back to it; answers with whom it acts as. */
async function connect({ latchkey, client }: Scene, answer: URLSearchParams): Promise<unknown> {
  const tokens = tokensOf(await client.redeem(answer.get('code') ?? ''));
  return whoAmI(latchkey.url, tokens.access_token);
}

test('a person signs in with a few clicks, without JavaScript', LIMIT, async (t) => {
  const at = await scene(t);
  const { page, latchkey, client, callback } = at;
  await page.goto(client.authorizeUrl());
  assert.equal(await heading(page), 'Claude wants to use your home');
  const facts = (await page.locator('dl').textContent()) ?? '';
  assert.ok(facts.includes(new URL(callback.uri).host), 'the page says where it returns to');
  assert.match(facts, /Homehome/);
  assert.ok(await page.getByLabel('Look and control').isChecked());

  const goOn = await holdBack(page, callback.origin);
  await allow(page, latchkey.people[0].token);
  await page.getByRole('heading', { name: 'Claude may use your home' }).waitFor();
  assert.match(
    (await page.textContent('main')) ?? '',
    /Signed in as Ada\. Claude may now look and control/,
  );
  await goOn();
  const answer = await callback.arrived;
  assert.equal(answer.get('state'), client.state);
  assert.equal(answer.get('iss'), latchkey.base);
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.equal(await connect(at, answer), 'Ada');
});

test('the link moves on as well as the page itself', LIMIT, async (t) => {
  const { page, latchkey, client, callback } = await scene(t);
  await page.goto(client.authorizeUrl());
  const goOn = await holdBack(page, callback.origin);
  await allow(page, latchkey.people[0].token);
  await goOn();
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.ok((await callback.arrived).get('code'));
});

test('Deny tells the client, and needs no token', LIMIT, async (t) => {
  const { page, latchkey, client, callback } = await scene(t);
  await page.goto(client.authorizeUrl());
  const goOn = await holdBack(page, callback.origin);
  await press(page, 'Deny');
  await page.getByRole('heading', { name: 'You said no' }).waitFor();
  await goOn();
  const answer = await callback.arrived;
  assert.equal(answer.get('error'), 'access_denied');
  assert.equal(answer.get('state'), client.state);
  assert.equal(answer.get('iss'), latchkey.base);
  assert.equal(answer.get('code'), null);
});

test('a wrong token is explained; the choice is kept and the token is not', LIMIT, async (t) => {
  const { page, latchkey, client, callback } = await scene(t);
  const { token } = latchkey.people[0];
  const refused = `${token.slice(0, -6)}AAAAAA`;
  await page.goto(client.authorizeUrl());
  await page.getByLabel('Look', { exact: false }).first().check();

  for (const [wrong, sentence] of [
    ['', en.consent.refusals.empty],
    ['marker-of-a-mistake', en.consent.refusals.malformed],
    [refused, en.consent.refusals.refused],
  ] as const) {
    await allow(page, wrong);
    assert.equal(await page.getByRole('alert').textContent(), sentence);
    assert.equal(await page.locator('input[name=permission]:checked').inputValue(), 'look');
    assert.equal(await page.getByLabel('Your Home Assistant token').inputValue(), '');
    if (wrong !== '') assert.ok(!(await page.content()).includes(wrong));
  }

  await allow(page, token);
  const answer = await callback.arrived;
  const { scope } = tokensOf(await client.redeem(answer.get('code') ?? ''));
  assert.equal(scope, 'home:read energy:read');
});

test('a double click on Allow is one answer', LIMIT, async (t) => {
  const at = await scene(t);
  await at.page.goto(at.client.authorizeUrl());
  await at.page.getByLabel('Your Home Assistant token').fill(at.latchkey.people[0].token);
  await at.page.getByRole('button', { name: 'Allow' }).dblclick();
  await at.page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  const codes = new Set(at.callback.arrivals.map((arrival) => arrival.get('code')));
  assert.equal(codes.size, 1);
  assert.equal(await connect(at, await at.callback.arrived), 'Ada');
});

test('going back after the answer meets a kind page', LIMIT, async (t) => {
  const { page, latchkey, client, callback } = await scene(t);
  await page.goto(client.authorizeUrl());
  await allow(page, latchkey.people[0].token);
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await page.goBack();
  assert.equal(await heading(page), 'You have already answered');
  await page.reload();
  assert.equal(await heading(page), 'You have already answered');
  assert.equal(callback.arrivals.length, 1);
});

test('the form survives a reload', LIMIT, async (t) => {
  const at = await scene(t);
  await at.page.goto(at.client.authorizeUrl());
  await at.page.reload();
  await allow(at.page, at.latchkey.people[1].token);
  assert.equal(await connect(at, await at.callback.arrived), 'Ben');
});

test('a form that was open for too long says so, and so does its address', LIMIT, async (t) => {
  const clock = new TestClock();
  const { page, latchkey, client, callback } = await scene(t, { clock: clock.read });
  await page.goto(client.authorizeUrl());
  const formUrl = page.url();
  clock.pass(11 * MINUTE);
  await allow(page, latchkey.people[0].token);
  assert.equal(await heading(page), 'This sign-in has ended');
  await page.goto(formUrl);
  assert.equal(await heading(page), 'This sign-in has ended');
  assert.equal(callback.arrivals.length, 0);
});

test('two tabs are two sign-ins, answered in any order', LIMIT, async (t) => {
  const { page: first, latchkey, client, callback } = await scene(t);
  const second = await first.context().newPage();
  await first.goto(client.authorizeUrl({ state: 'first' }));
  await second.goto(client.authorizeUrl({ state: 'second' }));
  await allow(second, latchkey.people[1].token);
  await second.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await allow(first, latchkey.people[0].token);
  await first.getByRole('heading', { name: 'Welcome back' }).waitFor();

  const people: unknown[] = [];
  for (const arrival of callback.arrivals) {
    const { access_token } = tokensOf(await client.redeem(arrival.get('code') ?? ''));
    people.push([arrival.get('state'), await whoAmI(latchkey.url, access_token)]);
  }
  assert.deepEqual(people, [
    ['second', 'Ben'],
    ['first', 'Ada'],
  ]);
});

test('the form opens in no other browser', LIMIT, async (t) => {
  const { page, latchkey, client, callback } = await scene(t);
  await page.goto(client.authorizeUrl());
  const stranger = await visitor(t, browser, [new URL(latchkey.base).host]);
  await stranger.goto(page.url());
  assert.equal(await heading(stranger), 'This sign-in belongs to another browser');
  assert.equal(await stranger.locator('form').count(), 0);
  assert.ok(!(await stranger.content()).includes('Claude'), 'it says nothing of whose it is');

  await allow(page, latchkey.people[0].token);
  assert.ok((await callback.arrived).get('code'), 'the first browser is not disturbed');
});

test('no page of another origin can frame the form', LIMIT, async (t) => {
  const { page, client } = await scene(t);
  await page.goto(client.authorizeUrl());
  const attacker = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<h1>Win a prize</h1><iframe src="${page.url()}"></iframe>`);
  });
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  lastly(t, () => {
    attacker.close();
    attacker.closeAllConnections();
  });

  // The same host on another port is the same site, so the cookie does go along.
  const refusals: string[] = [];
  const context = await browser.newContext({ storageState: await page.context().storageState() });
  lastly(t, () => context.close());
  const trap = await context.newPage();
  trap.on('console', (message) => refusals.push(message.text()));
  await trap.goto(`http://127.0.0.1:${(attacker.address() as AddressInfo).port}/`);
  const [frame] = trap.mainFrame().childFrames();
  assert.ok(frame);
  assert.equal(await frame.locator('form').count(), 0);
  assert.match(frame.url(), /^chrome-error:/);
  assert.match(refusals.join('\n'), /frame-ancestors/);

  await trap.goto(page.url());
  assert.equal(await heading(trap), 'Claude wants to use your home', 'unframed, that browser may');
});

test('a client may send the browser on to yet another origin', LIMIT, async (t) => {
  const latchkey = await startTestLatchkey(t);
  const last = await startCallback(t, { host: 'localhost' });
  const first = await startCallback(t, { redirectTo: last.uri });
  const client = await TestClient.register(latchkey.base, { redirect_uris: [first.uri] });
  const hosts = [latchkey.base, first.origin, last.origin].map((origin) => new URL(origin).host);
  const page = await visitor(t, browser, hosts);
  await page.goto(client.authorizeUrl());
  await allow(page, latchkey.people[0].token);
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.equal(page.url(), last.uri);
  assert.ok((await first.arrived).get('code'));
});

test('the keyboard is enough', LIMIT, async (t) => {
  const { page, latchkey, client, callback } = await scene(t);
  await page.goto(client.authorizeUrl());
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(':focus').inputValue(), 'control', 'first the permission');
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.locator(':focus').inputValue(), 'look');
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(':focus').textContent(), 'Sign in with Home Assistant');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(latchkey.people[0].token);
  await page.keyboard.press('Enter');
  const { scope } = tokensOf(await client.redeem((await callback.arrived).get('code') ?? ''));
  assert.equal(scope, 'home:read energy:read');
});

test('with two homes a person chooses one by its name', LIMIT, async (t) => {
  const { home } = await startTestLatchkey(t);
  const at = await scene(t, { env: { HOMEASSISTANT_URL: `flat=${home.url},cabin=${home.url}` } });
  await at.page.goto(at.client.authorizeUrl());
  const select = at.page.getByRole('combobox', { name: 'Home' });
  assert.deepEqual(await select.locator('option').allTextContents(), ['flat', 'cabin']);
  assert.equal(await select.inputValue(), 'flat');

  await select.selectOption('cabin');
  await allow(at.page, 'not a token');
  assert.equal(await select.inputValue(), 'cabin', 'the choice is kept after a mistake');
  const token = home.people[1]?.token ?? '';
  await allow(at.page, token);
  assert.equal(await connect(at, await at.callback.arrived), 'Ben');
  const grants = await at.latchkey.latchkey.store.grants();
  assert.deepEqual(
    grants.map((grant) => grant.home),
    ['cabin'],
  );
});
