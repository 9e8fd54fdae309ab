import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SECOND } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';
import type { EnteredUpstreams } from './entered.ts';
import { type ReadEntries, readUpstreams } from './entries.ts';

/** Where an upstream is written down: the file, the options or environment, or the settings pages. */
export type Origin = 'file' | 'options' | 'here';

/** What is written now, beside the entries that can be used. */
export interface WrittenNow {
  readonly faults: readonly WrittenFault[];
  /** Where each name is written, also of those that are wrong or switched off. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** Those that the operator switched off. */
  readonly off: readonly string[];
}

export interface WrittenDependencies {
  readonly file: string;
  /** Further servers of the same form; one that is in both is taken from here. */
  readonly inline?: unknown;
  /** Those of the settings pages; a name that is also in the file or inline is taken from there. */
  readonly entered: Pick<EnteredUpstreams, 'servers' | 'fault'>;
  /** How often the file is looked at, in milliseconds. */
  readonly intervalMs?: number;
  /**
   * Takes what is written now. `whole` is false while something of it cannot be read: then nothing
   * that was approved may be forgotten, because an editor may just be replacing the file.
   */
  readonly keep: (read: ReadEntries, whole: boolean) => Promise<void>;
  /** Told of what is written now, whenever it is read. */
  readonly onWritten?: (written: WrittenNow) => void;
  readonly log: (sentence: string) => void;
}

/** What cannot be used as it is written: a server, or the file as a whole. */
export interface WrittenFault {
  readonly name: string;
  readonly sentence: string;
}

export interface FollowedUpstreams {
  /** Reads anew at once what was entered. Throws what `keep` threw; it is tried again by itself. */
  again(): Promise<void>;
  stop(): void;
}

/** What the operator wrote, as it could be read last. */
interface Operators {
  readonly read: ReadEntries;
  readonly origins: ReadonlyMap<string, Origin>;
}

const LARGEST_FILE = 1_024 * 1_024;
const MISSING = 'missing';
const NOTHING: Operators = { read: { entries: [], faults: [], names: [] }, origins: new Map() };

/**
 * Reads the file of upstreams and what was entered now and whenever it changes, until it is told to
 * stop. Looking at its inode, size and times works on every file system, for a file that is replaced as
 * for one that is written over. One that cannot be read leaves the last good one in use, and what is
 * logged of it holds nothing of its content.
 */
export async function followUpstreams(deps: WrittenDependencies): Promise<FollowedUpstreams> {
  let seen: string | undefined;
  let operators = NOTHING;
  let fault: WrittenFault | undefined;
  let turn = Promise.resolve();
  let waiting = 0;

  async function look(anew: boolean): Promise<void> {
    const stamp = await stampOf(deps.file);
    if (stamp === seen && !anew) return;
    if (stamp !== seen) {
      const read = await readWritten(deps, stamp === MISSING);
      if (read.ok) operators = read.value;
      fault = read.ok ? undefined : unused(basename(deps.file), read.error);
      seen = stamp;
    }
    const { read, ...now } = together(operators, deps.entered, basename(deps.file));
    const faults = [...(fault === undefined ? [] : [fault]), ...now.faults];
    deps.onWritten?.({ ...now, faults });
    if (fault !== undefined) deps.log(`${fault.name}: ${fault.sentence}`);
    for (const { name, sentence } of now.faults) {
      deps.log(`The server ${name} is not used: ${sentence}`);
    }
    const whole = stamp !== MISSING && fault === undefined && deps.entered.fault === undefined;
    await deps.keep(read, whole);
  }

  /** One look after the other. Trouble is with the store, so the same file is taken up once more. */
  function lookInTurn(anew: boolean): Promise<void> {
    waiting += 1;
    const looking = turn.then(() => look(anew));
    turn = looking
      .catch((thrown: unknown) => {
        seen = undefined;
        deps.log((thrown as Error).message);
      })
      .finally(() => {
        waiting -= 1;
      });
    return looking;
  }

  await lookInTurn(true).catch(() => {});
  const timer = setInterval(
    () => {
      if (waiting === 0) lookInTurn(false).catch(() => {});
    },
    deps.intervalMs ?? 2 * SECOND,
  );
  timer.unref();
  return { again: () => lookInTurn(true), stop: () => clearInterval(timer) };
}

function unused(name: string, error: string): WrittenFault {
  return { name, sentence: `It is not used as it is now: ${error}` };
}

/** What the operator wrote and what was entered, where a name of both is the operator's. */
function together(
  { read: theirs, origins: written }: Operators,
  entered: WrittenDependencies['entered'],
  file: string,
): WrittenNow & { readonly read: ReadEntries } {
  const servers = Object.entries(entered.servers());
  const free = servers.filter(([name]) => !written.has(name));
  const taken = servers.filter(([name]) => written.has(name));
  const read = readUpstreams({ mcpServers: Object.fromEntries(free) });
  const ours: ReadEntries = read.ok ? read.value : NOTHING.read;
  const origins = new Map(written);
  for (const name of ours.names) origins.set(name, 'here');
  const wrong = new Set([...theirs.entries, ...theirs.faults].map(({ name }) => name));
  return {
    read: {
      entries: [...theirs.entries, ...ours.entries],
      faults: [...theirs.faults, ...ours.faults],
      names: [...theirs.names, ...ours.names],
    },
    origins,
    off: theirs.names.filter((name) => !wrong.has(name)),
    faults: [
      ...(entered.fault === undefined ? [] : [{ name: 'settings.json', sentence: entered.fault }]),
      ...(read.ok ? [] : [unused('settings.json', read.error)]),
      ...theirs.faults,
      ...ours.faults,
      ...taken.map(([name]) => ({
        name,
        sentence: `It is written in ${written.get(name) === 'file' ? file : 'the options'} too, and that counts: the one that was added in the settings is not used.`,
      })),
    ],
  };
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
): Promise<Result<Operators, string>> {
  const written = missing ? ok(undefined) : await readJson(file);
  if (!written.ok) return written;
  const servers: Record<string, unknown> = {};
  const origins = new Map<string, Origin>();
  for (const [origin, part] of [
    ['file', written.value],
    ['options', inline],
  ] as const) {
    if (part === undefined) continue;
    // Each part has to be right by itself, since joined they may look as if they were.
    const alone = readUpstreams(part);
    if (!alone.ok) return alone;
    for (const name of alone.value.names) origins.set(name, origin);
    Object.assign(servers, (part as { readonly mcpServers: object }).mcpServers);
  }
  const read = readUpstreams({ mcpServers: servers });
  return read.ok ? ok({ read: read.value, origins }) : read;
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
