/** The timeline through the front door: a whole connection, and every place where one stops. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE } from '../../../src/core/clock.ts';
import { LIMITS } from '../../../src/net/limits/table.ts';
import { timeline as words } from '../../../src/words/en/timeline.ts';
import { ADA, pressSignIn, signInAtHome } from '../../support/home-login.ts';
import {
  type LatchkeyUnderTest,
  startTestLatchkey,
  TestClock,
} from '../../support/latchkey-under-test.ts';
import {
  Browser,
  codeOf,
  mcp,
  onwardOf,
  send,
  submitConsent,
  TestClient,
  tokensOf,
} from '../../support/oauth-client.ts';
import { discover, latest, stepsOf, timelineOf } from './stage.ts';

async function house(t: Parameters<typeof startTestLatchkey>[0], env: Record<string, string> = {}) {
  const clock = new TestClock();
  const lk = await startTestLatchkey(t, { clock: clock.read, env });
  return { lk, clock, person: lk.people[0] };
}

/** A client that registered and was let in, up to its code. */
async function letIn(lk: LatchkeyUnderTest, metadata: { client_name?: string } = {}) {
  const client = await TestClient.register(lk.base, { client_name: 'Claude', ...metadata });
  const page = await client.openConsent();
  return { client, code: codeOf(await submitConsent(page, lk.people[0].token)) };
}

async function stopped(lk: LatchkeyUnderTest, code: string) {
  const attempt = await latest(lk);
  assert.equal(attempt.stop?.code, code, JSON.stringify(attempt, null, 1));
  assert.equal(attempt.state, 'stopped');
  const { happened, means, todo } = words.stops[attempt.stop.code](attempt.stop.parameters);
  for (const sentence of [happened, means, todo]) assert.match(sentence, /^[A-Z][^<>]+\.$/);
  return { attempt, happened };
}

test('a whole connection is eight steps of one attempt, and connected', async (t) => {
  const { lk, clock } = await house(t);
  await discover(lk);
  assert.deepEqual(stepsOf(await latest(lk)), [
    'challenge ok',
    'resource_metadata ok',
    'server_metadata ok',
    'registration waiting',
  ]);
  const { client, code } = await letIn(lk);
  const tokens = tokensOf(await client.redeem(code));
  assert.equal((await latest(lk)).state, 'under way');
  await mcp(lk.url, tokens.access_token, 'tools/list');
  const { attempts } = await timelineOf(lk);
  assert.equal(attempts.length, 1, JSON.stringify(attempts, null, 1));
  const [attempt] = attempts;
  assert.ok(attempt);
  assert.deepEqual(stepsOf(attempt), [
    'challenge ok',
    'resource_metadata ok',
    'server_metadata ok',
    'registration ok',
    'authorize ok',
    'consent_page ok',
    'consent ok',
    'token ok',
    'call ok',
  ]);
  const { state, client: name, clientId } = attempt;
  assert.deepEqual(
    { state, name, clientId },
    { state: 'connected', name: 'Claude', clientId: client.id },
  );
  assert.equal(attempt.from.address, '127.0.0.1');

  clock.pass(5 * HOUR);
  const later = await latest(lk);
  assert.equal(later.state, 'connected', 'an assistant that is not used is connected all the same');
});

test('calls of a connection that works are no news', async (t) => {
  const { lk, clock } = await house(t);
  const { client, code } = await letIn(lk);
  const { access_token } = tokensOf(await client.redeem(code));
  await mcp(lk.url, access_token, 'tools/list');
  const before = await timelineOf(lk);
  clock.pass(MINUTE);
  for (let each = 0; each < 5; each += 1) await mcp(lk.url, access_token, 'tools/list');
  assert.deepEqual(await timelineOf(lk), before);
});

test('whoever begins anew after a stop has a new line', async (t) => {
  const { lk } = await house(t);
  await discover(lk);
  const { client, code } = await letIn(lk);
  await client.redeem(code, { code_verifier: 'x'.repeat(43) });
  await stopped(lk, 'wrong_verifier');
  await discover(lk);
  await TestClient.register(lk.base, { client_name: 'Claude' });
  const { attempts } = await timelineOf(lk);
  assert.deepEqual(attempts.map((one) => one.state).sort(), ['stopped', 'under way']);
  assert.equal(attempts.find(({ state }) => state === 'under way')?.steps.length, 5);
});

