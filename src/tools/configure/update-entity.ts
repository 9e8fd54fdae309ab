import { z } from 'zod';
import type { Home } from '../../home/home.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { placeNamed } from '../places.ts';
import { defineTool, result } from '../tool.ts';
import { nearEntities } from '../unknown-entity.ts';
import { icon, names, oneEntity, text } from './arguments.ts';
import { changeLines, changeList, changesBetween, keptLine, version } from './changes.ts';
import { entitySettings, showsEntry, updateEntry } from './entity-settings.ts';
import { type EntityWire, entityEntry } from './entries.ts';
import { labelArguments, labelsAfter, sameLabels } from './labels.ts';
import { untilShown } from './until-shown.ts';
import { usedBy } from './used-by.ts';

const input = z.strictObject({
  entity_id: oneEntity,
  name: text().optional().describe('"" for its own'),
  icon: icon.optional(),
  area: text().optional().describe('Id or name; "" for its device\'s'),
  ...labelArguments,
  aliases: names.optional().describe('Replaces all'),
  hidden: z.boolean().optional(),
  disabled: z.boolean().optional(),
  new_entity_id: oneEntity.optional(),
});

const output = z.strictObject({
  entity_id: z.string(),
  changes: changeList,
  note: z.string().optional(),
  version,
});

type Asked = z.output<typeof input>;

export const updateEntity = defineTool({
  name: 'update_entity',
  title: 'Update an entity',
  description:
    "Changes an entity's name, icon, area, labels, aliases or id; hides, disables or enables it. Not for its state: use call_service.",
  scope: HOME_CONFIGURE,
  // Disabled entities have no state, so no rule about what is seen could hold them back.
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, { home, archive }) {
    const before = await requireEntry(home, asked.entity_id);
    const changes = changesAsked(home, before, asked);
    if (changes.new_entity_id !== undefined) await requireFree(home, before, asked);
    const needed =
      changes.new_entity_id !== undefined || (asked.disabled && before.disabled_by === null);
    const users = needed ? await usedBy(home, 'entity', before.entity_id) : [];
    if (Object.keys(changes).length === 0) {
      return result(
        { entity_id: before.entity_id, changes: [] },
        `Nothing to change: ${before.entity_id} is like that already.`,
      );
    }

    const kept = await archive.keep('entity', before.entity_id, before);
    const { entry, reloadDelay, requireRestart } = await updateEntry(
      home,
      before.entity_id,
      changes,
    );
    await untilShown(home.mirror, (mirror) => showsEntry(mirror, entry));
    const differing = changesBetween(entitySettings(before), entitySettings(entry));
    const renamed = entry.entity_id !== before.entity_id;
    const shown = home.mirror.entity(entry.entity_id)?.name;
    const notes = [
      ...(asked.name && shown !== undefined && shown !== asked.name
        ? [`It is shown as "${shown}".`]
        : []),
      ...(users.length > 0 && renamed
        ? [`These still use ${before.entity_id} and must be changed: ${users.join(', ')}.`]
        : []),
      ...(users.length > 0 && !renamed ? [`These use it: ${users.join(', ')}.`] : []),
      ...(renamed ? ['Dashboards and templates that name the old id were not looked for.'] : []),
      ...(reloadDelay === undefined ? [] : [`It comes back in about ${reloadDelay} s.`]),
      ...(requireRestart ? ['It comes back when Home Assistant is restarted.'] : []),
    ];
    return result(
      {
        entity_id: entry.entity_id,
        changes: differing,
        ...(notes.length > 0 && { note: notes.join(' ') }),
        version: kept,
      },
      [`Changed ${entry.entity_id}.`, ...changeLines(differing), ...notes, keptLine(kept)].join(
        '\n',
      ),
    );
  },
});

async function requireEntry(home: Home, id: string): Promise<EntityWire> {
  const entry = await entityEntry(home, id);
  if (entry !== undefined) return entry;
  if (home.mirror.entity(id) === undefined) {
    throw unknownThing('entity', id, nearEntities(home.mirror, id));
  }
  throw new ToolError(
    `${id} has no unique id, so Home Assistant keeps no settings for it. Change it where it is defined, such as in configuration.yaml.`,
  );
}

/** The fields of the message that differ from what is there. Throws ToolError. */
function changesAsked(home: Home, before: EntityWire, asked: Asked): Record<string, unknown> {
  const { entity_id: _id, ...settings } = asked;
  if (Object.values(settings).every((setting) => setting === undefined)) {
    throw new ToolError('Say what to change.');
  }
  const changes: Record<string, unknown> = {};
  const set = (field: keyof EntityWire, value: unknown) => {
    if (value !== undefined && value !== before[field]) changes[field] = value;
  };
  set('name', asked.name === '' ? null : asked.name);
  set('icon', asked.icon === '' ? null : asked.icon);
  set(
    'area_id',
    asked.area === '' ? null : asked.area && placeNamed(home.mirror, 'area', asked.area),
  );
  const labels = labelsAfter(home.mirror, before.labels, asked);
  if (labels !== undefined && !sameLabels(labels, before.labels)) changes.labels = labels;
  const aliases = aliasesAfter(before.aliases ?? [], asked.aliases);
  if (aliases !== undefined) changes.aliases = aliases;
  for (const field of ['hidden', 'disabled'] as const) {
    const wanted = asked[field];
    if (wanted === undefined || wanted === (before[`${field}_by`] !== null)) continue;
    changes[`${field}_by`] = wanted ? 'user' : null;
  }
  if (asked.new_entity_id !== undefined && asked.new_entity_id !== before.entity_id) {
    changes.new_entity_id = asked.new_entity_id;
  }
  return changes;
}

/** The empty place that stands for the entity's own name stays if it was there. */
function aliasesAfter(
  current: readonly (string | null)[],
  wanted: readonly string[] | undefined,
): readonly (string | null)[] | undefined {
  if (wanted === undefined) return undefined;
  const own = current.filter((alias) => alias === null);
  const after = [...own, ...new Set(wanted)];
  return JSON.stringify(after) === JSON.stringify(current) ? undefined : after;
}

async function requireFree(home: Home, before: EntityWire, asked: Asked): Promise<void> {
  const wanted = asked.new_entity_id ?? '';
  const [domain] = before.entity_id.split('.');
  if (wanted.split('.')[0] !== domain) {
    throw new ToolError(`new_entity_id must begin with ${domain}. as before.`);
  }
  const taken =
    home.mirror.entity(wanted) !== undefined || (await entityEntry(home, wanted)) !== undefined;
  if (taken) throw new ToolError(`There is a ${wanted} already; choose another id.`);
}
