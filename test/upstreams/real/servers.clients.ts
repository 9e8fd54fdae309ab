import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Shelf } from '../../../src/upstreams/shelf.ts';
import type { Ending } from '../../support/lastly.ts';
import { tempDir } from '../../support/temp.ts';
import { oneUpstream } from './one-upstream.ts';
import { officialServer, startEverything, startFastMcp } from './servers.ts';

const SECRET = 'hunter2-hunter2';

async function text(shelf: Shelf, tool: string, args = {}): Promise<string> {
  const result = await shelf.call(tool, args);
  assert.ok(result, `${tool} is not offered`);
  assert.notEqual(result.isError, true, JSON.stringify(result));
  const [first] = result.content;
  return first?.type === 'text' ? first.text : JSON.stringify(first);
}

const EVERYTHING: Readonly<Record<string, (t: Ending) => Promise<object>>> = {
  stdio: async () => ({ command: process.execPath, args: [await officialServer('everything')] }),
  http: async (t) => ({
    type: 'http',
    private_network: true,
    url: await startEverything(t, 'http'),
  }),
  sse: async (t) => ({ type: 'sse', private_network: true, url: await startEverything(t, 'sse') }),
};

for (const [way, entry] of Object.entries(EVERYTHING)) {
  test(`the everything server 2026.8.31 over ${way}`, async (t) => {
    const { shelf, protocol } = await oneUpstream(t, await entry(t));
    assert.equal(protocol(), '2025-11-25');
    assert.equal(await text(shelf, 'echo', { message: 'hi' }), 'Echo: hi');
    assert.match(await text(shelf, 'get-sum', { a: 20, b: 22 }), /42/);
    const image = await shelf.call('get-tiny-image', {});
    assert.ok(image?.content.some(({ type }) => type === 'image'));
    const weather = await shelf.call('get-structured-content', { location: 'New York' });
    assert.equal(typeof weather?.structuredContent, 'object');
    const wrong = await shelf.call('get-sum', { a: 'x' }).catch((error: Error) => error);
    assert.match(JSON.stringify(wrong instanceof Error ? wrong.message : wrong), /nvalid/);

    const steps: number[] = [];
    const long = { duration: 0.3, steps: 3 };
    await shelf.call('trigger-long-running-operation', long, {
      onprogress: ({ progress }) => void steps.push(progress),
    });
    // The last one may come with the answer, and is not waited for.
    assert.deepEqual(steps.slice(0, 2), [1, 2]);

    const stop = new AbortController();
    const stopped = shelf.call(
      'trigger-long-running-operation',
      { duration: 30, steps: 1 },
      { signal: stop.signal },
    );
    stop.abort();
    await assert.rejects(stopped);
    assert.equal(await text(shelf, 'echo', { message: 'still there' }), 'Echo: still there');

    // It can only be run as a task, which no assistant can do through us.
    const names = shelf.tools.map(({ name }) => name);
    assert.ok(!names.includes('simulate-research-query'), names.join(' '));
  });
}

test('the filesystem server 2026.8.31 reads what it may and refuses the rest', async (t) => {
  const folder = tempDir(t);
  writeFileSync(join(folder, 'note.txt'), 'buy milk');
  const args = [await officialServer('filesystem'), folder];
  const { shelf } = await oneUpstream(t, { command: process.execPath, args });
  assert.equal(await text(shelf, 'read_text_file', { path: join(folder, 'note.txt') }), 'buy milk');
  const refused = await shelf.call('read_text_file', { path: '/etc/passwd' });
  assert.equal(refused?.isError, true);
});

test('the memory server 2026.8.31 keeps what it is told, and outlives being put to sleep', async (t) => {
  const { shelf, gateway } = await oneUpstream(t, {
    command: process.execPath,
    args: [await officialServer('memory')],
    env: { MEMORY_FILE_PATH: join(tempDir(t), 'memory.jsonl') },
  });
  const entities = [{ name: 'Ada', entityType: 'person', observations: ['likes tea'] }];
  await text(shelf, 'create_entities', { entities });
  await shelf.upstream.close();
  assert.equal(gateway.report()[0]?.status, 'asleep');
  assert.match(await text(shelf, 'search_nodes', { query: 'tea' }), /Ada/);
});

for (const [proof, written] of [
  ['none', {}],
  ['bearer', { auth: { token: SECRET } }],
  ['header', { headers: { 'X-Api-Key': SECRET } }],
] as const) {
  test(`FastMCP 4.1.2 that wants ${proof}`, async (t) => {
    const url = await startFastMcp(t, proof, SECRET);
    const { shelf, protocol } = await oneUpstream(t, { url, private_network: true, ...written });
    assert.equal(await text(shelf, 'add', { a: 20, b: 22 }), '42');
    assert.equal(protocol(), '2026-07-28');
  });
}
