import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PATH = '/usr/bin/chromium';

/** Without these Chromium looks up its makers' hosts at every start, and roots need no sandbox. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chromium: `$CHROMIUM_PATH`, or the system's, installed first where that can be
 * done. Throws a sentence that says what to install; a browser test never passes without a browser.
 */
export async function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args: ARGUMENTS });
}

function chromiumPath(): string {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== '') {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which is not a program: set it to a Chromium`);
  }
  if (!isExecutable(USUAL_PATH)) installChromium();
  return USUAL_PATH;
}

function installChromium(): void {
  const advice = `install Chromium (on Debian: apt-get install chromium) or set CHROMIUM_PATH to one`;
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    throw new Error(`The browser tests need a browser: ${advice}`);
  }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    console.error(`Chromium is missing: apt-get ${args.join(' ')}`);
    // Its output goes to stderr, since the test runner reads this process's stdout.
    const { status } = spawnSync('apt-get', args, {
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) throw new Error(`apt-get ${args[0]} failed: ${advice}`);
  }
  if (!isExecutable(USUAL_PATH)) throw new Error(`apt-get left no ${USUAL_PATH}: ${advice}`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
