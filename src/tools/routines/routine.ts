import { z } from 'zod';
import { Turns } from '../../core/turns.ts';
import type { Home } from '../../home/home.ts';
import type { Entity } from '../../home/model.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { nearEntities } from '../unknown-entity.ts';
import { configurationHash } from './configuration-hash.ts';
import { type RoutineKind, readStored, routineId } from './read-routine.ts';

/** What Home Assistant's own editors save, each in a file of its own. */
export const ROUTINE_KINDS = [
  'automation',
  'script',
  'scene',
] as const satisfies readonly RoutineKind[];

/** A configuration as Home Assistant keeps it; those of automations and scenes carry their id. */
export type RoutineConfig = Readonly<Record<string, unknown>>;

/** One that has an entity now. */
export interface Routine {
  readonly kind: RoutineKind;
  readonly entity: Entity;
  /** What its configuration is stored under. */
  readonly id: string;
}

export const hashOfConfig = z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 characters 0-9 and a-f');

const MOST_SHOWN = 12_000;

const turns = new Turns();

/** Home Assistant counts what others try over its REST API as failed logins of ours. */
export function requireAdministrator(home: Home): void {
  if (home.user.administrator) return;
  throw new ToolError('Only an administrator of the home can do this.');
}

/** The automation, script or scene behind an entity. Throws ToolError when it cannot be edited. */
export async function requireRoutine(home: Home, entityId: string): Promise<Routine> {
  const kind = ROUTINE_KINDS.find((one) => entityId.startsWith(`${one}.`));
  if (kind === undefined) {
    throw new ToolError(`${entityId} is no automation, script or scene.`);
  }
  const entity = home.mirror.entity(entityId);
  if (entity === undefined) {
    throw unknownThing(kind, entityId, nearEntities(home.mirror, entityId));
  }
  const id = await routineId(home, kind, entity);
  if (id === undefined) {
    throw new ToolError(
      `${entityId} is defined in YAML without an id (or comes from an integration), so Home Assistant's editor cannot save it. Change it there, or give it an id first.`,
    );
  }
  return { kind, entity, id };
}

/** The configuration as it is in the file of Home Assistant's editor; undefined when it is not there. */
export async function readRoutine(
  home: Home,
  kind: RoutineKind,
  id: string,
): Promise<RoutineConfig | undefined> {
  return (await readStored(home, kind, id)) as RoutineConfig | undefined;
}

export async function writeRoutine(
  home: Home,
  kind: RoutineKind,
  id: string,
  config: RoutineConfig,
): Promise<void> {
  await home.rest({ method: 'POST', path: pathOf(kind, id), body: config });
}

export async function removeRoutine(home: Home, kind: RoutineKind, id: string): Promise<void> {
  await home.rest({ method: 'DELETE', path: pathOf(kind, id) });
}

function pathOf(kind: RoutineKind, id: string): readonly string[] {
  return ['config', kind, 'config', id];
}

/**
 * One change of a thing after the other, so that of two that saw the same state the second finds it
 * changed, and two new ones do not choose one id. Changes made in Home Assistant itself at that
 * instant are not held off.
 */
export function inTurn<T>(kind: RoutineKind, id: string, work: () => Promise<T>): Promise<T> {
  return turns.take(`${kind} ${id}`, work);
}

/**
 * The configuration as it is now, for somebody who has seen it. Throws a ToolError that shows it to
 * anybody else, and one for what Home Assistant's editors do not keep.
 */
export async function requireSeen(
  home: Home,
  { kind, id, entity }: Routine,
  seen: string | undefined,
): Promise<RoutineConfig> {
  const current = await readRoutine(home, kind, id);
  if (current === undefined) throw notEditable(entity.id);
  const hash = configurationHash(current);
  if (seen === hash) return current;
  const why =
    seen === undefined ? 'expected_hash is needed' : 'it is not what expected_hash stands for';
  const text = JSON.stringify(current);
  throw new ToolError(
    `${entity.id} was not changed: ${why}. ${
      text.length > MOST_SHOWN
        ? 'Read it with get_automation.'
        : `Its hash is ${hash} and it is now: ${text}`
    }`,
  );
}

function notEditable(entityId: string): ToolError {
  return new ToolError(
    `${entityId} is defined in YAML outside the file of Home Assistant's editor, so it can only be changed there.`,
  );
}
