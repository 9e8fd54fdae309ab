/**
 * Takes the version of package.json to where else it must stand; `npm version 0.2.0` runs it. The
 * companion in Home Assistant is not among them: its version is its own, because a new one makes
 * people restart Home Assistant.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Each file that repeats the version, and the one place in it. */
export const PLACES: Readonly<Record<string, RegExp>> = {
  'config.yaml': /(?<=^version: ")[^"\n]+(?="$)/gm,
  'src/core/version.ts': /(?<=^export const VERSION = ')[^']+(?=';$)/gm,
};

/** The newest version that the changelog tells of. */
export const NEWEST_CHANGES = /^## (\S+)$/m;

/** The text with that version in its one place. Throws when there is no such place, or a second. */
export function withVersion(text: string, place: RegExp, version: string): string {
  if (text.match(place)?.length !== 1) throw new Error(`not exactly one version: ${place}`);
  return text.replace(place, version);
}

if (import.meta.main) {
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const newest = NEWEST_CHANGES.exec(read('CHANGELOG.md'))?.[1];
  if (newest !== version) {
    console.error(`Say first what changes: CHANGELOG.md begins with ${newest}, not ${version}.`);
    process.exit(1);
  }
  for (const [file, place] of Object.entries(PLACES)) {
    writeFileSync(join(ROOT, file), withVersion(read(file), place, version));
  }
  execFileSync('git', ['add', ...Object.keys(PLACES)], { cwd: ROOT });
}
