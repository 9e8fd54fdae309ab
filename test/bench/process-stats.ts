import { readdirSync, readFileSync } from 'node:fs';

const BYTES_PER_KB = 1_024;
const NS_PER_MS = 1e6;

/**
 * Milliseconds that a process has spent on a processor, all its threads together. Of all that can be
 * measured it is what depends least on who else is busy on the machine.
 */
export function cpuMs(pid: number): number {
  let nanoseconds = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      const [onProcessor] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
      nanoseconds += Number(onProcessor);
    } catch {
      // A thread that has ended since it was listed.
    }
  }
  return nanoseconds / NS_PER_MS;
}

/** Bytes of memory that a process holds. */
export function residentBytes(pid: number): number {
  return Number(field(pid, 'status', /^VmRSS:\s+(\d+) kB$/m)) * BYTES_PER_KB;
}

/** Bytes that a process has handed to a disk so far. */
export function writtenBytes(pid: number): number {
  return Number(field(pid, 'io', /^write_bytes: (\d+)$/m));
}

function field(pid: number, file: string, pattern: RegExp): string {
  const found = pattern.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`/proc/${pid}/${file} says nothing of it`);
  return found;
}
