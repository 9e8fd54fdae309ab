import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/clock.ts';
import { ok, refused } from '../../src/core/result.ts';
import { type RemoteFault, RemoteJson } from '../../src/net/remote-json.ts';
import type { Fetched, FetchFault } from '../../src/net/safe-fetch.ts';
import { TestClock } from '../support/latchkey-under-test.ts';

const URL = 'https://client.example/client.json';

/** A store of remote JSON in front of a web that says what `next` says. */
function remote(most = 10) {
  const clock = new TestClock();
  const state = {
    clock,
    fetches: 0,
    next: { json: 'first', headers: {} } as Fetched | FetchFault,
    faults: [] as RemoteFault[],
  };
  const json = new RemoteJson<string>({
    clock: clock.read,
    maxBytes: 5_120,
    most,
    onFault: (_url, fault) => state.faults.push(fault),
    fetch: async (_url, limits) => {
      state.fetches += 1;
      assert.deepEqual(limits, { maxBytes: 5_120, timeoutMs: 3_000 });
      return typeof state.next === 'string' ? refused(state.next) : ok(state.next);
    },
    read: (value) => (typeof value === 'string' ? ok(value) : refused('it is no text')),
  });
  return Object.assign(state, { json });
}

const maxAge = (seconds: number) => ({ 'cache-control': `max-age=${seconds}` });

test('a document is fresh as long as it says, between a minute and a day; an hour if it does not', async () => {
  const cases: [Record<string, string>, number][] = [
    [{}, HOUR],
    [maxAge(600), 10 * MINUTE],
    [maxAge(1), MINUTE],
    [{ 'cache-control': 'no-store' }, MINUTE],
    [maxAge(999_999_999), DAY],
  ];
  for (const [headers, life] of cases) {
    const web = remote();
    web.next = { json: 'first', headers };
    await web.json.get(URL);
    web.clock.pass(life - 1);
    await web.json.get(URL);
    assert.equal(web.fetches, 1, JSON.stringify(headers));
    web.clock.pass(1);
    await web.json.get(URL);
    assert.equal(web.fetches, 2, JSON.stringify(headers));
  }
});

test('a fault is told and not remembered', async () => {
  const web = remote();
  web.next = 'status';
  assert.deepEqual(await web.json.get(URL), refused({ kind: 'unreadable', fault: 'status' }));
  web.next = { json: 7, headers: maxAge(600) };
  assert.deepEqual(await web.json.get(URL), refused({ kind: 'invalid', reason: 'it is no text' }));
  assert.equal(web.json.has(URL), false);
  web.next = { json: 'first', headers: {} };
  assert.deepEqual(await web.json.get(URL), ok('first'));
  assert.equal(web.fetches, 3);
  assert.equal(web.faults.length, 2);
});

test('a document that has become unreadable is not given to a new asker', async () => {
  const web = remote();
  await web.json.get(URL);
  web.clock.pass(HOUR);
  web.next = 'unreachable';
  assert.equal((await web.json.get(URL)).ok, false);
});

test('many who ask at once cause one fetch', async () => {
  const web = remote();
  const all = await Promise.all(Array.from({ length: 20 }, () => web.json.get(URL)));
  assert.equal(web.fetches, 1);
  assert.ok(all.every((one) => one.ok && one.value === 'first'));
});

test('renewing fetches past the cache, but not more than once a minute', async () => {
  const web = remote();
  await web.json.get(URL);
  web.next = { json: 'second', headers: {} };
  assert.deepEqual(await web.json.renew(URL), ok('first'));
  web.clock.pass(MINUTE);
  assert.deepEqual(await web.json.renew(URL), ok('second'));
  assert.deepEqual(await web.json.renew(URL), ok('second'));
  assert.equal(web.fetches, 2);

  web.clock.pass(MINUTE);
  web.next = 'unreachable';
  assert.equal((await web.json.renew(URL)).ok, false);
  assert.deepEqual(await web.json.renew(URL), ok('second'), 'a failure is not repeated at once');
  assert.equal(web.fetches, 3);
  assert.deepEqual(await web.json.get(URL), ok('second'), 'the fresh copy survives a failure');
});

test('what was settled before gets the last good document while there is no other', async () => {
  const web = remote();
  await web.json.get(URL);
  web.clock.pass(HOUR);
  web.next = 'unreachable';
  for (let n = 0; n < 5; n += 1) assert.deepEqual(await web.json.getOrLast(URL), ok('first'));
  assert.equal(web.fetches, 2, 'it is tried again after a minute');
  web.clock.pass(MINUTE);
  web.next = { json: 'second', headers: {} };
  assert.deepEqual(await web.json.getOrLast(URL), ok('second'));

  const restarted = remote();
  restarted.next = 'unreachable';
  assert.deepEqual(await restarted.json.getOrLast(URL, 'kept'), ok('kept'));
  assert.deepEqual(await restarted.json.getOrLast(URL, 'kept'), ok('kept'));
  assert.equal(restarted.fetches, 1);
  assert.equal((await restarted.json.get(URL)).ok, false, 'what was kept is not for a new asker');
  assert.equal((await remote().json.getOrLast('https://other.example/')).ok, true);
});

test('the least recently used document makes room', async () => {
  const web = remote(2);
  await web.json.get('https://a.example/');
  await web.json.get('https://b.example/');
  web.clock.pass(SECOND);
  await web.json.get('https://a.example/');
  await web.json.get('https://c.example/');
  assert.equal(web.fetches, 3);
  assert.equal(web.json.has('https://a.example/'), true);
  assert.equal(web.json.has('https://b.example/'), false);
});
