import { DatabaseError } from 'pg';
import { LatchkeyError } from '../../core/errors.ts';

/** SQLSTATE, PostgreSQL's appendix A: what may be tried again, and what a full disk looks like. */
const SERIALIZATION = '40001';
const DEADLOCK = '40P01';
const DISK_FULL = '53100';
const PASSWORD = new Set(['28P01', '28000']);
const NO_DATABASE = '3D000';
const READ_ONLY = '25006';
const PRIVILEGE = '42501';

/** What the network, or `pg` itself, says of a server that is not there. */
const UNREACHABLE =
  /^(?:ECONN|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)|connection|terminated|timeout|pool after calling end|not queryable/i;

/** Whether a step failed only because another one ran at the same time. */
export function maySucceedAgain(thrown: unknown): boolean {
  if (!(thrown instanceof DatabaseError)) return false;
  return thrown.code === SERIALIZATION || thrown.code === DEADLOCK;
}

function sentence(code: string | undefined, where: string): string {
  if (code === DISK_FULL)
    return `The disk of ${where} is full. Make room; nothing that was kept is lost.`;
  if (code !== undefined && PASSWORD.has(code)) {
    return `${where} does not let us in. Check the user and the password in DATABASE_URL.`;
  }
  if (code === NO_DATABASE)
    return `${where} does not exist. Create it, or name another in DATABASE_URL.`;
  if (code === READ_ONLY) {
    return `${where} takes no changes: it is a standby. Name the primary in DATABASE_URL.`;
  }
  if (code === PRIVILEGE) {
    return `${where} does not let us make our tables. Give the user of DATABASE_URL the right to create a schema.`;
  }
  return `${where} cannot be used at the moment. Nothing that was kept is lost; try again in a moment.`;
}

/**
 * What a driver's failure means to the rest of Latchkey: `disk_full` or `store_unavailable` with a
 * sentence for the operator and the original as `cause`. `where` names the database without its
 * password. Mistakes in our own code stay what they are.
 */
export function asTrouble(thrown: unknown, where: string): unknown {
  if (thrown instanceof LatchkeyError || !(thrown instanceof Error)) return thrown;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  const known = thrown instanceof DatabaseError || UNREACHABLE.test(code ?? thrown.message);
  if (!known) return thrown;
  return new LatchkeyError(
    code === DISK_FULL ? 'disk_full' : 'store_unavailable',
    sentence(code, where),
    { cause: thrown },
  );
}
