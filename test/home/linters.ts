import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contained, inRoot } from './enclosure.ts';
import { ensureInstalled } from './install.ts';
import { whileLocked } from './lock.ts';
import { ENVIRONMENT, makeVenv, pipInstall, VENV } from './pip.ts';
import { stage } from './progress.ts';

const LINTERS = ['ruff==0.17.5', 'mypy==2.4.1'];

/** Beside Home Assistant's own environment, whose packages mypy reads. */
const VENV_OF_LINTERS = `/srv/latchkey-linters-${LINTERS.join('-').replaceAll('==', '-')}`;

/** What a linter said, and whether it was content. */
export interface Verdict {
  readonly content: boolean;
  readonly said: string;
}

/**
 * Runs ruff or mypy on a folder, which it sees as `/code`, beside an installed Home Assistant;
 * installs them first where that was not done yet.
 */
export async function lint(linter: 'ruff' | 'mypy', args: string[], folder: string) {
  const { root } = await ensureInstalled();
  await whileLocked(join(root, '..', 'linters.lock'), () => install(root));
  const argv = [join(VENV_OF_LINTERS, 'bin', linter), ...args];
  return verdict(contained(inRoot(root, { [folder]: '/code' }, argv)));
}

/** The Python of the Home Assistant that mypy reads. */
export const HOME_PYTHON = `${VENV}/bin/python`;

async function install(root: string): Promise<void> {
  const there = join(root, VENV_OF_LINTERS);
  if (existsSync(join(there, 'complete'))) return;
  const log = join(root, '..', 'linters.log');
  await rm(there, { recursive: true, force: true });
  await stage(LINTERS.join(' and '), async () => {
    await makeVenv(root, log, VENV_OF_LINTERS);
    await pipInstall(root, LINTERS, log, VENV_OF_LINTERS);
  });
  await writeFile(join(there, 'complete'), '');
}

function verdict([command = '', ...args]: string[]): Promise<Verdict> {
  const child = spawn(command, args, { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
  }
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ content: code === 0, said }));
  });
}
