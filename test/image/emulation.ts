import { existsSync, writeFileSync } from 'node:fs';
import { run } from '../home/command.ts';
import { ensureTools } from './host-tools.ts';
import { type Architecture, imageLog } from './places.ts';

const FORMATS = '/proc/sys/fs/binfmt_misc';

/** What programs for 64-bit ARM begin with, from the ELF header: class, kind and machine. */
const ARM64 = {
  magic: `\\x7fELF\\x02\\x01\\x01${'\\x00'.repeat(9)}\\x02\\x00\\xb7\\x00`,
  mask: `\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x00${'\\xff'.repeat(8)}\\xfe\\xff\\xff\\xff`,
  // F: opened now, so that it is found from inside every root.
  line: (magic: string, mask: string) =>
    `:latchkey-arm64:M::${magic}:${mask}:/usr/bin/qemu-aarch64-static:OCF`,
};

/** Lets this machine's kernel run programs of another architecture, by qemu. */
export async function emulate(arch: Architecture): Promise<void> {
  if (arch !== 'arm64') throw new Error(`there is no emulation of ${arch} here`);
  await ensureTools(['arch-test', 'qemu-aarch64-static'], imageLog());
  if (!existsSync(`${FORMATS}/register`)) {
    await run(['mount', '-t', 'binfmt_misc', 'none', FORMATS], imageLog());
  }
  if (existsSync(`${FORMATS}/qemu-aarch64`) || existsSync(`${FORMATS}/latchkey-arm64`)) return;
  writeFileSync(`${FORMATS}/register`, ARM64.line(ARM64.magic, ARM64.mask));
}
