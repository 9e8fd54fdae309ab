import { readdirSync, readFileSync } from 'node:fs';
import { residentBytes } from '../process-stats.ts';

/** What the kernel counts in `/proc/<pid>/stat`: always a hundredth of a second for programs. */
const TICKS_A_SECOND = 100;

const BYTES_PER_MIB = 2 ** 20;

/** A process and all that descend from it. */
export function processTree(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(fieldsOf(Number(name))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [pid];
  // The list grows while it is walked.
  for (const one of tree) tree.push(...(children.get(one) ?? []));
  return tree;
}

/** Seconds of processor time that these processes have used so far, with threads that have ended. */
export function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const fields = fieldsOf(pid);
    return Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND;
}

/** MiB of memory that these processes hold (RSS): what they would take on a machine of their own. */
export function memoryMib(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + residentBytes(pid), 0) / BYTES_PER_MIB;
}

/** The fields from the state on; the name before them may hold anything, spaces and brackets too. */
function fieldsOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It ended while we looked.
    return undefined;
  }
}
