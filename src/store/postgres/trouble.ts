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

/** A server that starts, stops, is full or is being replaced (classes 08 and 57, and these). */
const PASSING = new Set([READ_ONLY, SERIALIZATION, DEADLOCK, DISK_FULL, '53300', '55P03']);
const PASSING_CLASS = /^(?:08|57)/;

/** What Node says of a certificate that is good, but not for the host that was asked. */
const OTHER_HOST = 'ERR_TLS_CERT_ALTNAME_INVALID';
/** What OpenSSL and Node say of a certificate that is not trusted. */
const CERTIFICATE = /CERT|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS|ERR_SSL|ERR_OSSL/;

/** What the network, or `pg` itself, says of a server that is not there. */
const UNREACHABLE =
  /^(?:ECONN|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT)|connection|terminated|timeout|pool after calling end|not queryable/i;

/** Whether a step failed only because another one ran at the same time. */
export function maySucceedAgain(thrown: unknown): boolean {
  if (!(thrown instanceof DatabaseError)) return false;
  return thrown.code === SERIALIZATION || thrown.code === DEADLOCK;
}

/** Whether the file that an option of the address names could not be read. */
function isOurFile(thrown: Error): boolean {
  return 'syscall' in thrown && (thrown.syscall === 'open' || thrown.syscall === 'read');
}

/**
 * Whether trouble may end by itself, so that waiting helps. What the operator wrote does not: a user,
 * a password, a certificate.
 */
export function mayPass(thrown: unknown): boolean {
  const cause = thrown instanceof LatchkeyError ? thrown.cause : undefined;
  if (cause instanceof DatabaseError) {
    return PASSING.has(cause.code ?? '') || PASSING_CLASS.test(cause.code ?? '');
  }
  if (!(cause instanceof Error) || isOurFile(cause)) return false;
  return !('code' in cause && CERTIFICATE.test(String(cause.code)));
}

function sentence(code: string | undefined, where: string): string {
  if (code === OTHER_HOST) {
    return `The certificate of ${where} is for another host. Name that host in DATABASE_URL.`;
  }
  if (code !== undefined && CERTIFICATE.test(code)) {
    return `The certificate of ${where} is not trusted. Name the authority that made it with sslrootcert in DATABASE_URL.`;
  }
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
  if (isOurFile(thrown)) {
    return new LatchkeyError(
      'store_unavailable',
      'A file that DATABASE_URL names (sslrootcert, sslcert or sslkey) cannot be read. Put it there, and let Latchkey’s user read it.',
      { cause: thrown },
    );
  }
  const known =
    thrown instanceof DatabaseError ||
    CERTIFICATE.test(code ?? '') ||
    UNREACHABLE.test(code ?? thrown.message);
  if (!known) return thrown;
  return new LatchkeyError(
    code === DISK_FULL ? 'disk_full' : 'store_unavailable',
    sentence(code, where),
    { cause: thrown },
  );
}

/** Every answer passes here, so that no driver error gets out under its own name. */
export function answering(where: string) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw asTrouble(thrown, where);
    }
  };
}
