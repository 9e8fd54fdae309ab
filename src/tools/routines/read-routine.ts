import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import type { Entity } from '../../home/model.ts';

export type RoutineKind = 'automation' | 'script' | 'scene';

/** How a routine is stored in Home Assistant. Asking for it is for administrators. */
export interface StoredRoutine {
  /** Its id in the editor's file, and in traces; without one it was written by hand. */
  readonly id: string | undefined;
  readonly configuration: unknown;
  /** Whether it is in the file that Home Assistant's editor (and so a tool) can change. */
  readonly editable: boolean;
}

/**
 * Reads the configuration of an automation, script or scene: the editor's file first, because that is
 * what saving changes; for what is not in it, what Home Assistant has loaded.
 */
export async function readRoutine(
  home: Home,
  kind: RoutineKind,
  entity: Entity,
): Promise<StoredRoutine> {
  const id = await routineId(home, kind, entity);
  const stored = id === undefined ? undefined : await readStored(home, kind, id);
  if (stored !== undefined) return { id, configuration: stored, editable: true };
  return { id, configuration: await readLoaded(home, kind, entity.id), editable: false };
}

/**
 * What a routine is stored under, if it has an id at all. A script that was renamed keeps the id it
 * was made with, which only its registry entry has.
 */
export async function routineId(
  home: Home,
  kind: RoutineKind,
  { id, state }: Entity,
): Promise<string | undefined> {
  if (kind !== 'script') {
    const { id: own } = state.attributes;
    return typeof own === 'string' && own !== '' ? own : undefined;
  }
  const entry = await unlessMissing(
    home.command<{ unique_id?: unknown }>({ type: 'config/entity_registry/get', entity_id: id }),
  );
  const unique = entry?.unique_id;
  return typeof unique === 'string' && unique !== '' ? unique : id.slice('script.'.length);
}

/** What the editor's file has under an id; undefined when nothing. */
export async function readStored(home: Home, kind: RoutineKind, id: string): Promise<unknown> {
  // A path segment of dots only would climb, and no editor ever gives such an id.
  if (/^\.*$/.test(id)) return undefined;
  const answer = await unlessMissing(
    home.rest({ method: 'GET', path: ['config', kind, 'config', id] }),
  );
  return answer === undefined ? undefined : JSON.parse(answer.bytes.toString('utf8'));
}

async function readLoaded(home: Home, kind: RoutineKind, entityId: string): Promise<unknown> {
  if (kind === 'scene') return undefined;
  const answer = await unlessMissing(
    home.command<{ config?: unknown }>({ type: `${kind}/config`, entity_id: entityId }),
  );
  return answer?.config ?? undefined;
}

/** Nothing, when Home Assistant says that there is no such thing. */
async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    const missing = ['http_404', 'not_found'].some((code) => isHomeCommandError(thrown, code));
    if (missing) return undefined;
    throw thrown;
  }
}
