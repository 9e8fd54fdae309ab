import { ENERGY_READ, HOME_CONTROL, HOME_READ } from '../../policy/scopes.ts';

const MEANT: ReadonlyMap<string, string> = new Map([
  ['look', HOME_READ],
  ['control', HOME_CONTROL],
  ['energy', ENERGY_READ],
]);

type ScopeMap = Readonly<Record<string, readonly string[]>>;

/**
 * The names that a sign-in service has for permissions, written one a line as `its name = ours`;
 * several of ours are separated by commas. Undefined when a line cannot be read.
 */
export function readScopeMap(text: string): ScopeMap | undefined {
  const map = new Map<string, readonly string[]>();
  for (const line of linesOf(text)) {
    const at = line.lastIndexOf('=');
    const theirs = line.slice(0, Math.max(at, 0)).trim();
    const ours = line
      .slice(at + 1)
      .split(',')
      .map(scopeNamed);
    const read = ours.filter((one) => one !== undefined);
    if (!/^\S{1,256}$/.test(theirs) || read.length < ours.length || map.has(theirs)) {
      return undefined;
    }
    map.set(theirs, read);
  }
  return Object.fromEntries(map);
}

/** Lines that say something. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function scopeNamed(word: string): string | undefined {
  const plain = word.trim();
  const [, server] = /^server ([a-z0-9][a-z0-9_-]*)$/i.exec(plain) ?? [];
  return server === undefined ? MEANT.get(plain.toLowerCase()) : `upstream:${server}`;
}
