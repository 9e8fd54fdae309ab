import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { isLatchkeyError } from '../../../src/core/errors.ts';
import { eventually } from '../../support/eventually.ts';
import { type GatewayStage, gatewayStage } from '../../support/gateway-stage.ts';
import { SignInVisitor } from '../../support/sign-in-visitor.ts';

/** A stage where the household has signed in, and a clock to turn. */
async function signedIn(t: TestContext, life = 1_000, over = {}) {
  const time = { now: Date.now() };
  const stage = await gatewayStage(t, () => time.now);
  stage.upstream.life = life;
  await stage.keep(over);
  await stage.signIn();
  await eventually(async () => stage.report()?.tools === 3);
  const pass = (seconds: number) => {
    time.now += seconds * 1_000;
  };
  return { stage, pass, refreshes: () => refreshesOf(stage) };
}

function refreshesOf({ upstream }: GatewayStage): number {
  return upstream.tokenRequests.filter(({ form }) => form.get('grant_type') === 'refresh_token')
    .length;
}

test('renews at 80 % of a life, once for all who wait', async (t) => {
  const { stage, pass, refreshes } = await signedIn(t);
  pass(799);
  await stage.call();
  assert.equal(refreshes(), 0);
  pass(1);
  await Promise.all(Array.from({ length: 10 }, () => stage.call()));
  assert.equal(refreshes(), 1);
  const last = stage.upstream.tokenRequests.at(-1);
  assert.equal(last?.form.get('resource'), stage.upstream.url);
  pass(800);
  await stage.call();
  assert.equal(refreshes(), 2, 'with the refresh token that the last renewal brought');
});

test('a token that is refused is renewed once, whoever it was refused to', async (t) => {
  const { stage, refreshes } = await signedIn(t);
  stage.upstream.endAccessTokens();
  await Promise.all(Array.from({ length: 10 }, () => stage.call()));
  assert.equal(refreshes(), 1);
});

test('what is still good is used on while the authorization server is away', async (t) => {
  const { stage, pass } = await signedIn(t);
  stage.upstream.tokenTrouble = { status: 503, error: 'temporarily_unavailable' };
  pass(900);
  await stage.call();
  pass(200);
  await assert.rejects(stage.call());
  stage.upstream.tokenTrouble = undefined;
  await stage.call();
  assert.equal(stage.report()?.problem, undefined);
});

test('a revoked sign-in is forgotten, and says what to do', async (t) => {
  const { stage, pass } = await signedIn(t);
  stage.upstream.endRefreshTokens();
  stage.upstream.endAccessTokens();
  pass(900);
  await assert.rejects(stage.call(), (error: Error) => {
    assert.ok(isLatchkeyError(error, 'upstream_unreachable'));
    assert.match(error.message, /It needs a sign-in: an administrator asks Latchkey/);
    return true;
  });
  assert.match(stage.report()?.problem ?? '', /needs a sign-in/);
  const kinds = (await stage.store.upstreamSecrets('notes')).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['client']);
  await stage.signIn();
  await eventually(async () => stage.report()?.status === 'connected');
  await stage.call();
});

test('a client that is not known any more is registered anew', async (t) => {
  const { stage, pass } = await signedIn(t);
  stage.upstream.tokenTrouble = { status: 401, error: 'invalid_client' };
  stage.upstream.endAccessTokens();
  pass(900);
  await assert.rejects(stage.call(), /needs a sign-in/);
  stage.upstream.tokenTrouble = undefined;
  await stage.signIn();
  assert.equal(stage.upstream.registered.length, 2);
});

test('without a refresh token the end of a token is the end of the sign-in', async (t) => {
  const time = { now: Date.now() };
  const stage = await gatewayStage(t, () => time.now);
  stage.upstream.givesRefreshTokens = false;
  await stage.keep();
  await stage.signIn();
  await eventually(async () => stage.report()?.tools === 3);
  stage.upstream.endAccessTokens();
  await assert.rejects(stage.call(), /needs a sign-in/);
});

test('more scope is asked for once, with what was had before', async (t) => {
  const { stage } = await signedIn(t);
  const { upstream } = stage;
  upstream.neededScope = 'write';
  await assert.rejects(stage.call(), /wants more permission than it was given/);
  assert.match(stage.report()?.problem ?? '', /signs in once more/);
  assert.equal(stage.report()?.status, 'connected', 'the other tools work on');

  const visitor = new SignInVisitor(stage.app);
  const login = await visitor.leave(stage.link());
  assert.equal(new URL(login).searchParams.get('scope'), 'read write');
  await visitor.open(upstream.authorize(login).href);
  await eventually(async () => stage.report()?.status === 'connected');
  await stage.call();

  upstream.neededScope = 'write';
  upstream.endAccessTokens();
  upstream.endRefreshTokens();
  await assert.rejects(stage.call(), /needs a sign-in/);
});

test('a scope that was asked for and is refused all the same is not asked for again', async (t) => {
  const { stage } = await signedIn(t, 1_000, { auth: { method: 'oauth', scope: 'read write' } });
  stage.upstream.neededScope = 'read write';
  await assert.rejects(stage.call(), (error: Error) => !/permission/.test(error.message));
  assert.equal(stage.report()?.problem, undefined);
});

test('each person signs in for themselves, by a link that names them', async (t) => {
  const stage = await gatewayStage(t);
  const { upstream } = stage;
  await stage.keep({ credentials: 'person' });
  const ada = { home: 'home', id: 'ada', name: 'Ada <b>' };
  const ben = { home: 'home', id: 'ben', name: 'Ben' };
  assert.equal(stage.gateway.signInLink('notes').ok, false);
  const call = async (person: typeof ada) =>
    (await stage.gateway.shelfFor('notes', person))?.call('add', { a: 1, b: 2 });

  let link = '';
  await assert.rejects(call(ada), (error: Error) => {
    link = /open (https:\/\/\S+) in your browser/.exec(error.message)?.[1] ?? '';
    assert.match(error.message, /needs your own sign-in/);
    return true;
  });
  const page = await new SignInVisitor(stage.app).open(link);
  assert.match(page.body, /Go on only if you are Ada &lt;b&gt;/);
  await stage.signIn(link);
  assert.ok(await call(ada));
  assert.deepEqual(
    stage.gateway.shelves.get('notes')?.tools.map(({ name }) => name),
    ['add', 'environment', 'fail'],
  );
  await assert.rejects(call(ben), /is for Ben alone/);
  await assert.rejects(stage.call(), /as nobody in particular/);
  const owners = (await stage.store.upstreamSecrets('notes')).map(({ owner }) => owner);
  assert.deepEqual(new Set(owners), new Set(['shared', 'ada@home']));
  const [secret] = (await stage.store.upstreamSecrets('notes')).filter(
    ({ kind }) => kind === 'tokens',
  );
  assert.equal(secret?.owner, 'ada@home');
  assert.equal(upstream.registered.length, 1);
});
