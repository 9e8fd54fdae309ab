import type { SigningKey } from './signing-keys.ts';

/**
 * A JWT in the compact serialization of a JWS (RFC 7515 section 7.1). Its parts are signed here and
 * now: handing them to another thread and back costs three times what an ES256 signature does.
 */
export function signedJwt(
  claims: Readonly<Record<string, unknown>>,
  typ: string,
  { alg, kid, signatureOf }: SigningKey,
): string {
  const signed = `${encoded({ alg, kid, typ })}.${encoded(claims)}`;
  return `${signed}.${signatureOf(signed)}`;
}

function encoded(part: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
