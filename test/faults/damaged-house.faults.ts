import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, jsonOf, mcp, send, signIn } from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';
import { assertRefusedStart } from './assert-refused-start.ts';
import { LatchkeyProcess } from './latchkey-process.ts';
import { EVERYTHING } from './seed.ts';

const PAGE = 4_096;
/** One in so many pages is tried in CI with all of Latchkey; damaged-database.faults.ts tries each. */
const SAMPLED = 6;

test('Latchkey starts on a database with a page of ones, one page after another: it refuses with a sentence, or serves, or answers 503; no new keys', async (t) => {
  const lk = await startTestLatchkey(t);
  const { client, tokens } = await signIn(lk.base, lk.people[0]);
  await lk.stop();
  const path = join(lk.dataDir, 'latchkey.db');
  const keyring = join(lk.dataDir, 'keyring.json');
  const [bytes, keys] = [readFileSync(path), readFileSync(keyring, 'utf8')];
  let refused = 0;
  let tried = 0;
  for (let page = 0; page < bytes.length / PAGE; page += EVERYTHING ? 1 : SAMPLED) {
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, page * PAGE, (page + 1) * PAGE);
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    writeFileSync(path, damaged);
    tried += 1;
    try {
      await lk.restart();
    } catch (error) {
      assert.ok(isLatchkeyError(error, 'store_unavailable'), `page ${page + 1}: ${String(error)}`);
      assert.match(error.message, /is damaged\. Stop the app and restore a backup/);
      refused += 1;
      continue;
    }
    const answers = [
      await send(`${lk.base}/healthz`),
      await send(`${lk.base}/.well-known/oauth-authorization-server`),
      await send(client.authorizeUrl()),
      await mcp(lk.url, tokens.access_token, 'tools/list'),
      await callTool(lk.url, tokens.access_token, 'home_overview'),
      await client.refresh(tokens.refresh_token),
    ];
    for (const { url, status, text, headers } of answers) {
      assert.ok(status < 500 || status === 503, `page ${page + 1}: ${url} answered ${text}`);
      assert.ok(status !== 503 || headers.has('retry-after'), `page ${page + 1}: ${url}`);
      // A client that is told one of these throws its tokens away.
      assert.ok(![400, 401].includes(status), `page ${page + 1}: ${url} answered ${text}`);
    }
    assert.equal(readFileSync(keyring, 'utf8'), keys);
  }
  t.diagnostic(`${tried} pages, ${refused} starts refused`);
});

test('the process meets a database that is cut off, a keyring that is cut off without its copy, and one that is gone: each time code 1 and one sentence, and nothing is written over', async (t) => {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const [ada] = home.people;
  assert.ok(ada !== undefined);
  const dataDir = tempDir(t);
  const options = { dataDir, homeUrl: home.url };
  const whole = await LatchkeyProcess.start(t, options);
  const { client, tokens } = await signIn(whole.base, ada);
  await whole.stop();

  const again = { ...options, port: whole.port };
  const spoil = async (files: Readonly<Record<string, number>>, sentence: RegExp) => {
    const kept = Object.keys(files).map((name) => readFileSync(join(dataDir, name)));
    for (const [name, length] of Object.entries(files)) {
      const path = join(dataDir, name);
      if (length === 0) rmSync(path);
      else writeFileSync(path, readFileSync(path).subarray(0, length));
    }
    assertRefusedStart(await LatchkeyProcess.tryToStart(t, again), sentence);
    for (const [at, [name, length]] of Object.entries(files).entries()) {
      const path = join(dataDir, name);
      const left = length === 0 ? undefined : readFileSync(path).length;
      assert.equal(left, length === 0 ? undefined : length, `${name} was written`);
      writeFileSync(path, kept[at] ?? '');
    }
  };
  await spoil({ 'latchkey.db': 3 * PAGE }, /latchkey\.db is damaged.* restore a backup/);
  await spoil(
    { 'keyring.json': 100, 'keyring.json.bak': 90 },
    /keyring\.json is damaged .* from a backup.* sign in again/,
  );
  await spoil(
    { 'keyring.json': 0, 'keyring.json.bak': 0 },
    /keyring\.json is missing.* from a backup/,
  );
  await LatchkeyProcess.start(t, again);
  const renewed = await client.refresh(tokens.refresh_token);
  assert.equal(renewed.status, 200, String(jsonOf(renewed).error_description));
});
