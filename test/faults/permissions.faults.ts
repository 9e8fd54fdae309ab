import assert from 'node:assert/strict';
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { lastly } from '../support/lastly.ts';
import { signIn, tokensOf } from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';
import { assertRefusedStart } from './assert-refused-start.ts';
import { mountDisk } from './disk.ts';
import { LatchkeyProcess } from './latchkey-process.ts';

const NOBODY = '65534';
const HELPS = /cannot be (made|written|opened|read)|(let|give) .* (write|read)/i;

test('/data is read-only before the first start: it says so, makes nothing, and starts when it may write', async (t) => {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const disk = mountDisk(t, '8m');
  disk.setWritable(false);
  for (const dataDir of [disk.path, join(disk.path, 'none')]) {
    const options = { dataDir, homeUrl: home.url };
    assertRefusedStart(await LatchkeyProcess.tryToStart(t, options), HELPS);
  }
  assert.deepEqual(readdirSync(disk.path), []);
  disk.setWritable(true);
  await LatchkeyProcess.start(t, { dataDir: disk.path, homeUrl: home.url });
});

test('/data becomes read-only while Latchkey is stopped: it refuses with a sentence, and everybody is still signed in when that is over', async (t) => {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const [ada] = home.people;
  assert.ok(ada !== undefined);
  const disk = mountDisk(t, '8m');
  const options = { dataDir: disk.path, homeUrl: home.url };
  const first = await LatchkeyProcess.start(t, options);
  const { client, tokens } = await signIn(first.base, ada);
  await first.stop();
  const again = { ...options, port: first.port };
  disk.setWritable(false);
  assertRefusedStart(await LatchkeyProcess.tryToStart(t, again), HELPS);
  disk.setWritable(true);
  await LatchkeyProcess.start(t, again);
  tokensOf(await client.refresh(tokens.refresh_token));
});

test('/data belongs to another user: it refuses with a sentence, makes no new keys, and everybody is still signed in when that is over', async (t) => {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const [ada] = home.people;
  assert.ok(ada !== undefined);
  const dataDir = tempDir(t);
  const options = { dataDir, homeUrl: home.url };
  const first = await LatchkeyProcess.start(t, options);
  const { client, tokens } = await signIn(first.base, ada);
  await first.stop();
  const again = { ...options, port: first.port };
  const kept = readdirSync(dataDir);
  // Nobody may look into the folder; may look but not write; may write beside what is root's.
  for (const mode of [0o700, 0o755, 0o777]) {
    chmodSync(dataDir, mode);
    const started = await LatchkeyProcess.tryToStart(t, { ...again, env: { FAULT_UID: NOBODY } });
    assertRefusedStart(started, HELPS);
    assert.deepEqual(readdirSync(dataDir), kept);
  }
  chmodSync(dataDir, 0o700);
  await LatchkeyProcess.start(t, again);
  tokensOf(await client.refresh(tokens.refresh_token));
});
