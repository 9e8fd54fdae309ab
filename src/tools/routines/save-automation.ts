import { z } from 'zod';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { freeId, wantedId } from '../configure/fresh-id.ts';
import { ToolError } from '../errors.ts';
import { entityId } from '../names.ts';
import { defineTool, result } from '../tool.ts';
import { checkRoutine } from './check-routine.ts';
import { configurationHash } from './configuration-hash.ts';
import { danglingNames } from './dangling-names.ts';
import type { RoutineKind } from './read-routine.ts';
import {
  hashOfConfig,
  inTurn,
  ROUTINE_KINDS,
  type Routine,
  type RoutineConfig,
  readRoutine,
  requireAdministrator,
  requireRoutine,
  requireSeen,
  writeRoutine,
} from './routine.ts';
import { changeAndLoad } from './routine-loading.ts';

const input = z.strictObject({
  entity_id: entityId.optional().describe('What to replace; leave out to create'),
  kind: z.enum(ROUTINE_KINDS).optional().describe('What to create; automation if left out'),
  config: z
    .looseObject({})
    .describe(
      'The whole of it. Automation: alias, triggers, conditions, actions, mode. Script: alias, sequence. Scene: name, entities',
    ),
  expected_hash: hashOfConfig.optional().describe('To replace: its hash when you read it'),
});

const output = z.strictObject({
  entity_id: z.string().optional().describe('Missing while not loaded'),
  id: z.string(),
  hash: z.string().describe('For the next change'),
  replaced_version: z.string().optional().describe('For restore_version'),
  loaded: z.boolean(),
  warnings: z.array(z.string()),
});

export const saveAutomation = defineTool({
  name: 'save_automation',
  title: 'Save an automation, script or scene',
  description:
    'Creates or replaces an automation, script or scene after Home Assistant has checked it; what it replaces is kept. To replace one, read it with get_automation first. To run one, use call_service.',
  scope: HOME_CONFIGURE,
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, { home, archive, now }) {
    requireAdministrator(home);
    const target = asked.entity_id;
    const old = target === undefined ? undefined : await requireRoutine(home, target);
    const kind = kindOf(asked, old);
    const wanted = old?.id ?? wantedId(kind, asked.config, now);

    const saved = await inTurn(kind, wanted, async () => {
      const current = old && (await requireSeen(home, old, asked.expected_hash));
      const id = old?.id ?? (await freeId(home, kind, wanted));
      const config = withId(kind, id, asked.config);
      await checkRoutine(home, kind, config);
      if (old && configurationHash(current) === configurationHash(config)) {
        return { id, config, version: undefined, entity: old.entity.id, same: true };
      }
      const version = current && (await archive.keep(kind, id, current));
      const write = () => writeRoutine(home, kind, id, config);
      const entity = await changeAndLoad(home, kind, id, write);
      return { id, config, version, entity, same: false };
    });

    const { id, config, version } = saved;
    // As Home Assistant reads it back, which is what the next reader hashes. It is saved by now, so
    // trouble in asking is no failure, or it would be saved twice.
    const stored = await readRoutine(home, kind, id).catch(() => undefined);
    const hash = configurationHash(stored ?? config);
    const entity = saved.entity ?? target;
    const loaded = saved.entity !== undefined;
    const warnings = [...danglingNames(config, home.mirror)];
    return result(
      {
        ...(entity !== undefined && { entity_id: entity }),
        id,
        hash,
        ...(version !== undefined && { replaced_version: version }),
        loaded,
        warnings,
      },
      [
        saved.same
          ? `${entity} is like that already; nothing was changed.`
          : `${old ? 'Replaced' : 'Created'} the ${kind} ${entity ?? id}.`,
        `Hash ${hash}.`,
        ...(version === undefined ? [] : [`What it was before is version ${version}.`]),
        ...(loaded ? [] : [NOT_LOADED]),
        ...warnings,
      ].join('\n'),
    );
  },
});

const NOT_LOADED =
  "Home Assistant has it in its file but has not loaded it yet. If it never does, it is disabled, or configuration.yaml does not include the editor's file.";

/** What is asked for, once it makes sense as a whole. Throws ToolError. */
function kindOf(
  { kind: asked, entity_id: entity, expected_hash: hash, config }: z.output<typeof input>,
  old: Routine | undefined,
): RoutineKind {
  const kind = old?.kind ?? asked ?? 'automation';
  if (asked !== undefined && asked !== kind) {
    throw new ToolError(`${entity} is no ${asked}; leave kind out.`);
  }
  if (old === undefined && hash !== undefined) {
    throw new ToolError('To replace something, say which with entity_id. Nothing was saved.');
  }
  // Without a name Home Assistant calls it `automation 5`, which nobody finds again.
  const key = kind === 'scene' ? 'name' : 'alias';
  const name = config[key];
  const nameless = name === undefined && old?.kind === 'script';
  if (nameless || (typeof name === 'string' && name.trim() !== '')) return kind;
  throw new ToolError(`The config of this ${kind} needs ${key}, its name.`);
}

/** An id inside that differs from the one it is stored under would make it a stranger. */
function withId(kind: RoutineKind, id: string, config: RoutineConfig): RoutineConfig {
  const { id: _, ...rest } = config;
  return kind === 'script' ? rest : { id, ...rest };
}
