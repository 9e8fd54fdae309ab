import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { HomeLink } from '../../src/home/link.ts';
import { type ScriptedHome, startScriptedHome } from './scripted-home.ts';
import { makeToken } from './tokens.ts';

interface Said {
  readonly said: string;
}

const WATCH = { type: 'subscribe_events', event_type: 'word' };

let home: ScriptedHome;
let link: HomeLink;
let asked: () => Promise<number>;
let ended: Promise<number>;

beforeEach(async () => {
  home = await startScriptedHome();
  link = await HomeLink.open({ home: home.address, token: makeToken({}) });
  const subscribed = Promise.withResolvers<number>();
  const unsubscribed = Promise.withResolvers<number>();
  home.answers.set('subscribe_events', ({ id }) => {
    setImmediate(() => subscribed.resolve(id));
    return { result: null };
  });
  home.answers.set('unsubscribe_events', ({ subscription }) => {
    unsubscribed.resolve(Number(subscription));
    return { result: null };
  });
  asked = () => subscribed.promise;
  ended = unsubscribed.promise;
});

afterEach(async () => {
  await link.close();
  await home.stop();
});

const wordOf = ({ said }: Said) => (said === 'noise' ? undefined : said);

test('the event that was waited for is returned, and the subscription ended', async () => {
  const waiting = link.awaitEvent<Said, string>(WATCH, wordOf);
  const id = await asked();
  assert.equal(link.running, 1);
  home.emit('word', { said: 'noise' });
  home.emit('word', { said: 'hello' });
  assert.equal(await waiting, 'hello');
  assert.equal(await ended, id);
  assert.equal(link.running, 0);
});

test('an event that comes before the subscription is accepted counts, and it still ends', async () => {
  let given = 0;
  home.answers.set('subscribe_events', ({ id }) => {
    given = id;
    home.frame(JSON.stringify({ id, type: 'event', event: { said: 'early' } }));
    setTimeout(() => {
      home.frame(JSON.stringify({ id, type: 'result', success: true, result: null }));
    }, 20);
    return 'silence';
  });
  assert.equal(await link.awaitEvent<Said, string>(WATCH, wordOf), 'early');
  assert.equal(await ended, given);
});

test('without such an event it ends in time, and so does the subscription', async () => {
  const waiting = link.awaitEvent<Said, string>(WATCH, wordOf, { timeoutMs: 30 });
  const id = await asked();
  await assert.rejects(waiting, { code: 'home_timeout' });
  assert.equal(await ended, id);
});

test('a refusal is thrown as it came', async () => {
  home.answers.set('subscribe_events', () => ({
    error: { code: 'unauthorized', message: 'Unauthorized' },
  }));
  await assert.rejects(link.awaitEvent<Said, string>(WATCH, wordOf), {
    code: 'home_command_failed',
    homeCode: 'unauthorized',
  });
});

test('a lost connection is noticed', async () => {
  const waiting = link.awaitEvent<Said, string>(WATCH, wordOf);
  await asked();
  home.dropAll();
  await assert.rejects(waiting, { code: 'home_unreachable' });
});

test('a reader that throws does not end the connection', async () => {
  const waiting = link.awaitEvent<Said, string>(WATCH, () => {
    throw new Error('unreadable');
  });
  await asked();
  home.emit('word', { said: 'hello' });
  await assert.rejects(waiting);
  await ended;
  assert.ok(link.connected);
});
