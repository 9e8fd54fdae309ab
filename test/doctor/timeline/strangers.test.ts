/** What strangers can do to the timeline: not learn, not push out, not fill. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOUR, SECOND } from '../../../src/core/clock.ts';
import type { KnownClient, Sight } from '../../../src/doctor/timeline/steps.ts';
import { Timeline } from '../../../src/doctor/timeline/timeline.ts';
import fc from '../../support/fast-check.ts';
import { startTestLatchkey, TestClock } from '../../support/latchkey-under-test.ts';
import {
  Browser,
  codeOf,
  mcp,
  send,
  submitConsent,
  TestClient,
  tokensOf,
} from '../../support/oauth-client.ts';
import { latest, stepsOf, timelineOf } from './stage.ts';

const HOME = { address: '198.51.100.7', shared: false, agent: 'python-httpx/0.28.1' };
const CLAUDE: KnownClient = { id: 'claude', name: 'Claude', hosted: true };

const client = fc
  .record({ id: fc.stringMatching(/^stranger-\d{1,3}$/), document: fc.boolean() })
  .map(({ id, document }) => ({
    id,
    name: 'Claude',
    hosted: true,
    ...(document && { by: 'document' as const }),
  }));

/** What a stranger can cause: everything but what only the household's own secrets open. */
const sight: fc.Arbitrary<Sight> = fc
  .record({
    address: fc.integer({ min: 1, max: 9 }).map((last) => `203.0.113.${last}`),
    agent: fc.constantFrom('curl/8', 'python-httpx/0.28.1', 'Claude-User', ''),
    kind: fc.constantFrom(
      'challenge' as const,
      'resource_metadata' as const,
      'server_metadata' as const,
      'registration' as const,
      'authorize' as const,
      'consent_page' as const,
      'consent' as const,
      'token' as const,
      'call' as const,
    ),
    refused: fc.boolean(),
    client: fc.option(client, { nil: undefined }),
    form: fc.option(fc.stringMatching(/^form-\d{1,3}$/), { nil: undefined }),
  })
  .map(({ address, agent, kind, refused, client: who, form }) => ({
    from: { address, shared: false, agent },
    kind,
    result: refused || kind === 'token' ? 'refused' : 'ok',
    ...(refused && { detail: 'other' as const }),
    ...(who !== undefined && { client: who }),
    ...(form !== undefined && { transactionId: form }),
  }));

