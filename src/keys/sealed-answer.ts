import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { LatchkeyError } from '../core/errors.ts';
import { type Random, systemRandom } from '../core/ids.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';

const IV_LENGTH = 12;
const TAG_LENGTH = 16;
const DOMAIN = 'latchkey sealed answer v1';

/**
 * Seals the answer a token was spent for, with a key made from that token (HKDF-SHA256, RFC 5869;
 * AES-256-GCM). Only who presents the same token again can read it: neither the store, which keeps
 * the token's SHA-256, nor the keyring can.
 */
export function sealAnswer(token: string, json: string, random: Random = systemRandom): string {
  const iv = random(IV_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', keyFrom(token), iv);
  const sealed = [iv, cipher.update(json, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return encodeBase64url(Buffer.concat(sealed), 'unpadded');
}

/** The answer that `sealAnswer` sealed for this token, to the byte. Throws `sealed_unreadable`. */
export function openAnswer(token: string, sealed: string): string {
  const bytes = decodeBase64url(sealed, 'unpadded');
  if (bytes === undefined || bytes.length < IV_LENGTH + TAG_LENGTH) throw unreadable();
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(token), bytes.subarray(0, IV_LENGTH), {
    authTagLength: TAG_LENGTH,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_LENGTH));
  try {
    const ciphertext = bytes.subarray(IV_LENGTH, -TAG_LENGTH);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch {
    throw unreadable();
  }
}

function keyFrom(token: string): KeyObject {
  // Bytes would be tried as such an object first, and failing at that costs more than encrypting.
  return createSecretKey(new Uint8Array(hkdfSync('sha256', token, '', DOMAIN, 32)));
}

function unreadable(): LatchkeyError {
  return new LatchkeyError('sealed_unreadable', 'a kept answer does not belong to this token');
}
