import { mkdirSync } from 'node:fs';
import { LatchkeyError } from '../core/errors.ts';

/** Makes the folder for all that is kept, for its owner only. Throws `store_unavailable`. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new LatchkeyError(
      'store_unavailable',
      `The folder ${folder} cannot be made. Give the app write access there, or name another folder with MCP_DATA_DIR`,
      { cause },
    );
  }
}
