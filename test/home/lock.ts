import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Does something while no other process does the same. The kernel holds the lock for us and drops
 * it when we die, so a killed run never blocks the next.
 */
export async function whileLocked<Result>(
  file: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const holder = spawn('flock', ['--exclusive', file, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const patience = setTimeout(() => {
    process.stderr.write('waiting for another process that installs the same …\n');
  }, 1_000);
  await once(holder.stdout, 'data');
  clearTimeout(patience);
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await once(holder, 'close');
  }
}
