import { NAMES } from './names.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';

const PROTOCOLS: readonly string[] = ['postgres:', 'postgresql:'];
/** How a connection is secured, in the words of `pg`; without any, nothing is encrypted. */
const SSL_MODES: readonly string[] = [
  'disable',
  'no-verify',
  'prefer',
  'require',
  'verify-ca',
  'verify-full',
];
const FORM = 'postgres://user:password@host:5432/database';

/**
 * The address of a PostgreSQL database; undefined keeps everything in a file. The sentences of
 * `config_unsafe` never repeat the address, because it holds a password.
 */
export function readDatabaseUrl(
  said: Said | undefined,
  { encryptionKeys }: { readonly encryptionKeys: readonly string[] },
): string | undefined {
  if (said === undefined) return undefined;
  const { line } = said;
  const url = URL.parse(said.value);
  if (url === null || !PROTOCOLS.includes(url.protocol)) {
    throw unsafe(
      `Write ${line} as ${FORM}: what is there cannot be read (in a password, write / # ? @ : and % as %2F %23 %3F %40 %3A %25)`,
    );
  }
  if (url.hostname === '' && !url.searchParams.has('host')) {
    throw unsafe(`${line} names no host: write it as ${FORM}`);
  }
  if (!isDecodable(url)) {
    throw unsafe(`${line} holds a % that begins no character: write it as %25`);
  }
  if (url.pathname.length < 2) throw unsafe(`${line} names no database: write it as ${FORM}`);
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode)) {
    throw unsafe(`${line} has an sslmode that is not known: use verify-full, or disable`);
  }
  if (encryptionKeys.length === 0) {
    throw unsafe(
      `Set ${NAMES.encryptionKeys.env} as well, the same for every instance, since ${line} is set: what one seals in the database the others have to open. Make one with: npm run latchkey -- generate-key`,
    );
  }
  return said.value;
}

function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
