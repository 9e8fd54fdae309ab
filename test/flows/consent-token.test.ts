import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { message } from '../../src/doctor/selftest/html.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  Browser,
  type ConsentPage,
  callbackOf,
  codeOf,
  consentPage,
  type Page,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

/** A token of the right shape that no home made. */
function forgedToken(expiresInSeconds: number): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: randomBytes(16).toString('hex'),
    iat: now - 3_600,
    exp: now + expiresInSeconds,
  };
  const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createHmac('sha256', randomBytes(32)).update(input).digest('base64url');
  return `${input}.${signature}`;
}

/** The form came again, with a sentence and without anything that was typed. */
function problemOf(page: Page, typed: string): string {
  const form = consentPage(new Browser(), page);
  for (const part of typed.split('.').filter((one) => one !== '')) {
    assert.ok(!page.text.includes(part), 'what was typed came back');
  }
  const field = form.form.inputs.find(({ name }) => name === 'token');
  assert.equal(field?.type, 'password');
  assert.equal(field.value, undefined);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.match(page.text, /role="alert"/);
  return message(page.text);
}

const shared = await startTestLatchkey({ after });

async function openForm(base = shared.base): Promise<{ client: TestClient; page: ConsentPage }> {
  const client = await TestClient.register(base);
  return { client, page: await client.openConsent() };
}

test('each way a token can be wrong has its own sentence, and none costs a failed login but the last', async () => {
  const { home, people } = shared;
  const [ada] = people;
  const cases = [
    { name: 'empty', token: '', about: /empty/, logins: 0 },
    { name: 'blank', token: ' \n\t ', about: /empty/, logins: 0 },
    { name: 'malformed', token: 'not-a-token-at-all', about: /not a long-lived/, logins: 0 },
    { name: 'cut off', token: ada.token.slice(0, 60), about: /not a long-lived/, logins: 0 },
    { name: 'script', token: '<script>alert(1)</script>', about: /not a long-lived/, logins: 0 },
    { name: 'expired', token: forgedToken(-60), about: /expired/, logins: 0 },
    { name: 'wrong', token: forgedToken(3_600), about: /did not accept/, logins: 1 },
  ];
  const sentences = new Map<string, string>();
  for (const { name, token, about, logins } of cases) {
    const { client, page } = await openForm();
    const before = home.failedLogins();
    const answer = await submitConsent(page, token);
    assert.equal(answer.status, 400, name);
    const sentence = problemOf(answer, token);
    assert.match(sentence, about, name);
    sentences.set(sentence, name);
    assert.equal(home.failedLogins() - before, logins, name);

    const again = await submitConsent(consentPage(page.browser, answer), ada.token);
    tokensOf(await client.redeem(codeOf(again)));
  }
  assert.equal(sentences.size, 4, 'empty, malformed, expired and refused are told apart');
});

test('a token pasted with line breaks, blanks or Bearer is the same token', async () => {
  const { token } = shared.people[1];
  for (const pasted of [`  ${token}\n`, `Bearer ${token}`, token.replaceAll('.', '.\r\n ')]) {
    const { page } = await openForm();
    assert.match((await submitConsent(page, pasted)).text, /Signed in as <strong>Ben/);
  }
});

test('a home that does not answer is told apart, and the same form works when it is back', async () => {
  const { home, people } = shared;
  const { client, page } = await openForm();
  home.setReachable(false);
  const answer = await submitConsent(page, people[0].token, { permission: 'look' });
  home.setReachable(true);
  assert.equal(answer.status, 503);
  assert.match(problemOf(answer, people[0].token), /does not answer right now/);
  const shown = consentPage(page.browser, answer);
  assert.equal(shown.preselected, 'look', 'what the person chose is kept');
  const { scope } = tokensOf(
    await client.redeem(codeOf(await submitConsent(shown, people[0].token))),
  );
  assert.equal(scope, 'home:read energy:read');
});

test('a home that banned us is told apart', async (t) => {
  const home = await startDemoHome({ loginAttemptsThreshold: 1 });
  const { base, people } = await startTestLatchkey(t, { home });
  const { page } = await openForm(base);
  assert.match(problemOf(await submitConsent(page, forgedToken(60)), ''), /did not accept/);
  const answer = await submitConsent(page, people[0].token);
  assert.equal(answer.status, 400);
  assert.match(problemOf(answer, people[0].token), /has blocked this app/);
});

test('after ten refused tokens the home is not asked again', async (t) => {
  const { base, home, people } = await startTestLatchkey(t);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const { page } = await openForm(base);
    assert.match(problemOf(await submitConsent(page, forgedToken(60)), ''), /did not accept/);
  }
  const { page } = await openForm(base);
  const answer = await submitConsent(page, people[0].token);
  assert.equal(answer.status, 400);
  assert.match(problemOf(answer, people[0].token), /Too many tokens were refused/);
  assert.equal(home.failedLogins(), 10);
});

test('the public form has no URL field, and no field of any name makes us call one', async (t) => {
  let calls = 0;
  const trap = createServer((_request, response) => {
    calls += 1;
    response.end();
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  lastly(t, () => trap.close());
  const trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;

  const { page } = await openForm();
  const fields = new Set(page.form.inputs.map(({ name }) => name));
  assert.deepEqual(fields, new Set(['request', 'csrf', 'permission', 'token']));

  const { token } = shared.people[0];
  assert.equal((await submitConsent(page, token, { home: trapUrl })).status, 400);
  const urls = { url: trapUrl, home_url: trapUrl, ha_url: trapUrl, issuer: trapUrl };
  assert.ok(callbackOf(await submitConsent(page, token, urls)).code);
  assert.equal(calls, 0);
});

test('a form that was tampered with is refused, and the form still works', async () => {
  const { token } = shared.people[0];
  const { page } = await openForm();
  for (const fields of [
    { permission: 'configure' },
    { permission: 'everything' },
    { permission: '' },
    { action: 'maybe' },
    { action: '' },
    { home: 'another' },
  ]) {
    const answer = await submitConsent(page, token, fields);
    assert.equal(answer.status, 400, JSON.stringify(fields));
  }
  assert.ok(callbackOf(await submitConsent(page, token)).code);
});
