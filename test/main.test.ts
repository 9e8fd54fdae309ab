import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { lastly } from './support/lastly.ts';
import { freePort } from './support/latchkey-under-test.ts';
import { tempDir } from './support/temp.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');

test('told to stop as soon as it answers, it ends as cleanly as later', {
  timeout: 60_000,
}, async (t) => {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      MCP_BASE_URL: `http://localhost:${port}`,
      MCP_PORT: String(port),
      MCP_HOST: '127.0.0.1',
      MCP_DATA_DIR: tempDir(t),
      SETTINGS_PORT: '0',
      HOMEASSISTANT_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'error',
    },
    stdio: 'ignore',
  });
  const end = once(child, 'exit');
  lastly(t, async () => {
    child.kill('SIGKILL');
    await end;
  });
  await answering(port);
  child.kill('SIGTERM');
  assert.deepEqual(await end, [0, null]);
});

/** Asks in haste: it is a fraction of a second until all the rest is open, too. */
async function answering(port: number): Promise<void> {
  const asked = () =>
    new Promise((resolve) => {
      get({ port, host: '127.0.0.1', path: '/healthz', headers: { host: `localhost:${port}` } })
        .on('response', ({ statusCode }) => resolve(statusCode === 200))
        .on('error', () => resolve(false));
    });
  while (!(await asked())) await pause(2);
}
