import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';
import { contained, inRoot, type Views } from './enclosure.ts';

/** Where the virtual environment is, inside the root. */
export const VENV = '/srv/homeassistant';

const PATH = `${VENV}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;

/** The environment of a command inside the root: nothing of the host's. */
export const ENVIRONMENT = { PATH, HOME: '/root', LANG: 'C.UTF-8' };

/** Makes the virtual environment that pip then installs into: Home Assistant's, or another. */
export async function makeVenv(root: string, log: string, venv = VENV): Promise<void> {
  await run(contained(inRoot(root, {}, ['python3', '-m', 'venv', venv])), log, ENVIRONMENT);
}

/** Installs into a virtual environment of the root, reaching its index just as the host's pip would. */
export async function pipInstall(
  root: string,
  args: string[],
  log: string,
  venv = VENV,
): Promise<void> {
  const flags = ['--no-cache-dir', '--prefer-binary', '--progress-bar', 'off', '--no-input'];
  const command = [`${venv}/bin/pip`, 'install', ...flags, ...args];
  const environment = { ...ENVIRONMENT, ...hostPipEnvironment(), HOME: homedir() };
  await run(contained(inRoot(root, hostPipFiles(), command)), log, environment);
}

const FOR_PIP =
  /^(PIP_.*|(https?|all|no)_proxy|SSL_CERT_(FILE|DIR)|(REQUESTS|CURL)_CA_BUNDLE|XDG_CONFIG_HOME)$/i;

function hostPipEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => FOR_PIP.test(name)));
}

// Shown and not copied: a pip configuration may hold a password.
function hostPipFiles(): Views {
  const { PIP_CONFIG_FILE, XDG_CONFIG_HOME, PIP_CERT, SSL_CERT_FILE } = process.env;
  const files = [
    '/etc/resolv.conf',
    '/etc/ssl',
    '/etc/pip.conf',
    '/etc/xdg/pip/pip.conf',
    join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'pip', 'pip.conf'),
    join(homedir(), '.pip', 'pip.conf'),
    PIP_CONFIG_FILE,
    PIP_CERT,
    SSL_CERT_FILE,
  ].filter((file) => file !== undefined);
  const there = files.filter((file) => !isUnderShown(file) && existsSync(file));
  return Object.fromEntries(there.map((file) => [file, file]));
}

function isUnderShown(file: string): boolean {
  return file.startsWith('/etc/ssl/') || file === '/dev/null';
}
