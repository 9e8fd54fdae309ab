import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../core/clock.ts';

/** Starting a program takes seconds on the smallest of machines. */
const PATIENCE = 10 * SECOND;
/** It starts beside us, and may be the later one of the two. */
const READS_WITHIN = 3 * SECOND;
const LOOK_EVERY = 20;

/** All that the helper understands. */
export type HelperWord = 'install' | 'remove';

/**
 * Has the helper (a program of root's that waits at a named pipe) change Home Assistant's folder, and
 * looks there until it has. It takes no path and no content from us, so that whoever takes Latchkey
 * over still writes no code into Home Assistant. False when nothing came of it. Rejects with `EACCES`
 * and the like when there is no helper.
 */
export async function askHelper(
  pipe: string,
  word: HelperWord,
  done: () => boolean,
): Promise<boolean> {
  await send(pipe, `${word}\n`);
  for (let waited = 0; waited < PATIENCE; waited += LOOK_EVERY) {
    if (done()) return true;
    await pause(LOOK_EVERY);
  }
  return false;
}

async function send(pipe: string, line: string): Promise<void> {
  const file = await openToReader(pipe);
  try {
    writeSync(file, line);
  } finally {
    closeSync(file);
  }
}

/** Without waiting for long: a reader may never come, and then it is ENXIO. */
async function openToReader(pipe: string): Promise<number> {
  for (let waited = 0; ; waited += LOOK_EVERY) {
    try {
      return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (thrown) {
      const nobodyYet = (thrown as NodeJS.ErrnoException).code === 'ENXIO';
      if (!nobodyYet || waited >= READS_WITHIN) throw thrown;
      await pause(LOOK_EVERY);
    }
  }
}
