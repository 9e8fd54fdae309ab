import type { Restore } from '../archive.ts';
import { ToolError } from '../errors.ts';
import { configurationHash } from './configuration-hash.ts';
import type { RoutineKind } from './read-routine.ts';
import {
  inTurn,
  type RoutineConfig,
  readRoutine,
  requireAdministrator,
  writeRoutine,
} from './routine.ts';
import { changeAndLoad } from './routine-loading.ts';

/** Puts an automation, script or scene back as it was, whether it was changed or deleted since. */
export function restoreRoutine(kind: RoutineKind): Restore {
  return async (home, id, content, keep) => {
    requireAdministrator(home);
    const config = content as RoutineConfig;
    const entity = await inTurn(kind, id, async () => {
      const current = await readRoutine(home, kind, id);
      if (current !== undefined && configurationHash(current) === configurationHash(config)) {
        throw new ToolError(`The ${kind} is like that already; nothing was changed.`);
      }
      if (current !== undefined) await keep(current);
      return changeAndLoad(home, kind, id, () => writeRoutine(home, kind, id, config));
    });
    if (entity !== undefined) return;
    throw new ToolError(
      `The ${kind} is back in Home Assistant's file, but Home Assistant has not loaded it yet.`,
    );
  };
}
