import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { installed } from '../../clients/real/installed.ts';
import { eventually } from '../../support/eventually.ts';
import { type Ending, lastly } from '../../support/lastly.ts';
import { freePort } from '../../support/latchkey-under-test.ts';
import { tempDir } from '../../support/temp.ts';

const VERSION = '2026.8.31';

/** The program of one of the official servers. */
export async function officialServer(
  name: 'everything' | 'filesystem' | 'memory',
): Promise<string> {
  const called = `@modelcontextprotocol/server-${name}`;
  const folder = await installed({ from: 'npm', name: called, version: VERSION });
  return join(folder, 'node_modules', called, 'dist', 'index.js');
}

/** The everything server behind an address. */
export async function startEverything(t: Ending, kind: 'http' | 'sse'): Promise<string> {
  const program = await officialServer('everything');
  const port = await freePort();
  const mode = kind === 'sse' ? 'sse' : 'streamableHttp';
  await started(t, process.execPath, [program, mode], port, { PORT: String(port) });
  return `http://127.0.0.1:${port}/${kind === 'sse' ? 'sse' : 'mcp'}`;
}

/** A FastMCP server that wants this proof. */
export async function startFastMcp(
  t: Ending,
  proof: 'bearer' | 'header' | 'oauth' | 'none',
  secret: string,
  transport: 'http' | 'sse' = 'http',
): Promise<string> {
  const folder = await installed({ from: 'PyPI', name: 'fastmcp', version: '4.1.2' });
  const port = await freePort();
  const script = join(import.meta.dirname, 'fastmcp_server.py');
  const args = ['-B', script, String(port), proof, secret, transport];
  await started(t, join(folder, 'bin', 'python'), args, port, {});
  return `http://127.0.0.1:${port}/${transport === 'sse' ? 'sse' : 'mcp'}`;
}

async function started(
  t: Ending,
  command: string,
  args: readonly string[],
  port: number,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const own = { PATH: process.env.PATH ?? '', HOME: tempDir(t), LANG: 'C.UTF-8', ...env };
  const child = spawn(command, args, { env: own, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  lastly(t, async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await eventually(() => answers(port));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}
