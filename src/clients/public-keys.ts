import { ok, type Result, refused } from '../core/result.ts';
import type { PublicKey } from '../store/contract.ts';

const MOST_KEYS = 20;
const LONGEST_MEMBER = 2_048;
const KEY_TYPES = ['EC', 'RSA', 'OKP'];
const MEMBERS = ['kty', 'kid', 'alg', 'use', 'crv', 'x', 'y', 'n', 'e'];
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * The public keys in a JWK Set (RFC 7517 section 5). Keys of a type we do not know are passed over,
 * as the RFC asks; a private or shared one refuses the set, since whoever reads it could sign.
 */
export function readPublicKeys(jwks: unknown): Result<readonly PublicKey[], string> {
  const keys = isObject(jwks) ? jwks.keys : undefined;
  if (!Array.isArray(keys)) return refused('must be a JWK Set: an object with a list of keys');
  if (keys.length > MOST_KEYS) return refused(`has more than ${MOST_KEYS} keys`);
  const objects = keys.filter(isObject);
  if (objects.some((key) => SECRET_MEMBERS.some((member) => key[member] !== undefined))) {
    return refused('holds a private key; publish the public ones only');
  }
  const known = objects
    .filter((key) => KEY_TYPES.some((type) => type === key.kty))
    .map(asPublicKey);
  return known.length === 0 ? refused('has no EC, RSA or OKP key') : ok(known);
}

function asPublicKey(key: Readonly<Record<string, unknown>>): PublicKey {
  const members = MEMBERS.flatMap((name) => {
    const value = key[name];
    return typeof value === 'string' && value.length <= LONGEST_MEMBER ? [[name, value]] : [];
  });
  return Object.fromEntries(members) as PublicKey;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
