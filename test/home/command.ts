import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Runs a command to its end with all its output appended to a log; rejects unless it exits 0. */
export async function run(argv: string[], log: string, env = process.env): Promise<void> {
  const [command = '', ...args] = argv;
  const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', command, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = exitCode(child);
  await pipeline(child.stdout, createWriteStream(log, { flags: 'a' }));
  const code = await ended;
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}

/** Runs a command and gives what it printed; its errors go to the log it is given. */
export async function output(argv: string[], log: string, env = process.env): Promise<string> {
  const [command = '', ...args] = argv;
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = exitCode(child);
  const logged = pipeline(child.stderr, createWriteStream(log, { flags: 'a' }));
  let printed = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) printed += chunk;
  await logged;
  const code = await ended;
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return printed;
}

function exitCode(child: ReturnType<typeof spawn>): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'no exit code'));
  });
}
