import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { newsOf } from '../../src/cli/timeline.ts';
import { MINUTE } from '../../src/core/clock.ts';
import { timelineOf } from '../doctor/timeline/stage.ts';
import { runLatchkey } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import { mcp, send, signIn, TestClient } from '../support/oauth-client.ts';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

test('timeline shows each step of the last attempts, and what to do about a stop', async (t) => {
  const clock = new TestClock();
  const lk = await startTestLatchkey(t, { clock: clock.read });
  const run = (args: string) => runLatchkey([...args.split(' '), '--data-dir', lk.dataDir]);
  const before = await run('timeline');
  assert.match(before.out, /^No assistant has tried to connect since Latchkey started\./);
  assert.match(before.out, /is not remembered/);

  const { tokens } = await signIn(lk.base, lk.people[0]);
  await mcp(lk.url, tokens.access_token, 'tools/list');
  clock.pass(MINUTE);
  await TestClient.register(lk.base, { client_name: 'Claude\u001b[2J' });
  const waiting = await run('timeline');
  assert.match(
    waiting.out,
    /^1 Test client \(127\.0\.0\.1, node\) on \d{4}-\S+ \d\d:\d\dZ: connected$/m,
  );
  assert.match(waiting.out, /^ {2}\d\d:\d\d:\d\d {2}done {5}Token$/m);
  assert.match(waiting.out, /^ {12}waiting {2}Sending a person here to sign in$/m);
  assert.ok(!waiting.out.includes('\u001b'));

  clock.pass(5 * MINUTE);
  const stopped = await run('timeline');
  assert.equal(stopped.code, 0);
  assert.match(stopped.out, /^ {2}Claude.* registered but never came back:/m);
  const { attempts } = JSON.parse((await run('timeline --json')).out);
  assert.deepEqual(
    attempts.map(({ state, stop }: { state: string; stop?: { code: string } }) => [
      state,
      stop?.code,
    ]),
    [
      ['stopped', 'never_came_back'],
      ['connected', undefined],
    ],
  );
  assert.equal((await run('timeline x')).code, 2);
});

test('timeline --follow shows each step when it happens, once', async (t) => {
  const lk = await startTestLatchkey(t);
  const child = spawn(process.execPath, [
    CLI,
    'timeline',
    '--follow',
    '--json',
    '--data-dir',
    lk.dataDir,
  ]);
  lastly(t, () => child.kill());
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part;
  });
  const lines = () =>
    out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  // What was before it looked first is no news, so something happens until it has.
  await eventually(async () => {
    await send(lk.url, {
      method: 'POST',
      headers: { 'User-Agent': `knock/${Math.floor(Math.random() * 1e6)}` },
    });
    return lines().length > 0;
  });
  const { tokens } = await signIn(lk.base, lk.people[0]);
  await mcp(lk.url, tokens.access_token, 'tools/list');
  await eventually(async () => lines().some(({ state }) => state === 'connected'));
  const seen = lines().flatMap(({ client, step }) =>
    client === undefined || !step ? [] : [step.kind],
  );
  assert.deepEqual(seen, ['registration', 'authorize', 'consent_page', 'consent', 'token', 'call']);
});

test('after a restart everything is news', async (t) => {
  const lk = await startTestLatchkey(t);
  await send(lk.url, { method: 'POST' });
  const before = await timelineOf(lk);
  assert.deepEqual(newsOf(before, before), []);
  await lk.restart();
  await send(lk.url, { method: 'POST' });
  const [news] = newsOf(before, await timelineOf(lk));
  assert.equal(news?.step?.kind, 'challenge');
});
