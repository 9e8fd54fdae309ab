/**
 * What comes back from another server's login page: a forged or replayed state, a mixed-up issuer,
 * somebody else's browser, an error text with markup (FastMCP CVE-2026-27124 and CVE-2025-62800,
 * RFC 9207, OAuth mix-up).
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { gatewayStage } from '../support/gateway-stage.ts';
import { SignInVisitor } from '../support/sign-in-visitor.ts';

const MARKUP = '<script>alert(1)</script>"\'&';

async function atLogin(t: TestContext) {
  const time = { now: Date.now() };
  const stage = await gatewayStage(t, () => time.now);
  await stage.keep();
  const visitor = new SignInVisitor(stage.app);
  const login = () => visitor.leave(stage.link());
  const nothing = async () => {
    const kept = await stage.store.upstreamSecrets('notes');
    assert.deepEqual(kept.filter(({ kind }) => kind === 'tokens'), []);
    assert.deepEqual(stage.upstream.tokenRequests, []);
  };
  return { stage, visitor, login, nothing, time };
}

test('upstream callback: a state that is forged, replayed, late or missing is worth nothing', async (t) => {
  const { stage, visitor, login, nothing, time } = await atLogin(t);
  const { upstream } = stage;
  const url = await login();
  for (const state of ['x'.repeat(43), '', undefined]) {
    const over = { state, error: 'access_denied', error_description: 'shown?' };
    const page = await visitor.open(upstream.authorize(url, over).href);
    assert.equal(page.statusCode, 410);
    assert.doesNotMatch(page.body, /access_denied|shown\?/);
  }
  const twice = upstream.authorize(url);
  twice.searchParams.append('state', twice.searchParams.get('state') ?? '');
  assert.equal((await visitor.open(twice.href)).statusCode, 410);
  await nothing();

  const late = upstream.authorize(await login());
  time.now += 10 * 60_000;
  assert.equal((await visitor.open(late.href)).statusCode, 410);
  await nothing();

  const good = upstream.authorize(await login());
  assert.equal((await visitor.open(good.href)).statusCode, 200);
  assert.equal((await visitor.open(good.href)).statusCode, 410, 'once');
  assert.equal(upstream.tokenRequests.length, 1);
});

test('upstream callback: another browser gets nowhere, and takes nothing from the right one', async (t) => {
  const { stage, visitor, login, nothing } = await atLogin(t);
  const back = stage.upstream.authorize(await login());
  const other = new SignInVisitor(stage.app);
  assert.equal((await other.open(back.href)).statusCode, 410);
  await other.open(stage.link());
  assert.equal((await other.open(back.href)).statusCode, 410, 'with a cookie of its own');
  await nothing();
  assert.equal((await visitor.open(back.href)).statusCode, 200);
});

test('upstream callback: issuers are compared letter by letter, and errors of another one are not shown', async (t) => {
  const { stage, visitor, login, nothing } = await atLogin(t);
  const { upstream } = stage;
  const { origin } = upstream;
  for (const iss of [undefined, '', `${origin}/`, origin.replace('http:', 'HTTP:'), 'https://evil']) {
    for (const over of [{}, { code: undefined, error: MARKUP }]) {
      const page = await visitor.open(upstream.authorize(await login(), { iss, ...over }).href);
      assert.equal(page.statusCode, 502, String(iss));
      assert.match(page.body, /did not come from the authorization server that was asked/);
      assert.doesNotMatch(page.body, /alert/);
    }
  }
  upstream.metadata = { authorization_response_iss_parameter_supported: undefined };
  for (const iss of ['', `${origin}/`]) {
    const page = await visitor.open(upstream.authorize(await login(), { iss }).href);
    assert.equal(page.statusCode, 502, iss);
  }
  await nothing();
  const page = await visitor.open(upstream.authorize(await login(), { iss: undefined }).href);
  assert.equal(page.statusCode, 200, 'one that never names itself need not');
});

test('upstream callback: an error of the right one is shown as text, and leads nowhere', async (t) => {
  const { stage, visitor, login, nothing } = await atLogin(t);
  const over = { code: undefined, error: 'access_denied', error_description: MARKUP.repeat(30) };
  const back = stage.upstream.authorize(await login(), over);
  back.searchParams.set('error_uri', 'https://evil.example/help');
  const page = await visitor.open(back.href);
  assert.match(page.body, /access_denied: &lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.doesNotMatch(page.body, /<script|evil\.example|<a |http-equiv="refresh"/);
  assert.ok(page.body.length < 20_000);
  assert.equal(page.headers.location, undefined);
  assert.match(String(page.headers['content-security-policy']), /default-src 'none'/);
  await nothing();
});

test('upstream callback: only the one path answers, whatever is appended to it', async (t) => {
  const { stage, visitor, login, nothing } = await atLogin(t);
  const back = stage.upstream.authorize(await login());
  for (const path of ['/upstream/callback/', '/upstream/callback/notes', '/upstream//callback']) {
    const page = await visitor.open(`${back.origin}${path}${back.search}`);
    assert.equal(page.statusCode, 404, path);
  }
  await nothing();
});

test('a link works once, is not used up by a preview, and needs the page it opened', async (t) => {
  const { stage, visitor, time } = await atLogin(t);
  const link = stage.link();
  for (const _ of [1, 2, 3]) {
    assert.equal((await new SignInVisitor(stage.app).open(link)).statusCode, 200);
  }
  const page = await visitor.open(link);
  const stranger = new SignInVisitor(stage.app);
  assert.equal((await stranger.press(page, link)).statusCode, 403, 'without the cookie');
  await stranger.open(link);
  assert.equal((await stranger.press(page, link)).statusCode, 403, 'with another cookie');
  const foreign = await stage.app.inject({
    method: 'POST',
    url: link,
    headers: {
      host: 'home.example',
      origin: 'https://evil.example',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: 'csrf=x',
  });
  assert.equal(foreign.statusCode, 403);
  const pressed = await Promise.all([visitor.press(page, link), visitor.press(page, link)]);
  assert.deepEqual(pressed.map(({ statusCode }) => statusCode).toSorted(), [200, 410]);
  assert.equal((await visitor.open(link)).statusCode, 410);

  const late = stage.link();
  time.now += 10 * 60_000;
  assert.equal((await visitor.open(late)).statusCode, 410);
});
