import { spawn } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(import.meta.dirname, '../../src/cli.ts');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `latchkey` with these arguments in a process of its own, and pipes `input` into it. */
export function runLatchkey(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], { env: { PATH, ...env } });
  const read = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    read.out += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    read.err += part;
  });
  child.stdin.on('error', () => {}).end(input);
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, ...read }));
  });
}
