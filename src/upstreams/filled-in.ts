import { createHash } from 'node:crypto';
import type { UpstreamEntry } from './entries.ts';
import { fillReferences, type ReferenceValues } from './references.ts';

/**
 * A hash of an entry and of every value it refers to, by which a change of either is noticed; no value
 * is kept for that.
 */
export function printOf(entry: UpstreamEntry, { variable, secret }: ReferenceValues): string {
  const written = JSON.stringify(entry);
  const found: (string | null)[] = [];
  const noting = (find: (name: string) => string | undefined) => (name: string) => {
    const value = find(name);
    found.push(value ?? null);
    return value;
  };
  fillReferences(written, { variable: noting(variable), secret: noting(secret) });
  return createHash('sha256')
    .update(JSON.stringify([written, found]))
    .digest('base64url');
}
