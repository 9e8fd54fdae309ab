/** A token as Home Assistant makes them, unsigned: only its shape is ever looked at here. */
export function makeToken(
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = { alg: 'HS256', typ: 'JWT' },
): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = { iss: 'a'.repeat(32), iat: 1_700_000_000, exp: 2_000_000_000, ...claims };
  return `${part(header)}.${part(payload)}.c2lnbmF0dXJl`;
}

/** A moment at which `makeToken()` is valid, in milliseconds. */
export const NOW = 1_800_000_000_000;
