import { createHmac, timingSafeEqual } from 'node:crypto';

export interface AccessClaims {
  /** The refresh token this access token came from. */
  readonly iss: string;
  readonly iat: number;
  readonly exp: number;
}

const HEADER = base64url({ alg: 'HS256', typ: 'JWT' });

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(input: string, key: string): Buffer {
  return createHmac('sha256', key).update(input).digest();
}

/** An access token of the form Home Assistant gives out. */
export function signAccessToken(claims: AccessClaims, key: string): string {
  const input = `${HEADER}.${base64url(claims)}`;
  return `${input}.${signature(input, key).toString('base64url')}`;
}

/** The claims of something that looks like an access token; nothing is checked yet. */
export function readClaims(token: string): AccessClaims | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null) return undefined;
    if (!('iss' in claims && 'iat' in claims && 'exp' in claims)) return undefined;
    const { iss, iat, exp } = claims;
    if (typeof iss !== 'string' || typeof iat !== 'number' || typeof exp !== 'number') {
      return undefined;
    }
    return { iss, iat, exp };
  } catch {
    return undefined;
  }
}

/** Whether that key signed it. */
export function signedBy(token: string, key: string): boolean {
  const [header, payload, given] = token.split('.');
  if (header !== HEADER || payload === undefined || given === undefined) return false;
  const expected = signature(`${header}.${payload}`, key);
  const received = Buffer.from(given, 'base64url');
  return received.length === expected.length && timingSafeEqual(received, expected);
}
