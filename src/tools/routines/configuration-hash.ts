import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';

const DIGITS = 16;

/**
 * The fingerprint of a configuration as Home Assistant stores it: the first 16 hexadecimal digits of
 * the SHA-256 of its JSON with every object's keys sorted. Whoever saves shows the one they read, so
 * that nobody overwrites what somebody else changed in the meantime.
 */
export function configurationHash(configuration: unknown): string {
  return createHash('sha256').update(canonicalJson(configuration)).digest('hex').slice(0, DIGITS);
}