test('two assistants that connect at the same time have a line each', async (t) => {
  const { lk } = await house(t);
  const one = await letIn(lk);
  const other = await letIn(lk, { client_name: 'ChatGPT' });
  for (const { client, code } of [other, one]) {
    await mcp(lk.url, tokensOf(await client.redeem(code)).access_token, 'tools/list');
  }
  const { attempts } = await timelineOf(lk);
  assert.deepEqual(attempts.map(({ client, state }) => `${client} ${state}`).sort(), [
    'ChatGPT connected',
    'Claude connected',
  ]);
});

test('a person signs in at the login page of their home, or is sent back from there', async (t) => {
  const { lk } = await house(t);
  const client = await TestClient.register(lk.base);
  const page = await client.openConsent();
  const login = new URL(onwardOf(await pressSignIn(page))).searchParams;
  const cancelled = new URL(login.get('redirect_uri') ?? '');
  cancelled.searchParams.set('state', login.get('state') ?? '');
  await page.browser.open(cancelled.href);
  await stopped(lk, 'sign_in_again');
  codeOf(await signInAtHome(page, ADA));
  const attempt = await latest(lk);
  assert.equal(attempt.state, 'under way');
  assert.equal(stepsOf(attempt).at(-1), 'token waiting');
});

test('an hour later it renews: still connected, and the timeline does not grow', async (t) => {
  const { lk, clock } = await house(t);
  const { client, code } = await letIn(lk);
  let tokens = tokensOf(await client.redeem(code));
  await mcp(lk.url, tokens.access_token, 'tools/list');
  const before = stepsOf(await latest(lk));
  for (let hour = 0; hour < 3; hour += 1) {
    clock.pass(HOUR + MINUTE);
    assert.equal((await mcp(lk.url, tokens.access_token, 'tools/list')).status, 401);
    assert.equal((await latest(lk)).state, 'connected');
    tokens = tokensOf(await client.refresh(tokens.refresh_token));
    await mcp(lk.url, tokens.access_token, 'tools/list');
  }
  assert.deepEqual(stepsOf(await latest(lk)), before);
  assert.equal((await latest(lk)).state, 'connected');

  clock.pass(HOUR + MINUTE);
  await mcp(lk.url, tokens.access_token, 'tools/list');
  clock.pass(3 * MINUTE);
  await stopped(lk, 'never_renewed');
  await mcp(
    lk.url,
    tokensOf(await client.refresh(tokens.refresh_token)).access_token,
    'tools/list',
  );
  assert.equal((await latest(lk)).state, 'connected');
});

test('a client that only looks around is told apart by how far it came', async (t) => {
  const { lk, clock } = await house(t);
  await fetch(lk.url, { method: 'POST' });
  assert.equal((await latest(lk)).state, 'under way');
  clock.pass(3 * MINUTE);
  await stopped(lk, 'only_asked');
  await fetch(`${lk.base}/.well-known/oauth-protected-resource/mcp`);
  clock.pass(3 * MINUTE);
  await stopped(lk, 'stopped_after_resource_metadata');
  await fetch(`${lk.base}/.well-known/openid-configuration`);
  clock.pass(3 * MINUTE);
  await stopped(lk, 'never_registered');
});

test('a client that asks for the documents of another address', async (t) => {
  const { lk, clock } = await house(t);
  await fetch(lk.url, { method: 'POST' });
  await fetch(`${lk.base}/.well-known/oauth-protected-resource/other/mcp`);
  clock.pass(3 * MINUTE);
  await stopped(lk, 'asked_elsewhere');
});

test('Claude registered but never came back', async (t) => {
  const { lk, clock } = await house(t);
  await discover(lk);
  await TestClient.register(lk.base, { client_name: 'Claude' });
  assert.equal((await latest(lk)).state, 'under way');
  clock.pass(3 * MINUTE);
  const { happened } = await stopped(lk, 'never_came_back');
  assert.match(happened, /^Claude registered but never came back:/);
});

