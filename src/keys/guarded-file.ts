import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { MINUTE, systemClock } from '../core/clock.ts';
import { LatchkeyError } from '../core/errors.ts';
import { randomId } from '../core/ids.ts';
import { withoutSum, withSum } from './check-sum.ts';
import { Conf } from './conf.ts';

/** A small JSON object on disk that survives a full disk, a power cut and a half-written file. */
export interface GuardedFile<T extends object> {
  readonly path: string;
  /** What is kept, from memory; undefined until something was. */
  state(): T | undefined;
  /** Reads the file again, for what another process wrote. Throws `keyring_unreadable`. */
  reload(): T | undefined;
  /**
   * Makes the file with its first state, unless it exists. False when another process was faster;
   * then `state()` is what that one wrote. Throws `disk_full` or `store_unavailable`.
   */
  create(first: T): boolean;
  /** Replaces what is kept, durably, or throws `disk_full` or `store_unavailable` and keeps it. */
  write(next: T): void;
}

export interface GuardedFileOptions<T extends object> {
  readonly dir: string;
  /** File name without `.json`. */
  readonly name: string;
  /** Whether what was parsed is a state this version of Latchkey understands. */
  readonly isState: (value: unknown) => value is T;
  /** What is lost if the file is moved away, as the end of a sentence. */
  readonly loss: string;
}

/** Young enough to be another process's write in flight, so not yet a leftover. */
const LEFTOVER_AGE = MINUTE;

/**
 * Opens a guarded file, making its folder if needed; a file that does not exist yet is not made.
 * A missing or damaged file is put back from its `.bak` when that one is whole. Throws
 * `keyring_unreadable`, naming the file, what is lost and the way out; it never starts anew by itself.
 */
export function openGuardedFile<T extends object>(options: GuardedFileOptions<T>): GuardedFile<T> {
  const file = path.join(options.dir, `${options.name}.json`);
  const backup = `${file}.bak`;
  guarded(options.dir, () => mkdirSync(options.dir, { recursive: true, mode: 0o700 }));
  removeLeftovers(file);
  let state = readState(file, backup, options);
  // Few starts write anything, so the writer is made when something is written.
  let conf: Conf<Record<string, unknown>> | undefined;
  const writer = () => {
    conf ??= new Conf<Record<string, unknown>>({
      cwd: options.dir,
      configName: options.name,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
      serialize,
    });
    return conf;
  };
  if (state !== undefined) {
    makePrivate(file);
    keepSecondCopy(file, backup);
  }

  return {
    path: file,
    state: () => state,
    reload() {
      state = readState(file, backup, options);
      return state;
    },
    create(first) {
      const created = guarded(options.dir, () => createExclusively(file, serialize(first)));
      if (created) keepSecondCopy(file, backup);
      state = readState(file, backup, options);
      return created;
    },
    write(next) {
      try {
        guarded(options.dir, () => replace(file, backup, writer, next));
        state = next;
      } finally {
        keepSecondCopy(file, backup);
      }
    },
  };
}

/** Only what is not JSON, or not what was summed, is damage; another shape may be a newer version's. */
function readState<T extends object>(
  file: string,
  backup: string,
  options: GuardedFileOptions<T>,
): T | undefined {
  if (!existsSync(file) && !existsSync(backup)) return undefined;
  let value = readJson(file);
  if (value === undefined) {
    if (!options.isState(readJson(backup))) throw unreadable(file, backup, options.loss);
    guarded(options.dir, () => {
      renameSync(backup, file);
      syncFolder(file);
    });
    value = readJson(file);
  }
  if (!options.isState(value)) throw unreadable(file, backup, options.loss);
  return value;
}

