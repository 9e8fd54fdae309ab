import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../home/cache.ts';
import { whileLocked } from '../../home/lock.ts';

/** Raised when the way of installing changes, so that nobody reuses an older installation. */
const RECIPE = 1;

/** A published client, pinned to one version. */
export interface Package {
  readonly from: 'npm' | 'PyPI';
  readonly name: string;
  readonly version: string;
}

/**
 * The folder of an installed client: npm's prefix, or Python's virtual environment. It is installed
 * first where this machine does not have it; an installation that was cut short is made again.
 *
 * @throws Error in one sentence that names the client, when it cannot be installed
 */
export async function installed(wanted: Package): Promise<string> {
  const { name, version, from } = wanted;
  const base = join(cacheFolder(), 'clients');
  const folder = join(base, `${name.replaceAll(/[@/]+/g, '-')}-${version}-${RECIPE}`);
  const stamp = join(folder, 'complete');
  await mkdir(base, { recursive: true });
  await whileLocked(`${folder}.lock`, async () => {
    if (existsSync(stamp)) return;
    process.stderr.write(`clients: installing ${name} ${version} from ${from} …\n`);
    await rm(folder, { recursive: true, force: true });
    for (const [command, ...args] of commands(wanted, folder)) {
      const trouble = await troubleOf(command, args);
      if (trouble === undefined) continue;
      throw new Error(`${name} ${version} could not be installed from ${from}: ${trouble}`);
    }
    await writeFile(stamp, '');
  });
  return folder;
}

function commands(
  { from, name, version }: Package,
  folder: string,
): readonly (readonly [string, ...string[]])[] {
  if (from === 'npm') {
    const flags = ['--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts'];
    return [['npm', 'install', '--prefix', folder, ...flags, `${name}@${version}`]];
  }
  const flags = ['--quiet', '--no-input', '--disable-pip-version-check'];
  return [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin', 'pip'), 'install', ...flags, `${name}==${version}`],
  ];
}

/** What a command complained of, in one line; undefined when it succeeded. */
function troubleOf(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      complaints = (complaints + part).slice(-4_000);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => {
      const reason = complaints.split('\n').find((line) => /error(?! code)/i.test(line));
      resolve(code === 0 ? undefined : (reason?.slice(0, 200) ?? `${command} ended with ${code}`));
    });
  });
}
