import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { inSeconds } from '../core/clock.ts';
import { LatchkeyError } from '../core/errors.ts';
import type { Random } from '../core/ids.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';

/** A Fernet key: 16 bytes that sign and 16 that encrypt. */
export interface FernetKey {
  readonly signing: Buffer;
  readonly encryption: Buffer;
}

const VERSION = 0x80;
const IV_AT = 9;
const CIPHERTEXT_AT = 25;
const BLOCK = 16;
const MAC_LENGTH = 32;
const CLOCK_SKEW_SECONDS = 60n;

/**
 * Reads a key as `Fernet.generate_key()` prints it: 32 bytes as base64url, 44 characters, or 43
 * without the padding. Throws `key_malformed` for anything else, without repeating it.
 */
export function parseKey(text: string): FernetKey {
  const bytes = decodeBase64url(text.replace(/=$/, ''), 'unpadded');
  if (bytes?.length !== 32) {
    throw new LatchkeyError(
      'key_malformed',
      'an encryption key is 32 bytes as base64url: 44 characters, the last of them =',
    );
  }
  return { signing: bytes.subarray(0, 16), encryption: bytes.subarray(16) };
}

/** A new key in the form `parseKey` and Python's `cryptography` read. */
export function generateKey(random: Random): string {
  return encodeBase64url(random(32), 'padded');
}

/** Seals bytes into a Fernet token (fernet/spec). `now` in milliseconds; the token keeps seconds. */
export function encrypt(key: FernetKey, plaintext: Buffer, now: number, random: Random): string {
  return encryptAt(key, plaintext, BigInt(inSeconds(now)), random);
}

/**
 * Opens a Fernet token with whichever of the keys made it. With `ttlSeconds` a token older than
 * that, or from more than 60 s ahead, is refused; without it time plays no part, as in the spec.
 * Throws `sealed_unreadable` for every reason alike, so that nobody can tell them apart.
 */
export function decrypt(
  keys: readonly FernetKey[],
  token: string,
  time: { readonly now: number; readonly ttlSeconds?: number },
): Buffer {
  const { plaintext, timestamp } = openAny(keys, token);
  if (time.ttlSeconds !== undefined) {
    const now = BigInt(inSeconds(time.now));
    if (timestamp + BigInt(Math.floor(time.ttlSeconds)) < now) throw sealedUnreadable();
    if (timestamp > now + CLOCK_SKEW_SECONDS) throw sealedUnreadable();
  }
  return plaintext;
}

/**
 * Seals what a token holds again with the first key, as `MultiFernet.rotate` of Python does: the
 * time it was made at stays, so a lifetime counted from it is not prolonged. Throws
 * `sealed_unreadable`.
 */
export function rotate(keys: readonly FernetKey[], token: string, random: Random): string {
  const { plaintext, timestamp } = openAny(keys, token);
  const [first] = keys;
  if (first === undefined) throw sealedUnreadable();
  return encryptAt(first, plaintext, timestamp, random);
}

function encryptAt(key: FernetKey, plaintext: Buffer, timestamp: bigint, random: Random): string {
  const head = Buffer.alloc(IV_AT);
  head.writeUInt8(VERSION, 0);
  head.writeBigUInt64BE(timestamp, 1);
  const iv = random(BLOCK);
  const cipher = createCipheriv('aes-128-cbc', key.encryption, iv);
  const signed = Buffer.concat([head, iv, cipher.update(plaintext), cipher.final()]);
  return encodeBase64url(Buffer.concat([signed, mac(key, signed)]), 'padded');
}

function openAny(
  keys: readonly FernetKey[],
  token: string,
): { readonly plaintext: Buffer; readonly timestamp: bigint } {
  const bytes = decodeBase64url(token, 'padded');
  if (bytes === undefined || !hasTokenShape(bytes)) throw sealedUnreadable();
  const signed = bytes.subarray(0, -MAC_LENGTH);
  const signature = bytes.subarray(-MAC_LENGTH);
  const key = keys.find((candidate) => timingSafeEqual(mac(candidate, signed), signature));
  if (key === undefined) throw sealedUnreadable();
  const iv = signed.subarray(IV_AT, CIPHERTEXT_AT);
  const decipher = createDecipheriv('aes-128-cbc', key.encryption, iv);
  try {
    const ciphertext = signed.subarray(CIPHERTEXT_AT);
    const plaintext = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    return { plaintext, timestamp: signed.readBigUInt64BE(1) };
  } catch {
    throw sealedUnreadable();
  }
}

function hasTokenShape(bytes: Buffer): boolean {
  return bytes[0] === VERSION && bytes.length >= CIPHERTEXT_AT + BLOCK + MAC_LENGTH;
}

function mac(key: FernetKey, signed: Buffer): Buffer {
  return createHmac('sha256', key.signing).update(signed).digest();
}

/** The one refusal for everything that was sealed and cannot be opened, whatever the reason. */
export function sealedUnreadable(): LatchkeyError {
  return new LatchkeyError(
    'sealed_unreadable',
    'something sealed cannot be opened: it was made with a key that is gone, or changed since',
  );
}
