import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCKERFILE = join(import.meta.dirname, '../../Dockerfile');

/** A variable of the image's, for an environment; nothing when the image has none of that name. */
export function asInImage(name: string): Record<string, string> {
  const value = new RegExp(`\\b${name}=(\\S+)`).exec(readFileSync(DOCKERFILE, 'utf8'))?.[1];
  return value === undefined ? {} : { [name]: value };
}
