import { parseKey } from '../keys/fernet.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { commaList } from './values.ts';

const MAKE_A_KEY =
  `npm run latchkey -- generate-key, or ` +
  `node -e "console.log(require('crypto').randomBytes(32).toString('base64url')+'=')"`;

const SIGNING_SECRET_BYTES = 32;
const API_KEY_BYTES = 16;

/** What examples and tutorials write where a secret belongs. */
const PLACEHOLDER =
  /change[-_ ]?(me|this|it|in)|^your[-_ ]|^my[-_ ](secret|super|random|api|key|token|password)|example|placeholder|replace[-_ ]|insert[-_ ]|insecure|^<.*>$|…|\.\.\.|^todo|^(secret|password|token|key|test)([-_ ]?(secret|password|token|key))*\d*$/i;

/** Whether a secret is one that everybody could guess: an example's, or hardly any characters. */
export function isPlaceholder(secret: string): boolean {
  return PLACEHOLDER.test(secret) || new Set(secret).size < 6;
}

/** Fernet keys, newest first. Throws `config_unsafe` with the commands that make a right one. */
export function readEncryptionKeys(said: Said | undefined): readonly string[] {
  return readSecrets(said, (key, line) => {
    try {
      parseKey(key);
    } catch {
      throw unsafe(
        `${line} is not a Fernet key (44 characters of base64url); make one with: ${MAKE_A_KEY}`,
      );
    }
  });
}

/** HS256 secrets, newest first: at least as long as the hash (RFC 7518 section 3.2). */
export function readSigningSecrets(said: Said | undefined): readonly string[] {
  return readSecrets(said, atLeast(SIGNING_SECRET_BYTES));
}

/**
 * Refuses an API key that somebody could guess or find by trying, and one that no Authorization
 * header could carry (RFC 6750 section 2.1). Throws `config_unsafe`.
 */
export function checkApiKey(key: string, line: string): void {
  refusePlaceholder(key, line);
  atLeast(API_KEY_BYTES)(key, line);
  if (/^[\w.~+/=-]+$/.test(key)) return;
  throw unsafe(`${line} holds a key that cannot be sent: use letters, digits and - . _ ~ + / =`);
}

/** What the companion in Home Assistant shows, of the shape of an API key. Throws `config_unsafe`. */
export function readCompanionSecret(said: Said | undefined): string | undefined {
  if (said !== undefined) checkApiKey(said.value, said.line);
  return said?.value;
}

/** The operator's own Home Assistant token, whose shape is Home Assistant's business. */
export function readHomeToken(said: Said | undefined): string | undefined {
  if (said !== undefined) refusePlaceholder(said.value, said.line);
  return said?.value;
}

function readSecrets(
  said: Said | undefined,
  check: (secret: string, line: string) => void,
): readonly string[] {
  if (said === undefined) return [];
  const secrets = commaList(said.value);
  for (const secret of secrets) {
    refusePlaceholder(secret, said.line);
    check(secret, said.line);
  }
  return [...new Set(secrets)];
}

function refusePlaceholder(secret: string, line: string): void {
  if (!isPlaceholder(secret)) return;
  throw unsafe(`${line} still holds a placeholder that anyone can guess: put a secret there`);
}

function atLeast(bytes: number) {
  return (secret: string, line: string) => {
    if (Buffer.byteLength(secret) >= bytes) return;
    throw unsafe(`${line} holds a secret shorter than ${bytes} characters: make a longer one`);
  };
}
