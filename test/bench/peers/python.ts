import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot, type Views } from '../../home/enclosure.ts';
import { ensureInstalled } from '../../home/install.ts';
import { whileLocked } from '../../home/lock.ts';
import { ENVIRONMENT, makeVenv, pipInstall } from '../../home/pip.ts';

/**
 * The command line of a program of a package from PyPI, in a virtual environment of its own beside
 * the Home Assistant that tests run: all three then have the same Python, the newest. It is
 * installed first where this machine does not have it.
 *
 * @param command a program of the environment and its arguments
 * @param views what it sees of this machine
 * @throws Error in one sentence, when it cannot be installed
 */
export async function pythonCommand(
  wanted: { readonly name: string; readonly version: string },
  command: readonly [program: string, ...args: string[]],
  views: Views,
): Promise<string[]> {
  const { root } = await ensureInstalled();
  const requirement = `${wanted.name}==${wanted.version}`;
  const venv = `/srv/peer-${wanted.name}-${wanted.version}`;
  const complete = join(root, venv, 'complete');
  const log = join(root, '..', `${wanted.name}.log`);
  await whileLocked(join(root, '..', 'peers.lock'), async () => {
    if (existsSync(complete)) return;
    process.stderr.write(`peers: installing ${requirement} from PyPI …\n`);
    await rm(join(root, venv), { recursive: true, force: true });
    try {
      await makeVenv(root, log, venv);
      await pipInstall(root, [requirement], log, venv);
    } catch (error) {
      throw new Error(`${requirement} could not be installed from PyPI; see ${log}.`, {
        cause: error,
      });
    }
    await writeFile(complete, '');
  });
  const [program, ...args] = command;
  return inRoot(root, views, [`${venv}/bin/${program}`, ...args]);
}

/** The environment of such a program: nothing of this machine's. */
export const PYTHON_ENVIRONMENT = ENVIRONMENT;
