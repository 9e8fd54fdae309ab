import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProtocolError } from '@modelcontextprotocol/client';
import { Callers, outsideOfCalls } from '../../../src/upstreams/asking/callers.ts';
import { considerate } from '../../../src/upstreams/asking/considerate.ts';
import { Patience } from '../../../src/upstreams/asking/patience.ts';

const side = () => ({ log: () => {} });

test('what comes in the stream of a call is its own caller’s, however many there are', async () => {
  const callers = new Callers();
  const [ada, ben] = [side(), side()];
  const both = Promise.withResolvers<void>();
  const seen = Promise.all(
    [ada, ben].map((one) =>
      callers.run(one, async () => {
        await both.promise;
        return callers.now(false);
      }),
    ),
  );
  both.resolve();
  const [first, second] = await seen;
  assert.ok(first === ada && second === ben);
});

test('what comes in a stream of all is the only caller’s, and otherwise nobody’s', async () => {
  const callers = new Callers();
  const [ada, ben] = [side(), side()];
  const asked = () => outsideOfCalls(() => callers.now(true));
  assert.equal(asked(), undefined);
  await callers.run(ada, async () => {
    assert.equal(asked(), ada);
    assert.equal(
      outsideOfCalls(() => callers.now(false)),
      undefined,
      'another request is there',
    );
    await callers.run(ben, async () => assert.equal(asked(), undefined));
    assert.equal(asked(), ada);
  });
  assert.equal(asked(), undefined);
});

test('after a call was given up, a later question may still be about that', async () => {
  const callers = new Callers();
  const asked = () => outsideOfCalls(() => callers.now(true));
  const answered = new ProtocolError(-32_000, 'no');
  await assert.rejects(callers.run(side(), () => Promise.reject(answered)));
  const ada = side();
  await callers.run(ada, async () => assert.equal(asked(), ada));
  await assert.rejects(callers.run(side(), () => Promise.reject(new Error('timed out'))));
  await callers.run(ada, async () => {
    assert.equal(asked(), undefined);
    assert.equal(callers.now(false), ada, 'in its own stream there is no doubt');
  });
});

test('one call asks five times at most, one after the other, and tells a hundred lines', async () => {
  let open = 0;
  let most = 0;
  let heard = 0;
  const caller = considerate({
    ask: async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return { action: 'accept' };
    },
    log() {
      heard += 1;
    },
  });
  const form = { message: '', requestedSchema: { type: 'object' as const, properties: {} } };
  const { signal } = new AbortController();
  const five = Array.from({ length: 5 }, () => caller.ask?.(form, signal));
  await Promise.all(five);
  assert.equal(most, 1);
  assert.throws(() => caller.ask?.(form, signal), /more questions than one call may ask/);
  for (let n = 0; n < 300; n += 1) caller.log?.({ level: 'info', logger: 'x', data: n });
  assert.equal(heard, 100);
});

test('an upstream’s time stands still while a person thinks', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const patience = new Patience(1_000);
  const thinking = Promise.withResolvers<void>();
  t.mock.timers.tick(900);
  const asked = patience.during(thinking.promise);
  t.mock.timers.tick(60_000);
  assert.equal(patience.signal.aborted, false);
  thinking.resolve();
  await asked;
  t.mock.timers.tick(999);
  assert.equal(patience.signal.aborted, false);
  t.mock.timers.tick(1);
  assert.equal(patience.signal.aborted, true);
});

test('a call that ended keeps no timer, though somebody still thinks about it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const patience = new Patience(1_000);
  const thinking = Promise.withResolvers<void>();
  const asked = patience.during(thinking.promise);
  patience.end();
  thinking.resolve();
  await asked;
  t.mock.timers.tick(10_000);
  assert.equal(patience.signal.aborted, false);
});
