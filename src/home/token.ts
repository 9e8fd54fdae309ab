import { inSeconds } from '../core/clock.ts';
import { ok, type Result, refused } from '../core/result.ts';

export type TokenProblem = 'empty' | 'malformed' | 'expired';

/** What a Home Assistant token says about itself; nothing here is verified. */
export interface TokenClaims {
  /** The id of Home Assistant's refresh token that stands behind it. */
  readonly refreshTokenId: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const MAX_LENGTH = 4096;

/** Undoes what copying does to a token: line breaks, blanks and a leading "Bearer". */
export function cleanToken(pasted: string): string {
  return pasted
    .trim()
    .replace(/^Bearer\s+/i, '')
    .replace(/\s+/g, '');
}

/**
 * Reads a Home Assistant token without asking Home Assistant, which counts every bad one as a
 * failed login: a JWT of three parts, HS256, issued by a refresh token, not past its end.
 */
export function readToken(token: string, now: number): Result<TokenClaims, TokenProblem> {
  if (token === '') return refused('empty');
  if (token.length > MAX_LENGTH) return refused('malformed');
  const [header, payload, signature, ...more] = token.split('.');
  const head = decodePart(header);
  const claims = decodePart(payload);
  if (head === undefined || claims === undefined || more.length > 0) return refused('malformed');
  if (!isBase64Url(signature) || head.alg !== 'HS256') return refused('malformed');
  if (typeof claims.iss !== 'string' || !/^[0-9a-f]{32}$/.test(claims.iss)) {
    return refused('malformed');
  }
  if (typeof claims.exp !== 'number' || !Number.isFinite(claims.exp)) return refused('malformed');
  if (claims.exp <= inSeconds(now)) return refused('expired');
  return ok({ refreshTokenId: claims.iss, expiresAt: claims.exp * 1000 });
}

function isBase64Url(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z0-9_-]+$/.test(text);
}

function decodePart(part: string | undefined): Record<string, unknown> | undefined {
  if (!isBase64Url(part)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
