import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Ending, lastly } from '../support/lastly.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { tempDir } from '../support/temp.ts';

const PAGE = 4_096;

/** A disk of its own, gone with the test. */
export interface Disk {
  readonly path: string;
  /** Takes all the room that is left, until it is given back. */
  fill(): void;
  makeRoom(): void;
  setWritable(writable: boolean): void;
}

/** Mounts a disk in memory of that size, such as `4m`; needs root, as CI has. */
export function mountDisk(t: Ending, size: string): Disk {
  const path = join(tempDir(t), 'disk');
  mkdirSync(path);
  assert.ok(mountSmallDisk(path, size), 'these tests mount disks of their own: run them as root');
  lastly(t, () => {
    // Lazily, since a process that was killed just now may still have it open.
    assert.equal(spawnSync('umount', ['--lazy', path]).status, 0);
  });
  const ballast = join(path, 'ballast');
  return {
    path,
    fill() {
      const page = Buffer.alloc(PAGE);
      const file = openSync(ballast, 'a');
      try {
        for (;;) writeSync(file, page);
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
      } finally {
        closeSync(file);
      }
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    setWritable(writable) {
      const options = `remount,${writable ? 'rw' : 'ro'}`;
      assert.equal(spawnSync('mount', ['-o', options, path]).status, 0, options);
    },
  };
}
