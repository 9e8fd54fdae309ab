import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Mounts a file system of that size, such as `4m`; false where that takes more rights. */
export function mountSmallDisk(folder: string, size: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder]).status === 0;
}

/** Whether this machine lets us mount one: the tests of a really full disk exist only there. */
export function canMountSmallDisks(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  const mounted = mountSmallDisk(folder, '64k');
  if (mounted) spawnSync('umount', [folder]);
  rmdirSync(folder);
  return mounted;
}
