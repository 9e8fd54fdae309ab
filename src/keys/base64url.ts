/**
 * The bytes of a base64url text, or undefined unless it is exactly what an encoder writes: padded
 * as said, no foreign character, no stray bits (RFC 4648 sections 3.3 and 3.5). Node's own decoder
 * skips what it does not know, so one secret would have many spellings.
 */
export function decodeBase64url(
  text: string,
  padding: 'padded' | 'unpadded',
): Buffer<ArrayBuffer> | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return encodeBase64url(bytes, padding) === text ? bytes : undefined;
}

/** Bytes as base64url, with or without the padding of RFC 4648 section 5. */
export function encodeBase64url(bytes: Buffer, padding: 'padded' | 'unpadded'): string {
  const text = bytes.toString('base64url');
  return padding === 'padded' ? text.padEnd(Math.ceil(text.length / 4) * 4, '=') : text;
}
