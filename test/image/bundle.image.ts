import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Script } from 'node:vm';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { startIngress } from '../../src/demo/ingress.ts';
import { HOME_CONFIGURE } from '../../src/policy/scopes.ts';
import { PAGES } from '../../src/settings/pages.ts';
import { TOOLS } from '../../src/tools/catalog.ts';
import { LANGUAGES } from '../../src/words/words.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { freePort } from '../support/latchkey-under-test.ts';
import { callTool, mcp, signIn, toolNames } from '../support/oauth-client.ts';
import { tempDir } from '../support/temp.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { image } from './build-image.ts';
import { asked, buildah } from './buildah.ts';
import { watched } from './processes.ts';

const run = promisify(execFile);

/** A machine that does much else is slow. */
const PATIENCE_MS = 60_000;

/** Commands that change nothing that another one needs. */
const COMMANDS = [
  ['grants', '--json'],
  ['clients', '--json'],
  ['connections', '--json'],
  ['refresh'],
  ['debug', 'status'],
  ['timeline', '--json'],
  ['secrets', 'list'],
  ['machines', 'list'],
  ['keys', 'rotate', 'signing'],
  ['keys', 'rotate', 'encryption'],
  ['audit', '--json'],
  ['companion', '--help'],
  ['generate-key'],
];

test('whatever the bundle loads late is there when somebody needs it', async (t) => {
  const dist = await shipped(t);
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const [ada] = home.people;
  assert.ok(ada);
  const upstream = await startHttpUpstream(t);
  const dataDir = tempDir(t);
  const file = join(dataDir, 'upstreams.json');
  const notes = { url: upstream.url, private_network: true };
  writeFileSync(file, JSON.stringify({ mcpServers: { notes } }), { mode: 0o600 });
  const [port, settingsPort] = [await freePort(), await freePort()];
  const base = `http://localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    MCP_BASE_URL: base,
    MCP_PORT: String(port),
    SETTINGS_PORT: String(settingsPort),
    MCP_DATA_DIR: dataDir,
    MCP_UPSTREAMS_FILE: file,
    HOMEASSISTANT_URL: home.url,
    HOMEASSISTANT_TOKEN: ada.token,
    LATCHKEY_READY_FD: '3',
  };
  const bundle = join(dist, 'latchkey.mjs');
  const child = spawn(process.execPath, [bundle, 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const { said, end } = watched(t, child);
  await Promise.race([once(child.stdio[3] as NodeJS.ReadableStream, 'data'), end]);
  assert.equal(child.exitCode, null, said.text);

  const { tokens } = await signIn(base, { ...ada, administrator: true });
  const url = `${base}/mcp`;
  await eventually(async () => {
    const names = await toolNames(url, tokens.access_token);
    return names.includes('get_state') && names.some((name) => name.startsWith('notes__'));
  }, PATIENCE_MS);
  const { result: list } = await mcp(url, tokens.access_token, 'tools/list');
  const listed = list?.tools as readonly (typeof TOOLS)[number][];
  for (const { name, scope, inputSchema, outputSchema } of TOOLS) {
    // Nobody is given that without asking for it.
    if (scope === HOME_CONFIGURE) continue;
    const found = listed.find((one) => one.name === name);
    assert.deepEqual(found?.inputSchema, inputSchema, name);
    assert.deepEqual(found?.outputSchema, outputSchema, name);
  }
  const state = { entity_id: 'light.kitchen' };
  for (const era of ['modern', 'legacy'] as const) {
    const { result, text } = await callTool(url, tokens.access_token, 'get_state', state, { era });
    assert.ok(result !== undefined && result.isError !== true, text);
  }

  const ingress = await startIngress(`http://127.0.0.1:${settingsPort}`);
  lastly(t, () => ingress.stop());
  const cookie = `ingress_session=${ingress.sessionOf(ada)}`;
  for (const language of LANGUAGES.keys()) {
    for (const { path } of PAGES) {
      const headers = { cookie, 'accept-language': language };
      const answer = await fetch(new URL(path, ingress.url), { headers });
      const text = await answer.text();
      assert.equal(answer.status, 200, `${language} ${path}: ${text}`);
      assert.match(text, new RegExp(`<html lang="${language}"`), `${language} ${path}`);
    }
  }
  const metrics = await fetch(`http://127.0.0.1:${settingsPort}/metrics`);
  assert.match(await metrics.text(), /^process_cpu_seconds_total /m);

  for (const command of [...COMMANDS, ['selftest', '--url', base, '--token', ada.token]]) {
    const ran = run(process.execPath, [bundle, ...command], { env });
    const { code = 0, stderr } = await ran.catch((error) => error);
    assert.equal(code, 0, `${command.join(' ')}: ${stderr}`);
  }
  const doctor = await run(process.execPath, [bundle, 'doctor', '--json'], { env }).catch(
    (found) => found,
  );
  assert.ok(typeof JSON.parse(doctor.stdout) === 'object', doctor.stderr);
  child.kill('SIGTERM');
  assert.deepEqual(await end, [0, null], said.text);
  assert.doesNotMatch(said.text, /"level":[56]0|\bERROR\b|MODULE/, said.text);
});

/** Prints at the end whether Node's `fetch` was loaded. */
const TELL_FETCH = `data:text/javascript,process.on('exit', () =>
  console.error(process.moduleLoadList.includes('NativeModule internal/deps/undici/undici')))`;

test('a start takes what is compiled or does without it, and loads nothing late', async (t) => {
  const dist = await shipped(t);
  const compiled = join(dist, 'compiled/start.js');
  const kept = readFileSync(compiled);
  const source = readFileSync(join(dist, 'start.js'), 'latin1');
  // The stand-in's Node is of the version that runs this.
  const script = new Script(source, { cachedData: kept.subarray(32) });
  assert.equal(script.cachedDataRejected, false);

  for (const file of globSync('late-*.js', { cwd: dist })) rmSync(join(dist, file));
  const start = ['--import', TELL_FETCH, join(dist, 'latchkey.mjs'), 'generate-key'];
  assert.match((await run(process.execPath, start)).stderr, /^false$/m);
  writeFileSync(compiled, kept.fill(0, kept.length / 2));
  assert.match((await run(process.execPath, start)).stdout, /^[\w-]{43}=$/m);
});

/** What the image ships, in a folder of ours. */
async function shipped(t: Parameters<typeof tempDir>[0]): Promise<string> {
  const { id } = await image();
  const made = await asked('from', '--pull-never', id);
  lastly(t, () => buildah('rm', made));
  const dist = join(tempDir(t), 'dist');
  cpSync(join(await asked('mount', made), 'opt/latchkey'), dist, { recursive: true });
  return dist;
}
