import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { LIMITS, type LimitName } from '../../src/net/limits/table.ts';
import { ADA, wayBack } from '../support/home-login.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import {
  assertKindPage,
  callTool,
  codeOf,
  jsonOf,
  type Page,
  send,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

const REGISTRATION = JSON.stringify({ redirect_uris: ['https://client.example/callback'] });

/** A request of a stranger that meets each limit; from an address of the internet where one is given. */
function strangers(base: string): Record<LimitName, (address?: string) => Promise<Page>> {
  const ask =
    (path: string, form?: string, more: Record<string, string> = {}) =>
    (address?: string): Promise<Page> =>
      send(`${base}${path}`, {
        ...(form !== undefined && { method: 'POST', body: form }),
        headers: {
          ...(form !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded' }),
          ...(address !== undefined && { 'X-Forwarded-For': address }),
          ...more,
        },
      });
  return {
    register: ask('/register', REGISTRATION, { 'Content-Type': 'application/json' }),
    authorize: ask('/authorize?client_id=nobody'),
    consent: ask('/consent', 'request=x&csrf=y'),
    token: ask('/token', 'grant_type=refresh_token&client_id=nobody&refresh_token=guess'),
    revoke: ask('/revoke', 'client_id=nobody&token=guess'),
    introspect: ask('/introspect', 'client_id=nobody&token=guess'),
    mcp: ask('/mcp'),
    metadata: ask('/.well-known/oauth-authorization-server'),
  };
}

/** Asks until a limit is met, far too often for anything else; the answer that says so. */
async function exhaust(ask: () => Promise<Page>, most: number): Promise<Page> {
  const pages = await inParallel(most + 5, ask);
  const refused = pages.find((page) => page.status === 429);
  assert.ok(refused, `no limit was met in ${most + 5} requests`);
  return refused;
}

async function inParallel(times: number, ask: () => Promise<Page>): Promise<Page[]> {
  const pages: Page[] = [];
  const worker = async (): Promise<void> => {
    while (times > 0) {
      times -= 1;
      pages.push(await ask());
    }
  };
  await Promise.all(Array.from({ length: 20 }, worker));
  return pages;
}

/** Small ones in the proportions of the real ones, so that a test meets them soon. */
const SMALL = Object.fromEntries(
  Object.entries(LIMITS).map(([name, limit]) => [
    name,
    {
      ...limit,
      address: { atOnce: 3, perMinute: 1 },
      everyone: { atOnce: 12, perMinute: 6 },
      ...(limit.reserve !== undefined && { reserve: { atOnce: 3, perMinute: 1 } }),
    },
  ]),
) as typeof LIMITS;

const NAMES = Object.keys(LIMITS) as LimitName[];

async function behindProxy(t: TestContext, limits = SMALL) {
  const clock = new TestClock();
  const latchkey = await startTestLatchkey(t, {
    clock: clock.read,
    limits,
    env: { MCP_TRUST_PROXY: '1' },
  });
  return { clock, latchkey, ask: strangers(latchkey.base) };
}

for (const name of NAMES) {
  test(`${name}: an address of the internet meets its limit, another does not, and time heals`, async (t) => {
    const { clock, ask } = await behindProxy(t);
    const statuses: number[] = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await ask[name]('93.184.216.34')).status);
    assert.ok(!statuses.includes(429), String(statuses));
    const refused = await ask[name]('93.184.216.34');
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '60');
    assert.equal(refused.headers.get('cache-control'), 'no-store');
    assert.equal(jsonOf(refused).error, 'temporarily_unavailable');
    assert.equal(typeof jsonOf(refused).error_description, 'string');

    assert.notEqual((await ask[name]('93.184.216.35')).status, 429);
    clock.pass(60_000);
    assert.notEqual((await ask[name]('93.184.216.34')).status, 429);
  });

  test(`${name}: behind a tunnel nobody named, only the limit for all applies, and to ${name} alone`, async (t) => {
    const latchkey = await startTestLatchkey(t, { limits: SMALL, clock: new TestClock().read });
    const ask = strangers(latchkey.base);
    const pages = await inParallel(12, () => ask[name]('93.184.216.34'));
    assert.ok(pages.every((page) => page.status !== 429));
    assert.equal((await ask[name]()).status, 429);
    for (const other of NAMES) {
      if (other !== name) assert.notEqual((await ask[other]()).status, 429, other);
    }
    assert.equal((await send(`${latchkey.base}/healthz`)).status, 200);
  });
}

