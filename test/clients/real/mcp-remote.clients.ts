import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { startTestLatchkey } from '../../support/latchkey-under-test.ts';
import { tempDir } from '../../support/temp.ts';
import { installed } from './installed.ts';
import { assertLit, darken, TURN_ON } from './kitchen.ts';
import { startPerson } from './person.ts';
import { environmentOf } from './program.ts';

const MCP_REMOTE = { from: 'npm', name: 'mcp-remote', version: '0.15.1' } as const;

test('mcp-remote 0.15.1 signs in, bridges, keeps its sign-in, and registers anew when removed', async (t) => {
  const folder = await installed(MCP_REMOTE);
  const latchkey = await startTestLatchkey(t);
  const person = await startPerson(t, latchkey.people[0].token);
  const env = environmentOf(tempDir(t), person);
  const bridge = join(folder, 'node_modules', 'mcp-remote', 'dist', 'proxy.js');

  const useOnce = async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [bridge, latchkey.url, '--transport', 'http-only'],
      env: { ...env },
      stderr: 'pipe',
    });
    let log = '';
    transport.stderr?.on('data', (part: Buffer) => {
      log += part;
    });
    const client = new Client({ name: 'bridged', version: '0' });
    try {
      await client.connect(transport as never);
      const { tools } = await client.listTools();
      assert.ok(tools.some(({ name }) => name === 'call_service'));
      darken(latchkey);
      const called = await client.callTool({ name: 'call_service', arguments: TURN_ON });
      assert.equal(called.isError, undefined, JSON.stringify(called));
      await assertLit(latchkey);
    } catch (cause) {
      throw new Error(log, { cause });
    } finally {
      await client.close();
    }
    await person.finished();
  };

  await useOnce();
  assert.equal(person.opened.length, 1);
  await useOnce();
  assert.equal(person.opened.length, 1, 'the second time it is still signed in');

  const { store } = latchkey.latchkey;
  for (const { id } of await store.clients()) await store.removeClient(id, Date.now());
  await useOnce();
  assert.equal(person.opened.length, 2);
});
