import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '../..');

export interface Child {
  /** The first line it printed that matches. */
  readonly line: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a script of the checkout in a process of its own and waits for a line it prints. */
export async function startChild(
  args: readonly string[],
  until: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await firstMatch(child, until);
  return {
    line,
    pid: child.pid ?? 0,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstMatch(child: ChildProcess, until: RegExp): Promise<string> {
  if (child.stdout === null) throw new Error('the child has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!until.test(line)) continue;
    child.stdout.resume();
    return line;
  }
  throw new Error(`${child.spawnargs.join(' ')} ended before it was ready`);
}
