import { SECOND } from '../../core/clock.ts';
import type { Home } from '../../home/home.ts';
import type { EntityState } from '../../home/model.ts';
import { type RoutineKind, routineId } from './read-routine.ts';

/** Home Assistant reads all its YAML again for it, which takes slow machines some seconds. */
const LOADING_MS = 15 * SECOND;

/**
 * Makes a change that Home Assistant answers before it has loaded it, and waits until it has.
 * Returns the entity's id, or undefined when nothing was loaded in time. Throws what `change` throws.
 */
export async function changeAndLoad(
  home: Home,
  kind: RoutineKind,
  id: string,
  change: () => Promise<void>,
  patienceMs = LOADING_MS,
): Promise<string | undefined> {
  return until<string>(home, change, patienceMs, (entityId, after, before, found) => {
    if (!entityId.startsWith(`${kind}.`) || !isLoading(after, before)) return;
    isOf(home, kind, id, entityId).then(
      (is) => is && found(entityId),
      // Then it is found out by waiting, which says that nothing was loaded.
      () => undefined,
    );
  });
}

/** Makes a change after which the entity is gone, and waits until it is. False when it stays. */
export async function changeAndLose(
  home: Home,
  entityId: string,
  change: () => Promise<void>,
  patienceMs = LOADING_MS,
): Promise<boolean> {
  if (home.mirror.entity(entityId) === undefined) {
    await change();
    return true;
  }
  const gone = await until<true>(home, change, patienceMs, (id, after, _, found) => {
    if (id === entityId && after === undefined) found(true);
  });
  return gone === true;
}

type Watcher<T> = (
  entityId: string,
  after: EntityState | undefined,
  before: EntityState | undefined,
  found: (value: T) => void,
) => void;

async function until<T>(
  home: Home,
  change: () => Promise<void>,
  patienceMs: number,
  watch: Watcher<T>,
): Promise<T | undefined> {
  let found: (value: T | undefined) => void = () => {};
  const outcome = new Promise<T | undefined>((resolve) => {
    found = resolve;
  });
  // Watched from before the change, which may be loaded before its answer arrives.
  const stop = home.mirror.onState((id, after, before) => watch(id, after, before, found));
  let timer: NodeJS.Timeout | undefined;
  try {
    await change();
    timer = setTimeout(() => found(undefined), patienceMs);
    return await outcome;
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** An entity that is loaded again stands as `restored` in between; a run of it changes it too. */
function isLoading(after: EntityState | undefined, before: EntityState | undefined): boolean {
  if (after === undefined || after.attributes.restored === true) return false;
  return before === undefined || before.attributes.restored === true;
}

async function isOf(home: Home, kind: RoutineKind, id: string, entityId: string): Promise<boolean> {
  const entity = home.mirror.entity(entityId);
  return entity !== undefined && (await routineId(home, kind, entity)) === id;
}
