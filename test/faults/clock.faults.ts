import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, MINUTE } from '../../src/core/clock.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import {
  callTool,
  codeOf,
  jsonOf,
  mcp,
  type Page,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

/** What a running Latchkey keeps, as its upkeep does it. */
const KEEP = { unapprovedClientMs: DAY, auditMs: 90 * DAY, endedGrantMs: 30 * DAY };

function isRefused(page: Page): void {
  assert.equal(page.status, 400, page.text);
  assert.equal(jsonOf(page).error, 'invalid_grant');
}

async function worksWith(url: string, accessToken: string): Promise<void> {
  const answer = await callTool(url, accessToken, 'home_overview');
  assert.equal(answer.status, 200, answer.text);
  assert.notEqual(answer.result?.isError, true, answer.text);
}

for (const [direction, jump] of [
  ['ahead', DAY],
  ['back', -DAY],
] as const) {
  test(`the clock jumps a day ${direction}: whoever was signed in still is, by refreshing once at most, also after a restart; new people sign in; nothing spent is good again`, async (t) => {
    const clock = new TestClock();
    const lk = await startTestLatchkey(t, { clock: clock.read });
    const { base, url, people } = lk;
    const [ada, ben] = people;
    const { client, tokens } = await signIn(base, ada);
    assert.equal((await callTool(url, tokens.access_token, 'home_overview')).status, 200);

    const spending = await TestClient.register(base);
    const code = codeOf(await submitConsent(await spending.openConsent(), ben.token));
    tokensOf(await spending.redeem(code));
    const leaving = await signIn(base, ben);
    await leaving.client.revoke(leaving.tokens.refresh_token);
    const rotating = await signIn(base, ben);
    const rotated = tokensOf(await rotating.client.refresh(rotating.tokens.refresh_token));
    clock.pass(MINUTE);

    clock.pass(jump);
    await lk.latchkey.store.purge(clock.read(), KEEP);
    let { access_token: access } = tokens;
    if ((await mcp(url, access, 'tools/list')).status === 401) {
      access = tokensOf(await client.refresh(tokens.refresh_token)).access_token;
    }
    await worksWith(url, access);
    await lk.restart();
    await worksWith(url, access);
    const newcomer = await signIn(base, ben);
    assert.equal((await mcp(url, newcomer.tokens.access_token, 'tools/list')).status, 200);

    isRefused(await spending.redeem(code));
    isRefused(await leaving.client.refresh(leaving.tokens.refresh_token));
    isRefused(await rotating.client.refresh(rotating.tokens.refresh_token));
    // A day back nobody can tell whether that was a replay, so it got no answer and ended nothing.
    const next = await rotating.client.refresh(rotated.refresh_token);
    assert.equal(next.status, direction === 'back' ? 200 : 400);
  });

  test(`the clock jumps a day ${direction} and home again: limits lock nobody out, and every tool answers`, async (t) => {
    const clock = new TestClock();
    const { base, url, people } = await startTestLatchkey(t, { clock: clock.read });
    const { client, tokens } = await signIn(base, people[0]);
    let { refresh_token: refresh } = tokens;
    for (const step of [jump, -jump]) {
      clock.pass(step);
      const renewed = tokensOf(await client.refresh(refresh));
      refresh = renewed.refresh_token;
      await worksWith(url, renewed.access_token);
      const registered = await TestClient.register(base);
      assert.equal((await registered.openConsent()).status, 200);
    }
  });
}