test('registrations that are refused', async (t) => {
  const { lk } = await house(t);
  const register = (body: object) =>
    send(`${lk.base}/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  await register({ redirect_uris: ['javascript:alert(1)'] });
  await stopped(lk, 'registration_redirect');
  await register({ redirect_uris: ['https://client.example/cb'], token_endpoint_auth_method: 'x' });
  await stopped(lk, 'registration_refused');
});

for (const [stop, changes] of [
  ['redirect_not_allowed', { redirect_uri: 'https://elsewhere.example/cb' }],
  ['other_resource', { resource: 'https://elsewhere.example/mcp' }],
  ['no_pkce', { code_challenge_method: 'plain' }],
  ['authorize_refused', { response_type: 'token' }],
  ['unknown_client', { client_id: 'nobody' }],
] as const) {
  test(`/authorize refuses: ${stop}`, async (t) => {
    const { lk } = await house(t);
    const client = await TestClient.register(lk.base, { client_name: 'Claude' });
    await new Browser().open(client.authorizeUrl(changes));
    const { attempt } = await stopped(lk, stop);
    assert.equal(attempt.client, 'Claude');
    await client.openConsent();
    assert.equal((await latest(lk)).state, 'under way', 'and goes on when it asks rightly');
  });
}

test('a document that cannot be read', async (t) => {
  const { lk } = await house(t);
  const client = TestClient.known(
    lk.base,
    'https://nowhere.example/client.json',
    'https://a.example/',
  );
  await new Browser().open(client.authorizeUrl());
  await stopped(lk, 'client_document');
});

test('the consent page: not opened, not answered, expired, in another browser, no', async (t) => {
  const { lk, clock, person } = await house(t);
  const client = await TestClient.register(lk.base, { client_name: 'Claude' });
  await send(client.authorizeUrl());
  clock.pass(2 * MINUTE);
  await stopped(lk, 'form_not_opened');

  const page = await client.openConsent();
  assert.equal(stepsOf(await latest(lk)).at(-1), 'consent waiting');
  clock.pass(11 * MINUTE);
  await stopped(lk, 'never_answered');
  await submitConsent(page, person.token);
  await stopped(lk, 'form_expired');

  const second = await client.openConsent();
  await new Browser().open(second.url);
  await stopped(lk, 'other_browser');
  await submitConsent(second, 'no-token-of-home-assistant');
  await stopped(lk, 'sign_in_refused');
  await submitConsent(second, '', { action: 'deny' });
  await stopped(lk, 'denied');
  assert.equal((await timelineOf(lk)).attempts.length, 1);
});

test('Home Assistant does not answer', async (t) => {
  const { lk, person } = await house(t);
  const client = await TestClient.register(lk.base);
  const page = await client.openConsent();
  await lk.home.stop();
  await submitConsent(page, person.token);
  await stopped(lk, 'home_unreachable');
});

test('the person went to the login page of the home and did not come back', async (t) => {
  const { lk, clock } = await house(t, { HOMEASSISTANT_BROWSER_URL: 'http://home.example:8123' });
  const client = await TestClient.register(lk.base);
  const page = await client.openConsent();
  await submitConsent(page, '', { action: 'signin' });
  assert.ok(stepsOf(await latest(lk)).includes('consent waiting at_home'));
  assert.equal((await latest(lk)).state, 'under way');
  clock.pass(11 * MINUTE);
  await stopped(lk, 'never_back_from_home');
});

test('a yes after which nobody came for the token, and a token after which no call came', async (t) => {
  const { lk, clock } = await house(t);
  const { client, code } = await letIn(lk);
  clock.pass(3 * MINUTE);
  await stopped(lk, 'code_never_redeemed');
  tokensOf(await client.redeem(code));
  clock.pass(3 * MINUTE);
  const { happened } = await stopped(lk, 'token_never_used');
  assert.match(happened, /^Claude was given its token, but no call followed/);
});

for (const [stop, changes] of [
  ['wrong_verifier', { code_verifier: 'x'.repeat(43) }],
  ['other_resource', { resource: 'https://elsewhere.example/mcp' }],
  ['redirect_not_allowed', { redirect_uri: 'https://elsewhere.example/cb' }],
  ['client_authentication', { client_secret: 'not-its-secret' }],
  ['code_unknown', { code: 'no-code' }],
] as const) {
  test(`/token refuses: ${stop}`, async (t) => {
    const { lk } = await house(t);
    const { client, code } = await letIn(lk);
    await client.redeem(code, changes);
    const { attempt } = await stopped(lk, stop);
    assert.equal(attempt.client, 'Claude');
  });
}

test('a code that comes too late, and one that comes twice', async (t) => {
  const { lk, clock } = await house(t);
  const late = await letIn(lk);
  clock.pass(11 * MINUTE);
  await late.client.redeem(late.code);
  await stopped(lk, 'code_expired');

  const { client, code } = await letIn(lk);
  const { access_token } = tokensOf(await client.redeem(code));
  clock.pass(MINUTE);
  await client.redeem(code);
  await stopped(lk, 'code_used');
  await mcp(lk.url, access_token, 'tools/list');
  await stopped(lk, 'signed_out');
});

test('a call with a token of another address, of nobody, and from a foreign page', async (t) => {
  const clock = new TestClock();
  const lk = await startTestLatchkey(t, {
    clock: clock.read,
    baseUrl: (port) => `http://127.0.0.1:${port},http://localhost:${port}`,
  });
  const { client, code } = await letIn(lk);
  const { access_token } = tokensOf(await client.redeem(code));
  const elsewhere = lk.url.replace('127.0.0.1', 'localhost');
  await mcp(elsewhere, access_token, 'tools/list');
  await stopped(lk, 'token_for_other_resource');
  await mcp(lk.url, access_token, 'tools/list');
  assert.equal((await latest(lk)).state, 'connected');
  clock.pass(MINUTE);

  await mcp(lk.url, 'a-token-of-home-assistant', 'tools/list');
  await stopped(lk, 'foreign_token');
  clock.pass(MINUTE);
  await mcp(lk.url, undefined, 'tools/list', {}, { headers: { Origin: 'https://evil.example' } });
  await stopped(lk, 'unknown_origin');
});

