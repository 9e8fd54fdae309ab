import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pino } from 'pino';
import { ask } from '../../src/control/ask.ts';
import { GrantOperations } from '../../src/control/grant-operations.ts';
import { listenForCommands } from '../../src/control/listen.ts';
import { Operations } from '../../src/control/operations.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { tempDir } from '../support/temp.ts';

const never = () => {
  throw new Error('hunter2');
};
const operations = new Operations({
  gateway: {
    report: () => [],
    shelves: new Map(),
    refresh: async () => {},
    keepAgain: async () => never(),
  },
  note: () => {},
  faults: () => [],
  secrets: {
    list: never,
    set: async () => ({ ok: true, value: undefined }),
    remove: async () => true,
  },
  debug: { on: () => 1, off: () => {}, until: undefined },
  timeline: { answer: () => ({ since: 0, attempts: [] }) },
  signInAddress: async () => 'https://mcp.example/sign-in',
  doctor: async () => [],
});

const commands = {
  operations,
  grants: new GrantOperations({ store: never as never, clock: Date.now }),
  machines: {} as Parameters<typeof listenForCommands>[1]['machines'],
  keys: {} as Parameters<typeof listenForCommands>[1]['keys'],
};

const CONNECTIONS = { method: 'GET', path: '/connections' } as const;

function logger() {
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  return { log, lines };
}

test('the socket is its owner’s alone, and gone when Latchkey stops', async (t) => {
  const lk = await startTestLatchkey(t);
  const path = join(lk.dataDir, 'control.sock');
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.ok(statSync(path).isSocket());
  assert.deepEqual(await ask(lk.dataDir, CONNECTIONS), { connections: [], faults: [] });
  for (const command of ['/connections', '/debug', '/secrets']) {
    assert.equal((await fetch(`${lk.base}${command}`)).status, 404, 'never on a port');
  }
  await lk.restart();
  assert.deepEqual(await ask(lk.dataDir, CONNECTIONS), { connections: [], faults: [] });
  await lk.stop();
  assert.equal(existsSync(path), false);
});

test('the socket that a killed Latchkey left behind is replaced', async (t) => {
  const dir = tempDir(t);
  const path = join(dir, 'control.sock');
  const listen = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  const child = spawn(process.execPath, ['-e', listen]);
  await new Promise((resolve) => child.once('close', resolve));
  assert.ok(statSync(path).isSocket());
  await assert.rejects(ask(dir, CONNECTIONS), { name: 'NotRunning' });
  const { log, lines } = logger();
  const close = await listenForCommands(dir, commands, log);
  lastly(t, close);
  assert.deepEqual(await ask(dir, CONNECTIONS), { connections: [], faults: [] });
  assert.deepEqual(lines, []);
  await close();
});

test('what cannot be had is a warning, and takes nothing from whoever has it', async (t) => {
  const { log, lines } = logger();
  const dir = tempDir(t);
  const close = await listenForCommands(dir, commands, log);
  lastly(t, close);
  const second = await listenForCommands(dir, commands, log);
  assert.match(lines[0] ?? '', /Another Latchkey/);
  await second();
  assert.deepEqual(await ask(dir, CONNECTIONS), { connections: [], faults: [] });
  await close();

  const file = tempDir(t);
  writeFileSync(join(file, 'control.sock'), 'mine');
  await (await listenForCommands(file, commands, log))();
  assert.match(lines[1] ?? '', /no socket/);
  assert.ok(existsSync(join(file, 'control.sock')));

  await (await listenForCommands(join(dir, 'x'.repeat(100)), commands, log))();
  assert.match(lines[2] ?? '', /bytes long/);
  await (await listenForCommands(join(dir, 'missing'), commands, log))();
  assert.match(lines[3] ?? '', /cannot be made/);
});

test('a command that fails says nothing of why it did but in our own words', async (t) => {
  const { log, lines } = logger();
  const dir = tempDir(t);
  const close = await listenForCommands(dir, commands, log);
  lastly(t, close);
  const refused = (method: 'PUT' | 'POST' | 'GET', path: string, body?: unknown) =>
    ask(dir, { method, path, body }).then(
      () => assert.fail(path),
      ({ error, sentence }) => [error, sentence],
    );
  assert.deepEqual(await refused('PUT', '/secrets/A', { value: 'hunter3' }), [
    'server_error',
    'Something went wrong inside Latchkey; its log says what.',
  ]);
  for (const body of [{ value: 1 }, ['hunter3'], { value: 'hunter3'.repeat(20_000) }]) {
    assert.equal((await refused('PUT', '/secrets/A', body))[0], 'invalid_request');
  }
  assert.equal((await refused('GET', '/nothing'))[0], 'unknown_command');
  assert.equal((await refused('POST', '/connections/a/refresh'))[0], 'unknown_connection');
  assert.ok(!lines.join().includes('hunter3'));
  await close();
});