test('many addresses together meet the limit for all', async (t) => {
  const { ask } = await behindProxy(t);
  let address = 0;
  const next = () => {
    address += 1;
    return ask.register(`93.184.216.${address}`);
  };
  const refused = await exhaust(next, 12);
  assert.equal(jsonOf(refused).error, 'temporarily_unavailable');
});

test('a stranger who is refused meets it as a page where a person would be', async (t) => {
  const { latchkey, ask } = await behindProxy(t);
  for (const [name, path] of [
    ['authorize', '/authorize?client_id=nobody'],
    ['consent', '/consent?request=x'],
  ] as const) {
    for (let n = 0; n < 4; n += 1) await ask[name]('93.184.216.34');
    const page = await send(`${latchkey.base}${path}`, {
      headers: { Accept: 'text/html,*/*', 'X-Forwarded-For': '93.184.216.34' },
    });
    assertKindPage(page, 429, /Too many sign-ins at once/);
    assert.equal(page.headers.get('retry-after'), '60');
  }
});

test('a browser page may read the refusal as it may any answer there', async (t) => {
  const { ask } = await behindProxy(t);
  for (const name of ['register', 'token', 'revoke', 'metadata'] as const) {
    for (let n = 0; n < 3; n += 1) await ask[name]('93.184.216.34');
    const refused = await ask[name]('93.184.216.34');
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('access-control-allow-origin'), '*', name);
  }
});

test('whatever strangers do through the same tunnel, the household stays connected', async (t) => {
  const latchkey = await startTestLatchkey(t, { limits: SMALL, clock: new TestClock().read });
  const { base, url, people } = latchkey;
  const ask = strangers(base);
  const { client, tokens } = await signIn(base, people[0]);
  const waiting = await client.openConsent();
  for (const name of NAMES) await exhaust(() => ask[name](), 12);

  for (let n = 0; n < 20; n += 1) {
    const answer = await callTool(url, tokens.access_token, 'get_state', {
      entity_id: 'light.kitchen',
    });
    assert.equal(answer.status, 200);
  }
  let { refresh_token } = tokens;
  for (let n = 0; n < 20; n += 1) {
    ({ refresh_token } = tokensOf(await client.refresh(refresh_token)));
  }
  assert.equal((await submitConsent(waiting, people[0].token)).status, 200);

  // What is over is told as it is, so that a client signs in again instead of waiting.
  assert.equal((await client.revoke(refresh_token)).status, 200);
  const dead = await client.refresh(refresh_token);
  assert.equal(jsonOf(dead).error, 'invalid_grant');
  const ended = await callTool(url, tokens.access_token, 'get_state');
  assert.equal(ended.status, 401);
  assert.match(ended.headers.get('www-authenticate') ?? '', /invalid_token/);
});

test('whoever comes back from their home’s login page meets no limit that strangers exhausted', async (t) => {
  const latchkey = await startTestLatchkey(t, { limits: SMALL });
  const ask = strangers(latchkey.base);
  const client = await TestClient.register(latchkey.base);
  const form = await client.openConsent();
  await exhaust(() => ask.consent(), 12);
  const back = await wayBack(form, ADA);
  assert.equal((await send(back, { headers: { Accept: 'text/html' } })).status, 429);
  assert.ok(codeOf(await form.browser.open(back)));
});

test('whoever holds one form or one token cannot ask without end either', async (t) => {
  const latchkey = await startTestLatchkey(t, { limits: SMALL, clock: new TestClock().read });
  const { base, people } = latchkey;
  const { client, tokens } = await signIn(base, people[0]);
  const form = await client.openConsent();
  await exhaust(() => submitConsent(form, 'no token'), 12 + 3);
  await exhaust(
    () => client.refresh(tokens.refresh_token, { scope: 'upstream:x home:configure' }),
    12 + 3,
  );
});

test('the numbers leave a household room, and the tables they protect too', () => {
  const inTenMinutes = ({ atOnce, perMinute }: { atOnce: number; perMinute: number }) =>
    atOnce + 10 * perMinute;
  assert.ok(inTenMinutes(LIMITS.register.everyone) <= 100, 'clients that nobody allowed');
  assert.ok(inTenMinutes(LIMITS.authorize.everyone) <= 1_000, 'open forms');
  for (const name of NAMES) {
    assert.ok(LIMITS[name].address.atOnce < LIMITS[name].everyone.atOnce, name);
    assert.ok(LIMITS[name].address.atOnce >= 20, name);
  }
});
