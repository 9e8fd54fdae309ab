import { LatchkeyError } from '../../core/errors.ts';

const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;
/** SQLite could not make its shared memory file larger, which is how a full disk looks there. */
const IOERR_SHMSIZE = 4874;

/** What the file system says, in SQLite's words. */
const FILE_SYSTEM: Readonly<Record<string, number>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: READONLY,
  EPERM: READONLY,
  EROFS: READONLY,
  ENOENT: CANTOPEN,
  ENOTDIR: CANTOPEN,
  EISDIR: CANTOPEN,
};

/** SQLite's primary result code for a failure; undefined when it is not about the database. */
function resultCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if ('errcode' in thrown && typeof thrown.errcode === 'number') {
    return thrown.errcode === IOERR_SHMSIZE ? FULL : thrown.errcode & 0xff;
  }
  if ('syscall' in thrown && 'code' in thrown) return FILE_SYSTEM[String(thrown.code)] ?? CANTOPEN;
  return undefined;
}

/** Whether a failure only means that another process held the file just then. */
export function isBusy(thrown: unknown): boolean {
  return resultCode(thrown) === BUSY;
}

function sentence(code: number, path: string): string {
  switch (code) {
    case FULL:
      return `The disk that holds ${path} is full. Make room; nothing that was kept is lost.`;
    case BUSY:
    case LOCKED:
      return `${path} is held by another process. Try again in a moment.`;
    case READONLY:
      return `${path} cannot be written. Give the app write access to the file and its folder.`;
    case CANTOPEN:
      return `${path} cannot be opened. Check that its folder exists and that the app may write there.`;
    case CORRUPT:
    case NOTADB:
      return `${path} is damaged. Stop the app and restore a backup; or move the file away, and every assistant signs in again.`;
    default:
      return `${path} cannot be used at the moment. The cause is in the log.`;
  }
}

/**
 * What a driver's failure means to the rest of Latchkey: `disk_full` or `store_unavailable` with a
 * sentence for the operator and the original as `cause`. Mistakes in our own code stay what they are.
 */
export function asTrouble(thrown: unknown, path: string): unknown {
  if (thrown instanceof LatchkeyError) return thrown;
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_INVALID_STATE') {
    return new LatchkeyError('store_unavailable', `${path} was closed.`, { cause: thrown });
  }
  const code = resultCode(thrown);
  if (code === undefined) return thrown;
  return new LatchkeyError(
    code === FULL ? 'disk_full' : 'store_unavailable',
    sentence(code, path),
    { cause: thrown },
  );
}
