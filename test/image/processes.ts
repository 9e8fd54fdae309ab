import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type Ending, lastly } from '../support/lastly.ts';

/** A process of a container, as the host sees it. */
export interface Seen {
  readonly pid: number;
  readonly uid: number;
  /** What it may do beyond its user, as a set of bits. */
  readonly capabilities: bigint;
  readonly residentMiB: number;
}

/** The first child of a process; undefined while it has none. */
export function childOf(pid: number): number | undefined {
  const [first] = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ');
  return first ? Number(first) : undefined;
}

/** The process of Latchkey in the container whose first process is given. */
export function latchkeyBeside(first: number): Seen | undefined {
  const container = namespaceOf(first);
  const pid = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find(
      (one) =>
        /node\0.*latchkey\.mjs\0serve\0/.test(read(`/proc/${one}/cmdline`)) &&
        namespaceOf(one) === container,
    );
  return pid === undefined ? undefined : seen(pid);
}

function seen(pid: number): Seen {
  const status = read(`/proc/${pid}/status`);
  const field = (name: string) => new RegExp(`^${name}:\\s+(\\w+)`, 'm').exec(status)?.[1] ?? '';
  return {
    pid,
    uid: Number(field('Uid')),
    capabilities: BigInt(`0x${field('CapEff')}`),
    residentMiB: Math.round(Number(field('VmRSS')) / 1_024),
  };
}

function namespaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return undefined;
  }
}

/** Empty when there is no such process any more. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What a program printed, errors among it, and its exit code. */
export interface Finished {
  readonly code: number;
  readonly text: string;
}

export async function finished(command: string, argv: readonly string[]): Promise<Finished> {
  const child = spawn(command, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = collect(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, text: said.text }));
  });
}

/** What a program prints, and its end: it is killed when the test is over. */
export function watched(t: Ending, child: ChildProcess) {
  const said = collect(child);
  const end = once(child, 'close');
  lastly(t, async () => {
    child.kill('SIGKILL');
    await end;
  });
  return { said, end };
}

/** Gathers all that a program prints, as it comes. */
export function collect(child: ChildProcess): { text: string } {
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      said.text += part;
    });
  }
  return said;
}
