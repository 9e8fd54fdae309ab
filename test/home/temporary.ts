import { readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = /^latchkey-home-(\d+)-/;

/**
 * Makes a fresh temporary folder that carries our process id in its name, after removing those
 * whose process was killed before it could clean up.
 */
export async function temporaryFolder(): Promise<string> {
  for (const name of readdirSync(tmpdir())) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) removeFolder(join(tmpdir(), name));
  }
  return mkdtemp(join(tmpdir(), `latchkey-home-${process.pid}-`));
}

/** Removes a folder made here; used while a process exits too, so it does not wait. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