test('a refresh that is refused', async (t) => {
  const { lk, clock } = await house(t);
  const { client, code } = await letIn(lk);
  const tokens = tokensOf(await client.redeem(code));
  await mcp(lk.url, tokens.access_token, 'tools/list');
  await client.revoke(tokens.refresh_token);
  clock.pass(MINUTE);
  await client.refresh(tokens.refresh_token);
  const { happened } = await stopped(lk, 'refresh_refused');
  assert.match(happened, /^Claude came for a new token/);
});

test('a name that is none of the front doors', async (t) => {
  const { lk } = await house(t);
  const port = new URL(lk.base).port;
  const { request } = await import('node:http');
  await new Promise<void>((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port,
        path: '/mcp',
        method: 'POST',
        headers: { Host: 'old.example:8443' },
      },
      (response) => response.resume().once('end', resolve),
    )
      .once('error', reject)
      .end();
  });
  const { happened } = await stopped(lk, 'unknown_host');
  assert.match(happened, /under the name old\.example:8443,/);
});

test('too many requests', async (t) => {
  const few = { atOnce: 1, perMinute: 1 };
  const limits = { ...LIMITS, register: { counts: 'all', address: few, everyone: few } } as const;
  const lk = await startTestLatchkey(t, { limits });
  await TestClient.register(lk.base, { client_name: 'Claude' });
  await assert.rejects(TestClient.register(lk.base));
  await stopped(lk, 'too_many_requests');
});

test('a restart forgets, and says since when it remembers', async (t) => {
  const { lk, clock } = await house(t);
  const { client, code } = await letIn(lk);
  const tokens = tokensOf(await client.redeem(code));
  await mcp(lk.url, tokens.access_token, 'tools/list');
  const { since } = await timelineOf(lk);
  clock.pass(2 * HOUR);
  await lk.restart();
  const forgotten = { since: since + 2 * HOUR, attempts: [] };
  assert.deepEqual(await timelineOf(lk), forgotten);

  await mcp(lk.url, tokens.access_token, 'tools/list');
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  await mcp(lk.url, renewed.access_token, 'tools/list');
  assert.deepEqual(await timelineOf(lk), forgotten, 'a connection that goes on is no attempt');
  await client.revoke(renewed.refresh_token);
  await mcp(lk.url, renewed.access_token, 'tools/list');
  const { attempt } = await stopped(lk, 'signed_out');
  assert.equal(attempt.client, 'Claude', 'but one that ends is told by its name');
});
