import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A document with its path in the repository. */
export interface Document {
  readonly file: string;
  readonly text: string;
}

/** Every document there is. */
export const DOCUMENTS: readonly Document[] = ['*.md', 'docs/**/*.md', 'docs/examples/*']
  .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
  .toSorted()
  .map((file) => ({ file, text: read(file) }));

/** Those for whoever uses Latchkey; the others speak of its code. */
export const FOR_PEOPLE = DOCUMENTS.filter(
  ({ file }) => !/architecture|threat-model|promises|CHANGELOG/.test(file),
);

/** The text of one document. */
export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** The insides of a text's fenced blocks of one kind, also of those within a list. */
export function blocks(text: string, kind: string): readonly string[] {
  const fences = text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```$/gm);
  return Array.from(fences).flatMap(([, , is, body = '']) => (is === kind ? [body] : []));
}
