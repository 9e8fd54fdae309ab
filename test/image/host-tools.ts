import { run } from '../home/command.ts';

const APT = ['apt-get', '--yes', '--option', 'DPkg::Lock::Timeout=300'];

/** Debian's package of each program that the tests of the image call. */
const PACKAGES = {
  apparmor_parser: 'apparmor',
  'arch-test': 'arch-test',
  buildah: 'buildah',
  ip: 'iproute2',
  mmdebstrap: 'mmdebstrap',
  'qemu-aarch64-static': 'qemu-user-static',
  shellcheck: 'shellcheck',
  yamllint: 'yamllint',
} as const;

export type Tool = keyof typeof PACKAGES;

/** Installs what is missing. Throws a sentence that names it where that cannot be done. */
export async function ensureTools(tools: readonly Tool[], log: string): Promise<void> {
  const missing = await absent(tools, log);
  if (missing.length === 0) return;
  const packages = missing.map((tool) => PACKAGES[tool]);
  const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run([...APT, 'update'], log);
    await run([...APT, 'install', '--no-install-recommends', ...packages], log, quiet);
  } catch (error) {
    const names = packages.join(' ');
    throw new Error(`apt-get install ${names} did not work: see ${log}`, { cause: error });
  }
}

async function absent(tools: readonly Tool[], log: string): Promise<Tool[]> {
  const missing: Tool[] = [];
  for (const tool of tools) {
    await run(['sh', '-c', 'command -v "$1"', 'sh', tool], log).catch(() => missing.push(tool));
  }
  return missing;
}