/** The parsed file, or undefined when there is none or it is damaged. */
function readJson(file: string): unknown {
  try {
    return withoutSum(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return undefined;
    throw new LatchkeyError(
      'keyring_unreadable',
      `${file} cannot be read (${codeOf(error) ?? 'unknown reason'}): let Latchkey's user read it, then start again`,
      { cause: error },
    );
  }
}

/** A link is refused when the name is taken, and never shows a half-written file to the other. */
function createExclusively(file: string, text: string): boolean {
  const draft = `${file}.tmp-${randomId(undefined, 12)}`;
  try {
    writeDurably(draft, text);
    try {
      linkSync(draft, file);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      // Some file systems (FAT, some network shares) have no hard links.
      copyFileSync(draft, file, constants.COPYFILE_EXCL);
    }
    syncFolder(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** conf's writer ignores a short write and renames it over the good file, hence the second look. */
function replace(
  file: string,
  backup: string,
  writer: () => Conf<Record<string, unknown>>,
  next: object,
): void {
  if (!existsSync(file) && createExclusively(file, serialize(next))) return;
  keepPrevious(file, backup);
  try {
    writer().store = { ...next };
    if (!holds(file, serialize(next))) {
      throw Object.assign(new Error('the file was written short'), { code: 'ENOSPC' });
    }
  } catch (error) {
    renameSync(backup, file);
    throw error;
  } finally {
    syncFolder(file);
  }
}

/** A hard link costs no space, so that the way back exists on a full disk too. */
function keepPrevious(file: string, backup: string): void {
  rmSync(backup, { force: true });
  try {
    linkSync(file, backup);
  } catch {
    // Some file systems (FAT, some network shares) have no hard links.
    copyFileSync(file, backup);
  }
}

/**
 * Keeps a copy of its own, for the day the first one rots. When there is no room for it there is
 * none: an older one would bring back a state that newer secrets do not fit.
 */
function keepSecondCopy(file: string, backup: string): void {
  const draft = `${backup}.tmp-${randomId(undefined, 12)}`;
  try {
    const text = readFileSync(file, 'utf8');
    if (holds(backup, text) && statSync(file).ino !== statSync(backup).ino) return;
    writeDurably(draft, text);
    renameSync(draft, backup);
    syncFolder(file);
  } catch {
    attempt(() => rmSync(draft, { force: true }));
    attempt(() => rmSync(backup, { force: true }));
  }
}

function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}

/** A rename is only durable once the folder that holds the name is. */
function syncFolder(file: string): void {
  const descriptor = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A process that was killed while writing leaves its draft behind, with every secret in it. */
function removeLeftovers(file: string): void {
  const folder = path.dirname(file);
  const start = path.basename(file);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${start}.tmp-`) && !name.startsWith(`${start}.bak.tmp-`)) continue;
    const leftover = path.join(folder, name);
    const written = statSync(leftover, { throwIfNoEntry: false })?.mtimeMs;
    if (written !== undefined && systemClock() - written > LEFTOVER_AGE) {
      attempt(() => rmSync(leftover, { force: true }));
    }
  }
}

/** A file put back from a backup often comes with the mode of the copying user. */
function makePrivate(file: string): void {
  attempt(() => {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  });
}

/** Tidying that may fail, on a read-only disk for one, without taking the file with it. */
function attempt(tidy: () => void): void {
  try {
    tidy();
  } catch {}
}

function serialize(state: object): string {
  return `${JSON.stringify(withSum(state), null, 2)}\n`;
}

function guarded<R>(dir: string, change: () => R): R {
  try {
    return change();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
      throw new LatchkeyError(
        'disk_full',
        `The disk that holds ${dir} is full, so nothing was changed: free some space and try again`,
        { cause: error },
      );
    }
    throw new LatchkeyError(
      'store_unavailable',
      `${dir} cannot be written (${code ?? 'unknown reason'}), so nothing was changed: let Latchkey's user write there`,
      { cause: error },
    );
  }
}

function unreadable(file: string, backup: string, loss: string): LatchkeyError {
  return new LatchkeyError(
    'keyring_unreadable',
    `${file} is damaged or from another version, and there is no whole ${path.basename(backup)} to take its place: put it back from a backup; or move both files away, and then ${loss}`,
  );
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
