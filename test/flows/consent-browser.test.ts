import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import {
  assertKindPage,
  Browser,
  callbackOf,
  codeOf,
  consentPage,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

const clock = new TestClock();
const { base, people, latchkey, home } = await startTestLatchkey({ after }, { clock: clock.read });
const [ada] = people;

test('a double click on Allow is one answer: the same code twice', async () => {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const [first, second] = await Promise.all([
    submitConsent(page, ada.token),
    submitConsent(page, ada.token),
  ]);
  assert.equal(callbackOf(first).location, callbackOf(second).location);
  const third = await submitConsent(page, ada.token);
  assert.equal(callbackOf(third).location, callbackOf(first).location);

  tokensOf(await client.redeem(codeOf(first)));
  const grants = (await latchkey.store.grants()).filter((grant) => grant.clientId === client.id);
  assert.equal(grants.length, 1);
});

test('an answered form gives its answer again without asking the home', async () => {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  await submitConsent(page, ada.token);
  const before = home.commands().length;
  assert.ok(callbackOf(await submitConsent(page, 'anything')).code);
  assert.equal(home.commands().length, before);
});

test('the back button after an answer leads to a kind page', async () => {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  await submitConsent(page, ada.token);
  assertKindPage(await page.browser.open(page.url), 200, /already answered/);
});

test('the authorization link opened again, or the page reloaded, is a form that works', async () => {
  const client = await TestClient.register(base);
  const browser = new Browser();
  const first = await client.openConsent({}, browser);
  const reloaded = consentPage(browser, await browser.open(first.url));
  const again = await client.openConsent({}, browser);
  assert.notEqual(again.hidden.request, first.hidden.request);
  tokensOf(await client.redeem(codeOf(await submitConsent(again, ada.token))));
  tokensOf(await client.redeem(codeOf(await submitConsent(reloaded, ada.token))));
});

test('a form that was open for too long is a kind page, whatever is done with it', async () => {
  const client = await TestClient.register(base);
  const open = await client.openConsent();
  const answered = await client.openConsent();
  await submitConsent(answered, ada.token);
  clock.pass(10 * MINUTE);
  for (const page of [open, answered]) {
    assertKindPage(await page.browser.open(page.url), 410, /has ended/);
    assertKindPage(await submitConsent(page, ada.token), 410, /has ended/);
    assertKindPage(await submitConsent(page, '', { action: 'deny' }), 410, /has ended/);
  }
  assertKindPage(await open.browser.open(`${base}/consent`), 410, /has ended/);
  assertKindPage(await open.browser.open(`${base}/consent?request=guess`), 410, /has ended/);
});

test('a form belongs to the browser it was made for', async () => {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const stranger = new Browser();
  assertKindPage(await stranger.open(page.url), 403, /another browser/);
  const other = await client.openConsent({}, stranger);
  assert.notEqual(other.hidden.csrf, page.hidden.csrf);
  assertKindPage(await stranger.open(page.url), 403, /another browser/);
  const theirs = { ...page, browser: stranger };
  assertKindPage(await submitConsent(theirs, ada.token), 403, /another browser/);
  assertKindPage(await submitConsent(theirs, '', { action: 'deny' }), 403, /another browser/);
  assert.ok(callbackOf(await submitConsent(page, ada.token)).code, 'its own browser still may');
  assertKindPage(await stranger.open(page.url), 403, /another browser/);
});

test('a form without its CSRF token, or with another one, is refused and stays open', async () => {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const tab = await client.openConsent({}, page.browser);
  const foreign = await client.openConsent();
  const wrongs = ['', 'x', tab.hidden.csrf ?? '', foreign.hidden.csrf ?? ''];
  for (const csrf of wrongs) {
    const answer = await submitConsent(page, ada.token, { csrf });
    assertKindPage(answer, 403, /did not come from our page/);
    const denied = await submitConsent(page, '', { csrf, action: 'deny' });
    assertKindPage(denied, 403, /did not come from our page/);
  }
  assert.ok(callbackOf(await submitConsent(page, ada.token)).code);
});

test('a form posted from another site is refused, even with the right CSRF token', async () => {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const cases = [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: '' },
    { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' },
    { 'Sec-Fetch-Site': '', Origin: 'null' },
  ];
  for (const headers of cases) {
    const answer = await submitConsent(page, ada.token, {}, headers);
    assertKindPage(answer, 403, /did not come from our page/);
  }
  const silent = { 'Sec-Fetch-Site': '', Origin: '' };
  assert.ok(
    callbackOf(await submitConsent(page, ada.token, {}, silent)).code,
    'an old browser may',
  );
});

test('two tabs of one browser both work, in either order', async () => {
  const browser = new Browser();
  const one = await TestClient.register(base, { client_name: 'Claude' });
  const other = await TestClient.register(base, { client_name: 'ChatGPT' });
  const firstTab = await one.openConsent({}, browser);
  const secondTab = await other.openConsent({}, browser);
  assert.match(firstTab.text, /Claude wants/);
  assert.match(secondTab.text, /ChatGPT wants/);

  const second = await submitConsent(secondTab, ada.token);
  const first = await submitConsent(firstTab, ada.token);
  assert.equal(callbackOf(second).query.get('state'), other.state);
  assert.equal(callbackOf(first).query.get('state'), one.state);
  tokensOf(await one.redeem(codeOf(first)));
  tokensOf(await other.redeem(codeOf(second)));
});

test('a name that a client chose for itself is text, on every page', async () => {
  const name = '<img src=x onerror=alert(1)>"\'';
  const client = await TestClient.register(base, { client_name: name });
  const page = await client.openConsent();
  const pages = [page, await submitConsent(page, ada.token)];
  for (const { text } of pages) {
    assert.doesNotMatch(text, /<img/);
    assert.match(text, /&lt;img src=x/);
  }
});
