import { spawn } from 'node:child_process';
import type { Person } from './person.ts';

const MOST_MS = 60_000;

/** What a program did. */
export interface Ran {
  readonly code: number | string;
  readonly output: string;
  readonly complaints: string;
}

/** The environment of a client: a home of its own, the person's browser, nothing else of ours. */
export function environmentOf(home: string, person: Person): Readonly<Record<string, string>> {
  return { HOME: home, LANG: 'C.UTF-8', NO_COLOR: '1', ...person.environment };
}

/** Runs a client to its end; one that hangs is killed. */
export function runProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd: env.HOME, stdio: ['ignore', 'pipe', 'pipe'] });
    const hung = setTimeout(() => child.kill('SIGKILL'), MOST_MS);
    let output = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      complaints += part;
    });
    child.once('error', (error) => {
      clearTimeout(hung);
      reject(error);
    });
    child.once('close', (code, signal) => {
      clearTimeout(hung);
      resolve({ code: code ?? signal ?? 'no exit code', output, complaints });
    });
  });
}
