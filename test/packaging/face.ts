import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The root of the repository, which is also the folder of the app. */
export const ROOT = join(import.meta.dirname, '../..');

/** A YAML or JSON object, before anything of it is believed. */
export type Loose = Readonly<Record<string, unknown>>;

export function readText(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** A YAML file of the repository; throws when it is not YAML, or a key stands in it twice. */
export function readYaml(file: string): Loose {
  return parse(readText(file)) as Loose;
}
