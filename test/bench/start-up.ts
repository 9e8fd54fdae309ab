import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/latchkey-under-test.ts';
import { mcpRequest } from '../support/mcp-request.ts';
import { asInImage } from './as-in-image.ts';
import { cpuMs, residentBytes } from './process-stats.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLE = join(ROOT, 'dist/latchkey.mjs');
const GIVE_UP_MS = 60_000;
const API_KEY = 'bench-key-of-thirty-two-characters';

/** What a start took until its first answer, in milliseconds. */
export interface Start {
  readonly cpu: number;
  readonly wall: number;
  /** What it holds of memory when nobody has asked for anything since. */
  readonly idleBytes: number;
}

/** What is asked of it first. */
interface Question {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const METADATA: Question = { path: '/.well-known/oauth-protected-resource' };
const TOOLS: Question = { path: '/mcp', ...mcpRequest(API_KEY, 'tools/list') };

/**
 * Starts Latchkey as the app does until it answers, in front of a home that is not there yet: for its
 * metadata, or for a list of tools. `idleMs` later its memory is looked at.
 */
export async function startLatchkey(
  first: 'metadata' | 'tools',
  idleMs: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Start> {
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-start-'));
  const port = await freePort();
  try {
    return await untilAnswered([BUNDLE, 'serve'], {
      port,
      question: first === 'tools' ? TOOLS : METADATA,
      idleMs,
      env: {
        MCP_BASE_URL: `http://localhost:${port}`,
        MCP_PORT: String(port),
        MCP_HOST: '127.0.0.1',
        MCP_DATA_DIR: dataDir,
        MCP_API_KEYS: API_KEY,
        SETTINGS_PORT: '0',
        HOMEASSISTANT_URL: 'http://127.0.0.1:9',
        LOG_LEVEL: 'error',
        ...asInImage('NODE_OPTIONS'),
        ...env,
      },
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts it as the image is built: what is compiled by then is there for every start after. */
export async function compileLatchkey(idleMs: number): Promise<void> {
  await startLatchkey('metadata', idleMs, { LATCHKEY_KEEP_COMPILED: 'yes' });
}

/** The same of a bare server beside this file, which answers anything with PORT's first answer. */
export async function startBare(name: 'bare-server' | 'fastify-server', idleMs: number) {
  const port = await freePort();
  const env = { PORT: String(port) };
  return untilAnswered([inJavaScript(name)], { port, env, question: { path: '/' }, idleMs });
}

/** Without its types, since to take them off costs Node as much as such a server. Its path. */
function inJavaScript(name: string): string {
  const folder = join(ROOT, 'test-output/bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.mjs`);
  const source = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8');
  writeFileSync(file, stripTypeScriptTypes(source));
  return file;
}

interface Starting {
  readonly port: number;
  readonly question: Question;
  readonly idleMs: number;
  readonly env: Readonly<Record<string, string>>;
}

async function untilAnswered(
  args: readonly string[],
  { port, question, idleMs, env }: Starting,
): Promise<Start> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: 'ignore',
  });
  const pid = child.pid ?? 0;
  try {
    while (!(await answers(port, question))) {
      const gaveUp = performance.now() - startedAt > GIVE_UP_MS;
      if (gaveUp || child.exitCode !== null) throw new Error(`${args.join(' ')} does not answer`);
      await pause(2);
    }
    const took = { cpu: cpuMs(pid), wall: performance.now() - startedAt };
    await pause(idleMs);
    return { ...took, idleBytes: residentBytes(pid) };
  } finally {
    const ended = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGTERM');
    await ended;
  }
}

function answers(port: number, { path, headers, body }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(
      {
        ...{ port, host: '127.0.0.1', path, agent: false },
        method: body === undefined ? 'GET' : 'POST',
        headers: { host: `localhost:${port}`, ...headers },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode === 200));
        response.on('error', () => resolve(false));
      },
    );
    sent.on('error', () => resolve(false));
    sent.end(body);
  });
}
