import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writtenBytes } from './process-stats.ts';

const TIMES = 100;
const ATTACHED_MS = 5_000;

/** What one refresh costs the disk; fsyncs are unknown where there is no strace. */
export interface RefreshWrites {
  readonly kilobytes: number;
  readonly fsyncs: number | undefined;
}

/** Refreshes one token a hundred times, one after the other, and looks at what that wrote. */
export async function refreshWrites(
  pid: number,
  refresh: () => Promise<void>,
  folder: string,
): Promise<RefreshWrites> {
  const before = writtenBytes(pid);
  for (let n = 0; n < TIMES; n += 1) await refresh();
  const kilobytes = (writtenBytes(pid) - before) / TIMES / 1_024;
  return { kilobytes, fsyncs: await fsyncs(pid, refresh, join(folder, 'strace')) };
}

async function fsyncs(
  pid: number,
  refresh: () => Promise<void>,
  file: string,
): Promise<number | undefined> {
  if (spawnSync('strace', ['-V']).status !== 0) return undefined;
  const args = ['-f', '-e', 'trace=fsync,fdatasync', '-o', file, '-p', String(pid)];
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(strace, 'exit');
  const attached = once(strace.stderr, 'data').then(([text]) => /attached/.test(String(text)));
  const isAttached = await Promise.race([attached, ended.then(() => false), pause(ATTACHED_MS)]);
  try {
    // Where nobody may look at another process.
    if (isAttached !== true) return undefined;
    for (let n = 0; n < TIMES; n += 1) await refresh();
  } finally {
    strace.kill('SIGINT');
    await ended;
  }
  const calls = readFileSync(file, 'utf8').match(/f(data)?sync\(\d/g) ?? [];
  return calls.length / TIMES;
}
