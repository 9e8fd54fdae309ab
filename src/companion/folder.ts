import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Random, randomId } from '../core/ids.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { askHelper } from './helper.ts';

const NAME = 'latchkey';

/** Beside `custom_components`: Home Assistant takes every folder inside for an integration. */
const DRAFT = '.latchkey-companion-';

/** ENXIO: nobody reads the helper's pipe. */
const FORBIDDEN = new Set<unknown>(['EACCES', 'EPERM', 'EROFS', 'ENXIO']);

/** Where the companion is and where it comes from. */
export interface CompanionPlace {
  /** Home Assistant's configuration folder, the one with `configuration.yaml`. */
  readonly config: string;
  /** The folder of the companion that this Latchkey ships. */
  readonly shipped: string;
  /** The pipe of a helper that writes there instead of us: in the image, where we are not root. */
  readonly helper?: string;
}

/** What is installed: nothing, another than this Latchkey ships, or exactly that one. */
export type CompanionState = 'absent' | 'stale' | 'current';

/** Why the companion cannot be looked at or changed. */
export type CompanionProblem = 'no_home' | 'not_allowed' | 'failed';

export interface Installed {
  readonly state: CompanionState;
  /** The version that its manifest names, if it can be read. */
  readonly version: string | undefined;
}

/** What is installed in a Home Assistant; `no_home` when no configuration folder is there. */
export function companionStatus(place: CompanionPlace): Result<Installed, CompanionProblem> {
  return touching(place, () => {
    const there = folderIn(place);
    if (!existsSync(there)) return { state: 'absent', version: undefined };
    const state = digest(there) === digest(place.shipped) ? 'current' : 'stale';
    return { state, version: versionIn(there) };
  });
}

/**
 * Installs or updates the companion: whoever looks finds the old one, none, or the whole new one.
 * It works once Home Assistant has restarted. False when it was there already, so nothing restarts.
 */
export function installCompanion(
  place: CompanionPlace,
  random: Random,
): Promise<Result<boolean, CompanionProblem>> {
  return changing(place, async () => {
    const there = folderIn(place);
    const current = () => existsSync(there) && digest(there) === digest(place.shipped);
    if (current()) return false;
    if (place.helper !== undefined)
      return helped(await askHelper(place.helper, 'install', current));
    tidy(place);
    const draft = draftIn(place, random);
    cpSync(place.shipped, draft, {
      recursive: true,
      filter: (file) => !isCompiled(relative(place.shipped, file)),
    });
    mkdirSync(join(place.config, 'custom_components'), { recursive: true });
    moveAside(place, random);
    renameSync(draft, there);
    tidy(place);
    return true;
  });
}

/** Removes the companion; false when there was none. Home Assistant forgets it at its restart. */
export function removeCompanion(
  place: CompanionPlace,
  random: Random,
): Promise<Result<boolean, CompanionProblem>> {
  return changing(place, async () => {
    const present = () => isThere(folderIn(place));
    if (place.helper !== undefined && present()) {
      return helped(await askHelper(place.helper, 'remove', () => !present()));
    }
    const there = moveAside(place, random);
    tidy(place);
    return there;
  });
}

function folderIn({ config }: CompanionPlace): string {
  return join(config, 'custom_components', NAME);
}

function draftIn({ config }: CompanionPlace, random: Random): string {
  return join(config, `${DRAFT}${randomId(random, 6)}`);
}

/** A rename is all or nothing; a removal of many files is not. */
function moveAside(place: CompanionPlace, random: Random): boolean {
  const there = folderIn(place);
  if (!isThere(there)) return false;
  renameSync(there, draftIn(place, random));
  return true;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function helped(done: boolean): true {
  if (!done) throw new Error('the helper changed nothing');
  return true;
}

/** Removes what this or an interrupted run has left. */
function tidy({ config }: CompanionPlace): void {
  for (const name of readdirSync(config)) {
    if (name.startsWith(DRAFT)) rmSync(join(config, name), { recursive: true, force: true });
  }
}

/** One hash for the names and contents of a folder, without what Python compiled of it. */
function digest(folder: string): string {
  const hash = createHash('sha256');
  const files = globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !isCompiled(file))
    .sort();
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file}\n${content.length}\n`).update(content);
  }
  return hash.digest('base64url');
}

function isCompiled(file: string): boolean {
  return file.split(sep).includes('__pycache__');
}

/** The version that the manifest in a folder of the companion names, if it can be read. */
export function versionIn(folder: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    return typeof version === 'string' && /^[\w.+-]{1,40}$/.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}

function touching<Value>(
  place: CompanionPlace,
  work: () => Value,
): Result<Value, CompanionProblem> {
  if (!isHome(place)) return refused('no_home');
  try {
    return ok(work());
  } catch (error) {
    return refused(problemOf(error));
  }
}

/** The same for what takes a while. */
async function changing<Value>(
  place: CompanionPlace,
  work: () => Promise<Value>,
): Promise<Result<Value, CompanionProblem>> {
  if (!isHome(place)) return refused('no_home');
  try {
    return ok(await work());
  } catch (error) {
    return refused(problemOf(error));
  }
}

function isHome({ config }: CompanionPlace): boolean {
  return existsSync(join(config, 'configuration.yaml'));
}

function problemOf(error: unknown): CompanionProblem {
  const { code } = error as NodeJS.ErrnoException;
  return FORBIDDEN.has(code) ? 'not_allowed' : 'failed';
}
