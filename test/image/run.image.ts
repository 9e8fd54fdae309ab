import assert from 'node:assert/strict';
import { chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { Ending } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';
import { image } from './build-image.ts';
import { type Container, type Run, startContainer } from './container.ts';

const ROOT = 0;
const LATCHKEY = 1_000;
const SERVICE = '/run/service/latchkey';
const MOST_TO_STOP_MS = 2_000;
const TRIES = 3;
const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 60_000;
const DOOR = { MCP_BASE_URL: 'https://mcp.example.com', HOMEASSISTANT_URL: 'http://127.0.0.1:9' };

/** Asks something, and leaves a process behind that keeps the connection. */
const STAY_CONNECTED = `
  exec 3<> /dev/tcp/127.0.0.1/8086
  printf 'GET /healthz HTTP/1.1\\r\\nHost: mcp.example.com\\r\\n\\r\\n' >&3
  read -r answer <&3 && [[ $answer == *200* ]] || exit 1
  sleep 600 < /dev/null > /dev/null 2>&1 &
`;

/** As `docker run -e MCP_BASE_URL=… -e HOMEASSISTANT_URL=… -v …:/data` starts it. */
function plain(t: Ending, options: Run = {}): Promise<Container> {
  return startContainer(t, { ...options, env: { ...DOOR, ...options.env } });
}

/** Has a client register itself; answers its id. */
async function register(container: Container): Promise<string> {
  const client = { client_name: 'Reading lamp', redirect_uris: ['https://lamp.example.com/back'] };
  const { text } = await container.exec(
    ...['curl', '-sS', '-H', 'Content-Type: application/json', '-H', 'Host: mcp.example.com'],
    ...['--data', JSON.stringify(client), 'http://127.0.0.1:8086/register'],
  );
  const { client_id: id } = JSON.parse(text);
  assert.equal(typeof id, 'string', text);
  return id;
}

/** It answers its commands a moment after it is healthy. */
async function knows(container: Container, client: string): Promise<boolean> {
  let said = '';
  await eventually(async () => {
    const { code, text } = await container.exec('latchkey', 'clients', '--json');
    said = text;
    return code === 0;
  }, PATIENCE_MS);
  return said.includes(client);
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Whose it is and who may touch it, of everything in a folder. */
function ownership(folder: string) {
  return ['.', ...(readdirSync(folder, { recursive: true }) as string[])].map((name) => {
    const { uid, gid, mode } = statSync(join(folder, name));
    return { name, uid, gid, open: (mode & 0o077).toString(8) };
  });
}

test('it becomes healthy and runs as nobody special', async (t) => {
  const container = await plain(t);
  const ms = await container.ready();
  const told = await container.exec('/command/s6-svwait', '-Ut300000', SERVICE);
  assert.equal(told.code, 0, `s6 was not told that it serves: ${told.text}`);
  const { uid, capabilities, residentMiB } = container.latchkey();
  assert.equal(uid, LATCHKEY);
  assert.equal(capabilities, 0n);
  for (const { name, ...found } of ownership(container.data)) {
    assert.deepEqual(found, { uid: LATCHKEY, gid: LATCHKEY, open: '0' }, name);
  }
  t.diagnostic(`start to healthy: ${Math.round(ms)} ms; memory: ${residentMiB} MiB resident`);
});

test('told to stop, it has ended in under two seconds with code 0', async (t) => {
  const took: number[] = [];
  // A machine that does much else may be slow once, which says nothing of Latchkey.
  while (took.length < TRIES && !took.some((ms) => ms < MOST_TO_STOP_MS)) {
    const container = await plain(t);
    await container.ready();
    const { code: connected, text } = await container.exec('bash', '-c', STAY_CONNECTED);
    assert.equal(connected, 0, text);
    const { code, afterMs } = await container.stop();
    assert.equal(code, 0, container.logs());
    took.push(Math.round(afterMs));
  }
  t.diagnostic(`SIGTERM to exit: ${took.join(' ms, then ')} ms`);
  assert.ok(
    took.some((ms) => ms < MOST_TO_STOP_MS),
    `it took ${took.join(', ')} ms`,
  );
});

test('run.sh starts and stops it without s6 too', async (t) => {
  const built = await image();
  const data = tempDir(t);
  chownSync(data, LATCHKEY, LATCHKEY);
  const config = { ...built.config, Entrypoint: ['/run.sh'] };
  const container = await plain(t, { image: { ...built, config }, data });
  await container.ready();
  assert.equal(container.latchkey().uid, LATCHKEY);
  assert.equal((await container.stop()).code, 0, container.logs());
});

test('it is healthy only while it serves', async (t) => {
  const container = await plain(t, { env: { ...DOOR, MCP_PORT: '8123' } });
  await container.ready();
  process.kill(container.latchkey().pid, 'SIGSTOP');
  assert.equal(await container.healthy(), false);
  process.kill(container.latchkey().pid, 'SIGCONT');
  await container.ready();
});

test('a crash ends the container as a crash', async (t) => {
  for (const [signal, code] of [
    ['SIGSEGV', 139],
    ['SIGILL', 132],
  ] as const) {
    const container = await plain(t);
    await container.ready();
    process.kill(container.latchkey().pid, signal);
    assert.equal((await container.ended()).code, code, container.logs());
  }
});

test('unsafe configuration ends it with a sentence and code 1', async (t) => {
  const container = await plain(t, { env: { MCP_AUTH_MODE: 'none' } });
  assert.equal((await container.ended()).code, 1, container.logs());
  assert.match(container.logs(), /MCP_BASE_URL/);
});

test('a stray SIGTERM to the process alone does not end the container', async (t) => {
  const container = await plain(t);
  await container.ready();
  const { pid } = container.latchkey();
  process.kill(pid, 'SIGTERM');
  while (alive(pid)) await pause(LOOK_EVERY_MS);
  await container.ready();
  assert.notEqual(container.latchkey().pid, pid);
  assert.equal((await container.stop()).code, 0);
});

test('what was answered survives kill -9 and a cut of the power', async (t) => {
  const data = tempDir(t);
  const first = await plain(t, { data });
  await first.ready();
  const before = await register(first);
  process.kill(first.latchkey().pid, 'SIGKILL');
  assert.equal((await first.ended()).code, 137, first.logs());

  const second = await plain(t, { data });
  await second.ready();
  assert.ok(await knows(second, before));
  const after = await register(second);
  await second.cut();

  const third = await plain(t, { data });
  await third.ready();
  assert.ok(await knows(third, before));
  assert.ok(await knows(third, after));
});

test('a backup that was restored, so that all is root’s and open to all, is taken over', async (t) => {
  const data = tempDir(t);
  const first = await plain(t, { data });
  await first.ready();
  const client = await register(first);
  await first.exec('mkdir', '/data/kept');
  await first.exec('touch', '/data/kept/file');
  await first.exec('chown', '-R', '0:0', '/data');
  await first.exec('chmod', '-R', 'a+rwX', '/data');
  await first.cut();
  assert.ok(ownership(data).every(({ uid, open }) => uid === ROOT && open !== '0'));

  const second = await plain(t, { data });
  await second.ready();
  assert.ok(await knows(second, client));
  for (const { name, ...found } of ownership(data)) {
    assert.deepEqual(found, { uid: LATCHKEY, gid: LATCHKEY, open: '0' }, name);
  }
});

test('the app’s options reach it although the file is root’s alone, and stays so', async (t) => {
  const data = tempDir(t);
  const options = join(data, 'options.json');
  writeFileSync(options, JSON.stringify({ base_url: 'https://home.example.org' }), { mode: 0o600 });
  const container = await startContainer(t, { data, env: { SUPERVISOR_TOKEN: 'of-this-start' } });
  await container.ready();
  await eventually(
    async () => /https:\/\/home\.example\.org\/mcp/.test(container.logs()),
    PATIENCE_MS,
  );
  const { uid, mode } = statSync(options);
  assert.deepEqual([uid, mode & 0o777], [ROOT, 0o600]);
  const environment = readFileSync(`/proc/${container.latchkey().pid}/environ`, 'utf8').split('\0');
  assert.ok(environment.includes('SUPERVISOR_TOKEN=of-this-start'));
  // The settings are for ingress, which comes from another machine.
  assert.match(container.logs(), /:8099/);
});

test('root’s commands leave nothing behind that the process cannot open', async (t) => {
  const container = await plain(t);
  await container.ready();
  for (const command of [['help'], ['clients'], ['audit'], ['companion', 'secret'], ['doctor']]) {
    await container.exec('latchkey', ...command);
  }
  assert.ok(ownership(container.data).every(({ uid }) => uid === LATCHKEY));
});

test('the companion is installed and removed for a process that may not write there', async (t) => {
  const home = tempDir(t);
  writeFileSync(join(home, 'configuration.yaml'), '');
  mkdirSync(join(home, 'custom_components'));
  const container = await plain(t, { mounts: { [home]: '/homeassistant' } });
  await container.ready();
  // Not even from inside the process' user may anything else be written there.
  const asLatchkey = ['/command/s6-applyuidgid', '-u', '1000', '-g', '1000', '-G', '1000'];
  await container.exec('chmod', '755', '/homeassistant');
  const stray = await container.exec(...asLatchkey, 'touch', '/homeassistant/custom_components/x');
  assert.notEqual(stray.code, 0);

  const installed = await container.exec('latchkey', 'companion', 'install');
  assert.equal(installed.code, 0, installed.text);
  const there = join(home, 'custom_components/latchkey');
  const shipped = join(container.root, 'usr/share/latchkey/custom_components/latchkey');
  assert.deepEqual(readdirSync(there).sort(), readdirSync(shipped).sort());
  assert.equal(statSync(there).uid, ROOT);
  assert.deepEqual(readdirSync(home).sort(), ['configuration.yaml', 'custom_components']);

  writeFileSync(join(there, 'view.py'), 'older');
  assert.match((await container.exec('latchkey', 'companion', 'status')).text, /is not the one/);
  await container.exec('sh', '-c', 'echo "install; touch /pwned" > /run/latchkey/companion');
  assert.equal((await container.exec('latchkey', 'companion', 'install')).code, 0);
  assert.match((await container.exec('latchkey', 'companion', 'status')).text, /it is the one/);
  assert.notEqual((await container.exec('ls', '/pwned')).code, 0);

  const removed = await container.exec('latchkey', 'companion', 'remove');
  assert.equal(removed.code, 0, removed.text);
  assert.deepEqual(readdirSync(join(home, 'custom_components')), []);
});
