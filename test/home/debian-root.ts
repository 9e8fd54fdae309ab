import { output, run } from './command.ts';
import { contained } from './enclosure.ts';

/** The Debian release whose Python is new enough for the newest Home Assistant. */
export const DEBIAN = 'forky';

// The compiler is for the few requirements that are published as source only.
const PACKAGES = [
  'python3',
  'python3-venv',
  'python3-dev',
  'g++',
  'ca-certificates',
  'libturbojpeg0',
];

const APT = ['apt-get', '--yes', '--option', 'DPkg::Lock::Timeout=300'];

/** Makes a small Debian with a newer Python than the host's in a folder, from the host's mirror. */
export async function makeDebianRoot(root: string, log: string): Promise<void> {
  await ensureMmdebstrap(log);
  const tool = [
    'mmdebstrap',
    '--mode=root',
    '--variant=minbase',
    `--include=${PACKAGES.join(',')}`,
  ];
  // A mirror that is itself a snapshot keeps an index past its date.
  const anyDate = ['--aptopt=Acquire::Check-Valid-Until "false"'];
  await run(contained([...tool, ...anyDate, DEBIAN, root, await debianMirror(log)]), log);
}

async function ensureMmdebstrap(log: string): Promise<void> {
  const found = await run(['mmdebstrap', '--version'], log).then(
    () => true,
    () => false,
  );
  if (found) return;
  await run([...APT, 'update'], log);
  const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run([...APT, 'install', '--no-install-recommends', 'mmdebstrap'], log, quiet);
}

/** The Debian mirror that this machine itself uses. */
export async function debianMirror(log: string): Promise<string> {
  const known = await configuredMirror(log);
  if (known !== undefined) return known;
  // Which source is Debian's own is known only once its index was fetched.
  await run([...APT, 'update'], log);
  const fetched = await configuredMirror(log);
  if (fetched === undefined) throw new Error('no Debian mirror is configured for apt');
  return fetched;
}

async function configuredMirror(log: string): Promise<string | undefined> {
  const format = '$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(REPO_URI)';
  const targets = ['indextargets', '--format', format, 'Created-By: Packages'];
  const lines = (await output(['apt-get', ...targets], log)).split('\n');
  return lines.find((line) => line.startsWith('Debian|Debian|main|'))?.split('|')[3];
}
