import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/latchkey-under-test.ts';
import { cpuMs } from './process-stats.ts';

const ROOT = join(import.meta.dirname, '../..');
const ONE_FILE = join(ROOT, 'dist/latchkey.mjs');
const GIVE_UP_MS = 60_000;

/** What a start took until its first answer, in milliseconds. */
export interface Start {
  readonly cpu: number;
  readonly wall: number;
}

/** How Latchkey is started: as one file where that was built, else from its source. */
export const BUILT = existsSync(ONE_FILE);

/** Starts Latchkey until it answers, as in front of a home that is not there yet. */
export async function startLatchkey(): Promise<Start> {
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-start-'));
  const port = await freePort();
  try {
    return await untilAnswered(BUILT ? [ONE_FILE, 'serve'] : [join(ROOT, 'src/main.ts')], port, {
      MCP_BASE_URL: `http://localhost:${port}`,
      MCP_PORT: String(port),
      MCP_HOST: '127.0.0.1',
      MCP_DATA_DIR: dataDir,
      SETTINGS_PORT: '0',
      HOMEASSISTANT_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'error',
      // As in the app, whose data folder keeps what was compiled.
      NODE_COMPILE_CACHE: join(tmpdir(), 'latchkey-bench-compiled'),
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The same of a bare node:http server. */
export async function startBare(): Promise<Start> {
  const port = await freePort();
  return untilAnswered([join(ROOT, 'test/bench/bare-server.ts')], port, { PORT: String(port) });
}

async function untilAnswered(
  args: readonly string[],
  port: number,
  env: Readonly<Record<string, string>>,
): Promise<Start> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: 'ignore',
  });
  try {
    while (!(await answers(port))) {
      const gaveUp = performance.now() - startedAt > GIVE_UP_MS;
      if (gaveUp || child.exitCode !== null) throw new Error(`${args.join(' ')} does not answer`);
      await pause(2);
    }
    return { cpu: cpuMs(child.pid ?? 0), wall: performance.now() - startedAt };
  } finally {
    const ended = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGTERM');
    await ended;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const path = '/.well-known/oauth-protected-resource';
    const headers = { host: `localhost:${port}` };
    const sent = request({ port, host: '127.0.0.1', path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    sent.on('error', () => resolve(false));
    sent.end();
  });
}
