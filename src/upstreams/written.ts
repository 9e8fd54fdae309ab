import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SECOND } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { type ReadEntries, readUpstreams } from './entries.ts';

export interface WrittenDependencies {
  readonly file: string;
  /** Further servers of the same form; one that is in both is taken from here. */
  readonly inline?: unknown;
  /** How often the file is looked at, in milliseconds. */
  readonly intervalMs?: number;
  /**
   * Takes what is written now. `whole` is false while the file is missing: then nothing that was
   * approved may be forgotten, because an editor may just be replacing it.
   */
  readonly keep: (read: ReadEntries, whole: boolean) => Promise<void>;
  /** Told of everything that is wrong in what is written now, whenever it is read. */
  readonly onFaults?: (faults: readonly WrittenFault[]) => void;
  readonly log: (sentence: string) => void;
}

/** What cannot be used as it is written: a server, or the file as a whole. */
export interface WrittenFault {
  readonly name: string;
  readonly sentence: string;
}

const LARGEST_FILE = 1_024 * 1_024;
const MISSING = 'missing';

/**
 * Reads the file of upstreams now and whenever it changes, until it is told to stop. Looking at its
 * inode, size and times works on every file system, for a file that is replaced as for one that is
 * written over. One that cannot be read leaves the last good one in use, and what is logged of it
 * holds nothing of its content.
 */
export async function followUpstreams(deps: WrittenDependencies): Promise<() => void> {
  let seen: string | undefined;
  let busy = false;

  async function look(): Promise<void> {
    const stamp = await stampOf(deps.file);
    if (stamp === seen) return;
    const read = await readWritten(deps, stamp === MISSING);
    seen = stamp;
    if (!read.ok) {
      const name = basename(deps.file);
      deps.onFaults?.([{ name, sentence: `It is not used as it is now: ${read.error}` }]);
      deps.log(`${name} is not used as it is now: ${read.error}`);
      return;
    }
    deps.onFaults?.(read.value.faults);
    for (const { name, sentence } of read.value.faults) {
      deps.log(`The server ${name} is not used: ${sentence}`);
    }
    await deps.keep(read.value, stamp !== MISSING);
  }

  async function lookOnce(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      await look();
    } catch (thrown) {
      // Trouble with the store, so that the same file is taken up at the next look.
      seen = undefined;
      deps.log((thrown as Error).message);
    } finally {
      busy = false;
    }
  }

  await lookOnce();
  const timer = setInterval(() => void lookOnce(), deps.intervalMs ?? 2 * SECOND);
  timer.unref();
  return () => clearInterval(timer);
}

/** What distinguishes this file from whatever was or will be in its place. */
async function stampOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(file);
    return [ino, size, mtimeMs, ctimeMs].join(' ');
  } catch (thrown) {
    return isMissing(thrown) ? MISSING : 'unreadable';
  }
}

async function readWritten(
  { file, inline }: WrittenDependencies,
  missing: boolean,
): Promise<Result<ReadEntries, string>> {
  const written = missing ? ok(undefined) : await readJson(file);
  if (!written.ok) return written;
  const parts: unknown[] = [written.value, inline].filter((one) => one !== undefined);
  const servers: Record<string, unknown> = {};
  for (const part of parts) {
    const mine = (part as { readonly mcpServers?: unknown } | null)?.mcpServers;
    // Each part has to be right by itself, since joined they may look as if they were.
    if (typeof mine !== 'object' || mine === null) return readUpstreams(part);
    Object.assign(servers, mine);
  }
  return readUpstreams({ mcpServers: servers });
}

async function readJson(file: string): Promise<Result<unknown, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    return isMissing(thrown)
      ? ok(undefined)
      : refused('It cannot be read: let Latchkey’s user read it.');
  }
  if (text.length > LARGEST_FILE) return refused('It is larger than 1 MB.');
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (thrown) {
    const line = /line (\d+)/.exec((thrown as Error).message)?.[1];
    return refused(`It is not valid JSON${line === undefined ? '' : `, in or near line ${line}`}.`);
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}