describe('strangers', () => {
  it('push out neither what the household allowed nor where its assistant is stuck, and fill nothing', () => {
    fc.assert(
      fc.property(fc.array(sight, { minLength: 200, maxLength: 1_500 }), (flood) => {
        const clock = new TestClock();
        const timeline = new Timeline(clock.read);
        const household = (kind: Sight['kind'], more: Partial<Sight> = {}) =>
          timeline.saw({ from: HOME, kind, result: 'ok', ...more });
        household('registration', { client: CLAUDE });
        household('authorize', { client: CLAUDE, transactionId: 'the-form' });
        timeline.answered('the-form', 'the-grant');
        household('token', { client: CLAUDE, grantId: 'the-grant' });
        household('call', { grantId: 'the-grant' });
        clock.pass(HOUR);
        household('registration', { client: { ...CLAUDE, id: 'stuck' } });
        clock.pass(31 * SECOND);
        for (const one of flood) {
          clock.pass(SECOND / 10);
          timeline.saw(one);
        }
        clock.pass(HOUR);
        const { attempts } = timeline.answer();
        const of = (id: string) => attempts.find(({ clientId }) => clientId === id);
        assert.equal(of('claude')?.state, 'connected');
        assert.equal(of('stuck')?.stop?.code, 'never_came_back');
        assert.ok(attempts.length <= 70);
        for (const { steps } of attempts) assert.ok(steps.length <= 101, 'and one that is awaited');
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('lose only their own from behind one address', () => {
    const clock = new TestClock();
    const timeline = new Timeline(clock.read);
    timeline.saw({ from: HOME, kind: 'registration', result: 'ok', client: CLAUDE });
    clock.pass(HOUR);
    for (let each = 0; each < 5_000; each += 1) {
      const from = { address: '203.0.113.1', shared: false, agent: `bot-${each}` };
      const id = `bot-${each}`;
      timeline.saw({
        from,
        kind: 'registration',
        result: 'ok',
        client: { id, name: id, hosted: true },
      });
      timeline.saw({
        from,
        kind: 'authorize',
        result: 'ok',
        transactionId: id,
        client: { id, name: id, hosted: true },
      });
    }
    const { attempts } = timeline.answer();
    assert.ok(attempts.some(({ clientId }) => clientId === 'claude'));
    assert.ok(attempts.length <= 10, 'at most eight of one address');
  });

  it('who name the client that Claude shares with all its users get a line of their own', async (t) => {
    const clock = new TestClock();
    const timeline = new Timeline(clock.read);
    const shared = { ...CLAUDE, by: 'document' as const };
    const stranger = { address: '203.0.113.9', shared: false, agent: 'curl/8' };
    timeline.saw({
      from: HOME,
      kind: 'authorize',
      result: 'ok',
      client: shared,
      transactionId: 'a',
    });
    timeline.saw({
      from: stranger,
      kind: 'authorize',
      result: 'ok',
      client: shared,
      transactionId: 'b',
    });
    timeline.answered('a', 'grant');
    timeline.saw({ from: stranger, kind: 'token', result: 'refused', client: shared });
    timeline.saw({ from: HOME, kind: 'token', result: 'ok', client: shared, grantId: 'grant' });
    timeline.saw({ from: HOME, kind: 'call', result: 'ok', grantId: 'grant' });
    t.assert.deepEqual(
      timeline
        .answer()
        .attempts.map(({ from, state }) => [from.address, state])
        .sort(),
      [
        [HOME.address, 'connected'],
        [stranger.address, 'stopped'],
      ],
    );
  });
});

it('no secret gets into the timeline, wherever it is planted', async (t) => {
  const lk = await startTestLatchkey(t);
  const SECRET = 'hunter2hunter2hunter2';
  const headers = {
    'User-Agent': `Mozilla/5.0 (${SECRET})`,
    Cookie: `a=${SECRET}`,
    Accept: `text/html;q=0.${SECRET}`,
  };
  await fetch(`${lk.url}?key=${SECRET}`, { method: 'POST', headers });
  await fetch(`${lk.base}/.well-known/oauth-protected-resource/${SECRET}?${SECRET}`, { headers });
  await fetch(lk.url, {
    method: 'POST',
    headers: { ...headers, Authorization: `Bearer ${SECRET}` },
  });
  await fetch(lk.url, {
    method: 'POST',
    headers: { ...headers, Origin: `https://${SECRET}.example` },
  });
  const client = await TestClient.register(lk.base, {
    client_name: 'Claude',
    token_endpoint_auth_method: 'client_secret_post',
    redirect_uris: [`https://client.example/${SECRET}`],
  });
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'resource', 'state', 'scope']) {
    await new Browser().open(client.authorizeUrl({ [name]: SECRET }), headers);
  }
  const page = await client.openConsent();
  await new Browser().open(`${page.url}${SECRET}`);
  await submitConsent(page, `${SECRET}.${SECRET}`);
  const code = codeOf(await submitConsent(page, lk.people[0].token));
  for (const name of ['code', 'client_secret', 'client_id', 'code_verifier', 'grant_type']) {
    await client.redeem(code, { [name]: SECRET });
  }
  await client.refresh(SECRET);
  const tokens = tokensOf(await client.redeem(code));
  await mcp(lk.url, tokens.access_token, 'tools/list');
  await send(`${lk.base}/token`, { method: 'POST', headers: { Authorization: `Basic ${SECRET}` } });

  const shown = JSON.stringify(await timelineOf(lk));
  assert.ok(shown.includes('Claude'), shown);
  const handle = page.hidden.request ?? '';
  const secrets = [SECRET, lk.people[0].token, tokens.access_token, tokens.refresh_token, code];
  for (const secret of [...secrets, client.secret, client.verifier, client.state, handle]) {
    assert.ok(secret !== undefined && secret !== '' && !shown.includes(secret), secret);
  }
  assert.ok(stepsOf(await latest(lk)).length > 0);
});

it('forms that a stranger opens in the name of the same client push out no form of the household', () => {
  const clock = new TestClock();
  const timeline = new Timeline(clock.read);
  // Behind a tunnel that is not named in MCP_TRUST_PROXY everybody has one address.
  const tunnel = { address: '172.30.33.2', shared: true, agent: 'Mozilla/5.0' };
  const client = { ...CLAUDE, by: 'document' as const };
  const opens = (transactionId: string) =>
    timeline.saw({ from: tunnel, kind: 'authorize', result: 'ok', client, transactionId });
  opens('the-form');
  for (let each = 0; each < 50; each += 1) opens(`form-${each}`);
  opens('the-last-form');
  for (const grantId of ['the-form', 'the-last-form']) {
    timeline.answered(grantId, grantId);
    timeline.saw({ from: tunnel, kind: 'token', result: 'ok', client, grantId });
    timeline.saw({ from: tunnel, kind: 'call', result: 'ok', grantId });
  }
  const connected = timeline.answer().attempts.filter(({ state }) => state === 'connected');
  assert.equal(connected.length, 2);
  for (const { steps } of connected) assert.ok(steps.some(({ kind }) => kind === 'consent'));
});
