import { createHash } from 'node:crypto';

const DIGITS = 16;

/**
 * The fingerprint of a configuration as Home Assistant stores it: the first 16 hexadecimal digits of
 * the SHA-256 of its JSON with every object's keys sorted. Whoever saves shows the one they read, so
 * that nobody overwrites what somebody else changed in the meantime.
 */
export function configurationHash(configuration: unknown): string {
  return createHash('sha256').update(canonical(configuration)).digest('hex').slice(0, DIGITS);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isObject(part) ? sorted(part) : part));
}

function sorted(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = Object.keys(value).sort();
  // Made of entries: a key such as __proto__ would not become one by assignment.
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
