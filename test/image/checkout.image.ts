import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';
import { image } from './build-image.ts';
import { asked, buildah } from './buildah.ts';
import { CHECKOUT } from './places.ts';
import { watched } from './processes.ts';

test('run.sh of a checkout starts what was built there', async (t) => {
  const { id } = await image();
  const made = await asked('from', '--pull-never', id);
  lastly(t, () => buildah('rm', made));
  const checkout = tempDir(t);
  cpSync(join(await asked('mount', made), 'opt/latchkey'), join(checkout, 'dist'), {
    recursive: true,
  });
  copyFileSync(join(CHECKOUT, 'run.sh'), join(checkout, 'run.sh'));
  symlinkSync(join(CHECKOUT, 'node_modules'), join(checkout, 'node_modules'));

  const child = spawn(join(checkout, 'run.sh'), {
    env: {
      PATH: process.env.PATH,
      MCP_BASE_URL: 'https://mcp.example.com',
      HOMEASSISTANT_URL: 'http://127.0.0.1:9',
      MCP_PORT: '0',
      SETTINGS_PORT: '0',
      MCP_DATA_DIR: tempDir(t),
      LATCHKEY_READY_FD: '3',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const { said, end } = watched(t, child);
  const ready = child.stdio[3];
  assert.ok(ready);
  const [word] = await Promise.race([once(ready, 'data'), end.then(() => [said.text])]);
  assert.equal(String(word), '\n');
  child.kill('SIGTERM');
  assert.deepEqual(await end, [0, null], said.text);
});
