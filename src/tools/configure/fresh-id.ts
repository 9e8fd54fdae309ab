import type { Home } from '../../home/home.ts';
import { ToolError } from '../errors.ts';
import type { RoutineKind } from '../routines/read-routine.ts';
import { type RoutineConfig, readRoutine } from '../routines/routine.ts';
import { normalize } from '../words.ts';

/** Names of services that a script would take from Home Assistant. */
const TAKEN_SCRIPTS: ReadonlySet<string> = new Set(['reload', 'toggle', 'turn_off', 'turn_on']);
const MOST_TRIES = 20;
const LONGEST = 100;

/**
 * The id that something new would have, as Home Assistant's editor makes one: the time in
 * milliseconds, or for a script its name, because that becomes its service.
 */
export function wantedId(kind: RoutineKind, config: RoutineConfig, now: number): string {
  if (kind !== 'script') return String(now);
  const slug = normalize(String(config.alias))
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, LONGEST);
  return slug === '' || TAKEN_SCRIPTS.has(slug) ? `script_${slug}`.replace(/_$/, '') : slug;
}

/** That id, or the next one that nothing has yet. Throws ToolError when too many are taken. */
export async function freeId(home: Home, kind: RoutineKind, wanted: string): Promise<string> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const id = kind === 'script' ? numbered(wanted, attempt) : String(Number(wanted) + attempt);
    if (await isFree(home, kind, id)) return id;
  }
  throw new ToolError('There are too many of that name; choose another.');
}

async function isFree(home: Home, kind: RoutineKind, id: string): Promise<boolean> {
  if (kind === 'script' && home.mirror.entity(`script.${id}`) !== undefined) return false;
  return (await readRoutine(home, kind, id)) === undefined;
}

function numbered(slug: string, attempt: number): string {
  return attempt === 0 ? slug : `${slug}_${attempt + 1}`;
}
