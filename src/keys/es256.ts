import { type KeyObject, sign } from 'node:crypto';

/** R and S have as many bytes as the order of P-256. */
const SIZE = 32;

/** The ES256 signature of a text, as base64url (RFC 7518 section 3.4). */
export function es256(key: KeyObject, text: string): string {
  // Node would write R and S like that itself, but tries its options as a key before it looks into
  // them, and failing at that costs more than the signature.
  return concatenated(sign('sha256', Buffer.from(text), key)).toString('base64url');
}

/**
 * The two numbers of an ECDSA signature one after the other, each of 32 bytes, from the DER that
 * OpenSSL writes (RFC 3279 section 2.2.3).
 */
export function concatenated(der: Buffer): Buffer {
  const both = Buffer.alloc(2 * SIZE);
  // Behind the tag and the length of the sequence; no length here needs more than a byte.
  let at = 2;
  for (const end of [SIZE, 2 * SIZE]) {
    const from = at + 2;
    at = from + der.readUInt8(from - 1);
    // DER leaves zeros in front away, and adds one before a number that would look negative.
    const digits = der.subarray(Math.max(from, at - SIZE), at);
    digits.copy(both, end - digits.length);
  }
  return both;
}
