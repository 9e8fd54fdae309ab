import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { output } from './command.ts';
import { DEBIAN, makeDebianRoot } from './debian-root.ts';
import { contained, inRoot } from './enclosure.ts';
import { whileLocked } from './lock.ts';
import { ENVIRONMENT, makeVenv, pipInstall, VENV } from './pip.ts';
import { stage } from './progress.ts';
import { COMPONENTS, requirementsOf } from './requirements.ts';

/** The Home Assistant that tests run against. */
export const HOME_ASSISTANT = '2026.11.0';

/** Raised when the way of installing changes, so that nobody reuses an older installation. */
const RECIPE = 1;

const WANTED = {
  homeAssistant: HOME_ASSISTANT,
  debian: DEBIAN,
  recipe: RECIPE,
  components: COMPONENTS,
};

/** A complete Home Assistant: the folder of the Debian root that it lives in. */
export interface Installation {
  root: string;
  version: string;
}

/**
 * Finds the installed Home Assistant, installing it first when this machine has none. That takes
 * some minutes once; an installation that was cut short is thrown away and made again.
 *
 * @throws Error in one sentence, naming the log, when it cannot be installed
 */
export async function ensureInstalled(): Promise<Installation> {
  const base = join(cacheFolder(), 'home-assistant');
  const folder = join(base, `${HOME_ASSISTANT}-${digest(WANTED)}`);
  const installation = { root: join(folder, 'root'), version: HOME_ASSISTANT };
  if (process.getuid?.() !== 0) {
    throw new Error('A real Home Assistant for the tests needs root: it lives in its own Debian.');
  }
  if (isComplete(folder)) return installation;
  await mkdir(base, { recursive: true });
  await whileLocked(join(base, 'lock'), async () => {
    if (!isComplete(folder)) await installAnew(folder);
  });
  return installation;
}

function digest(wanted: unknown): string {
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 12);
}

function stampOf(folder: string): string {
  return join(folder, 'complete.json');
}

function isComplete(folder: string): boolean {
  return existsSync(stampOf(folder));
}

async function installAnew(folder: string): Promise<void> {
  const root = join(folder, 'root');
  const log = `${folder}.log`;
  await rm(folder, { recursive: true, force: true });
  await rm(log, { force: true });
  await mkdir(folder);
  try {
    await install(root, log);
    await writeStamp(folder, await pythonVersion(root, log));
  } catch (error) {
    throw new Error(`Home Assistant could not be installed: ${reason(error)}; see ${log}.`, {
      cause: error,
    });
  }
}

async function step(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await stage(name, work);
  } catch (error) {
    throw new Error(`${name} failed (${reason(error)})`, { cause: error });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function install(root: string, log: string): Promise<void> {
  await step(`Debian ${DEBIAN} with its Python`, () => makeDebianRoot(root, log));
  await step(`Home Assistant ${HOME_ASSISTANT}`, async () => {
    await makeVenv(root, log);
    await installCore(root, log);
  });
  await step('what its components require', async () => {
    const components = [...COMPONENTS, ...(await alwaysLoaded(root, log))];
    const requirements = await requirementsOf(await homePackage(root), components);
    await pipInstall(root, [...(await pinned(root)), ...requirements], log);
  });
}

async function installCore(root: string, log: string): Promise<void> {
  const requirement = `homeassistant==${HOME_ASSISTANT}`;
  // The pins are inside the package, and without them pip searches the whole past for a fit.
  await pipInstall(root, ['--no-deps', requirement], log);
  await pipInstall(root, [...(await pinned(root)), requirement], log);
}

async function pinned(root: string): Promise<string[]> {
  const inside = (await homePackage(root)).slice(root.length);
  return ['--constraint', join(inside, 'package_constraints.txt')];
}

async function homePackage(root: string): Promise<string> {
  const library = join(root, VENV, 'lib');
  const python = (await readdir(library)).find((name) => name.startsWith('python3.'));
  if (python === undefined) throw new Error('the new root has no Python');
  return join(library, python, 'site-packages', 'homeassistant');
}

async function alwaysLoaded(root: string, log: string): Promise<string[]> {
  const script = [
    'import json',
    'from homeassistant import bootstrap as b',
    'print(json.dumps(sorted(b.CORE_INTEGRATIONS | b.DEFAULT_INTEGRATIONS)))',
  ].join('\n');
  return JSON.parse(await python(root, script, log));
}

async function pythonVersion(root: string, log: string): Promise<string> {
  return (await python(root, 'import platform; print(platform.python_version())', log)).trim();
}

function python(root: string, script: string, log: string): Promise<string> {
  const command = [`${VENV}/bin/python`, '-c', script];
  return output(contained(inRoot(root, {}, command)), log, ENVIRONMENT);
}

async function writeStamp(folder: string, pythonIs: string): Promise<void> {
  const draft = join(folder, 'complete.json.new');
  await writeFile(draft, `${JSON.stringify({ ...WANTED, python: pythonIs }, null, 2)}\n`);
  await rename(draft, stampOf(folder));
}
