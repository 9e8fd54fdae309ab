import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { test } from 'node:test';
import { pino } from 'pino';
import { ask } from '../../src/control/ask.ts';
import { listenForCommands } from '../../src/control/listen.ts';
import { Operations } from '../../src/control/operations.ts';
import { socketPath } from '../../src/control/socket-path.ts';
import type { Doctor } from '../../src/doctor/create-doctor.ts';
import { type Finding, SOUND } from '../../src/doctor/finding.ts';
import { type Ending, lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';

const FINDING: Finding = { ...SOUND, check: 'disk', about: 'here', subject: '' };

/** A control socket whose doctor is this one, and what it logs. */
async function listen(t: Ending, doctor: Doctor) {
  const dataDir = tempDir(t);
  const logged: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
  const operations = new Operations({ doctor } as ConstructorParameters<typeof Operations>[0]);
  const commands = { operations } as Parameters<typeof listenForCommands>[1];
  const close = await listenForCommands(dataDir, commands, log);
  lastly(t, () => void close());
  return { dataDir, logged };
}

const QUESTION = { method: 'POST', path: '/doctor' } as const;

test('each finding is told as it comes, and all of them at the end', async (t) => {
  const asked: unknown[] = [];
  const going = Promise.withResolvers<void>();
  const { dataDir } = await listen(t, async (given, onProgress) => {
    asked.push(given);
    onProgress?.({ done: 1, total: 2, finding: FINDING });
    await going.promise;
    onProgress?.({ done: 2, total: 2, finding: FINDING });
    return [FINDING, FINDING];
  });
  const lines: object[] = [];
  const answer = await ask<{ findings: unknown[] }>(dataDir, {
    ...QUESTION,
    body: { url: 'https://mcp.example.com' },
    each: (line) => {
      lines.push(line);
      // The second comes only after the first was read here.
      going.resolve();
    },
  });
  assert.deepEqual(asked, ['https://mcp.example.com']);
  assert.deepEqual(answer.findings, [FINDING, FINDING]);
  assert.deepEqual(lines.slice(0, 2), [
    { done: 1, total: 2, finding: FINDING },
    { done: 2, total: 2, finding: FINDING },
  ]);
});

test('who leaves before the end harms nobody', async (t) => {
  const going = Promise.withResolvers<void>();
  const { dataDir, logged } = await listen(t, async (_given, onProgress) => {
    onProgress?.({ done: 1, total: 2, finding: FINDING });
    await going.promise;
    onProgress?.({ done: 2, total: 2, finding: FINDING });
    return [];
  });
  const leaving = request({ socketPath: socketPath(dataDir), ...QUESTION, agent: false });
  leaving.setHeader('content-type', 'application/json').end('{}');
  const [response] = await once(leaving, 'response');
  response.on('error', () => {});
  response.destroy();
  await once(response, 'close');
  going.resolve();
  const { findings } = await ask<{ findings: unknown[] }>(dataDir, {
    ...QUESTION,
    body: {},
    each: () => {},
  });
  assert.deepEqual(findings, []);
  assert.deepEqual(logged, []);
});

test('a doctor that fails is said to have, without its reason', async (t) => {
  const { dataDir } = await listen(t, () => Promise.reject(new Error('hunter2')));
  await assert.rejects(
    ask(dataDir, { ...QUESTION, body: {}, each: () => {} }),
    (thrown: Error) => !/hunter2/.test(thrown.message),
  );
});

test('a question in the wrong form is refused', async (t) => {
  const { dataDir } = await listen(t, async () => []);
  await assert.rejects(ask(dataDir, { ...QUESTION, body: { url: 7 }, each: () => {} }), {
    error: 'invalid_request',
  });
});
