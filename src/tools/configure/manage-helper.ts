import { z } from 'zod';
import { isLatchkeyError } from '../../core/errors.ts';
import type { Home } from '../../home/home.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { defineTool, result, type ToolContext, type ToolResult } from '../tool.ts';
import { nearEntities } from '../unknown-entity.ts';
import { icon, newName, oneEntity } from './arguments.ts';
import { changeLines, changeList, changesBetween, keptLine, version } from './changes.ts';
import { type EntityWire, entityEntry } from './entries.ts';
import {
  createHelper,
  deleteHelper,
  entryOfHelper,
  type HelperItem,
  helperItems,
  replaceHelper,
} from './helper-items.ts';
import { checkHelper, HELPER_DOMAINS, type HelperDomain } from './helper-kinds.ts';
import { untilShown } from './until-shown.ts';
import { usedBy } from './used-by.ts';

const input = z.strictObject({
  action: z.enum(['create', 'update', 'delete']),
  kind: z.enum(HELPER_DOMAINS).optional().describe('To create'),
  entity_id: oneEntity.optional().describe('To update or delete'),
  name: newName.optional(),
  icon: icon.optional(),
  settings: z
    .looseObject({})
    .optional()
    .describe(
      'By kind, such as {"min": 0, "max": 9, "step": 1}, {"options": ["a", "b"]}, {"has_time": true}, {"duration": "00:05:00"}, {"monday": [{"from": "08:00", "to": "09:00"}]}; null removes one',
    ),
});

const output = z.strictObject({
  entity_id: z.string(),
  changes: changeList,
  note: z.string().optional(),
  version,
});

type Asked = z.output<typeof input>;
type Answer = ToolResult<z.output<typeof output>>;

export const manageHelper = defineTool({
  name: 'manage_helper',
  title: 'Manage helpers',
  description:
    'Creates, changes or deletes a helper: a switch, number, text, choice, date, button, counter, timer or weekly schedule. To set its value use call_service; for its area or id update_entity.',
  scope: HOME_CONFIGURE,
  // Its own registry is read and changed, which no rule about entities sees.
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  },
  input,
  output,
  async run(asked, context) {
    if (asked.action === 'create') return create(asked, context);
    if (asked.entity_id === undefined) throw new ToolError('Say which helper: entity_id.');
    const helper = await requireHelper(context.home, asked.entity_id);
    return asked.action === 'update'
      ? update(asked, helper, context)
      : remove(asked, helper, context);
  },
});

interface Helper {
  readonly domain: HelperDomain;
  readonly item: HelperItem;
  readonly entry: EntityWire;
}

async function create(asked: Asked, { home }: ToolContext): Promise<Answer> {
  const { kind, name, settings = {} } = asked;
  if (asked.entity_id !== undefined) {
    throw new ToolError('Home Assistant makes the entity id of the name; leave entity_id out.');
  }
  if (kind === undefined) throw new ToolError('Say the kind, such as input_boolean.');
  if (name === undefined) throw new ToolError('Say the name of the new helper.');
  const given = withoutNull(settings);
  checkHelper(kind, given, given);
  const item = await make(home, kind, { ...given, name, ...(asked.icon && { icon: asked.icon }) });
  const entry = await entryOfHelper(home, kind, item.id);
  if (entry === undefined) throw new ToolError(`"${name}" was made but has no entity yet.`);
  const id = entry.entity_id;
  await untilShown(home.mirror, (mirror) => mirror.entity(id) !== undefined);
  const changes = changesBetween({}, settingsOf(item));
  return result({ entity_id: id, changes }, `Created ${id} "${item.name}".`);
}

async function make(
  home: Home,
  kind: HelperDomain,
  settings: Readonly<Record<string, unknown>>,
): Promise<HelperItem> {
  try {
    return await createHelper(home, kind, settings);
  } catch (thrown) {
    if (!isLatchkeyError(thrown, 'home_timeout')) throw thrown;
    // It was sent: a second try could make a second one.
    throw new ToolError(
      'Home Assistant took it but is still busy. Look with find_entities before trying again.',
    );
  }
}

async function update(
  asked: Asked,
  { domain, item, entry }: Helper,
  { home, archive }: ToolContext,
): Promise<Answer> {
  const { name, icon: iconAsked, settings = {} } = asked;
  if (asked.kind !== undefined && asked.kind !== domain) {
    throw new ToolError('The kind of a helper cannot be changed; create another one.');
  }
  if (name === undefined && iconAsked === undefined && asked.settings === undefined) {
    throw new ToolError('Say what to change.');
  }
  const whole = withoutNull({
    ...item,
    ...settings,
    ...(name !== undefined && { name }),
    ...(iconAsked !== undefined && { icon: iconAsked === '' ? null : iconAsked }),
  });
  checkHelper(domain, settings, whole);
  const id = entry.entity_id;
  if (changesBetween(withoutNull(item), whole).length === 0) {
    return result({ entity_id: id, changes: [] }, `Nothing to change: ${id} is like that already.`);
  }
  const kept = await archive.keep('helper', id, { domain, item, entry });
  // What is not sent goes back to its default, so all of it is.
  const after = await replaceHelper(home, domain, {
    ...whole,
    id: item.id,
    name: name ?? item.name,
  });
  const changes = changesBetween(settingsOf(item), settingsOf(after));
  const note =
    name !== undefined && entry.name !== null
      ? `It is still shown as "${entry.name}", which update_entity can change.`
      : undefined;
  if (name !== undefined && entry.name === null) {
    await untilShown(home.mirror, (mirror) => mirror.entity(id)?.name === name);
  }
  return result(
    { entity_id: id, changes, ...(note !== undefined && { note }), version: kept },
    [
      `Changed ${id}.`,
      ...changeLines(changes),
      ...(note === undefined ? [] : [note]),
      keptLine(kept),
    ].join('\n'),
  );
}

async function remove(
  asked: Asked,
  { domain, item, entry }: Helper,
  { home, archive }: ToolContext,
): Promise<Answer> {
  if (asked.name !== undefined || asked.settings !== undefined || asked.icon !== undefined) {
    throw new ToolError('To delete give only action and entity_id.');
  }
  const id = entry.entity_id;
  const users = await usedBy(home, 'entity', id);
  const kept = await archive.keep('helper', id, { domain, item, entry });
  const note = users.length > 0 ? `These still use it: ${users.join(', ')}.` : undefined;
  await deleteHelper(home, domain, item.id);
  await untilShown(home.mirror, (mirror) => mirror.entity(id) === undefined);
  return result(
    { entity_id: id, changes: [], ...(note !== undefined && { note }), version: kept },
    [
      `Deleted ${id} "${item.name}".`,
      ...(note === undefined ? [] : [note]),
      `${keptLine(kept)} Its value is not kept.`,
    ].join('\n'),
  );
}

/** The helper behind an entity. Throws ToolError for what is none, or is defined in YAML. */
async function requireHelper(home: Home, id: string): Promise<Helper> {
  const [name] = id.split('.');
  const domain = HELPER_DOMAINS.find((known) => known === name);
  const entry = await entityEntry(home, id);
  if (entry === undefined && home.mirror.entity(id) === undefined) {
    throw unknownThing('entity', id, nearEntities(home.mirror, id));
  }
  if (domain === undefined) {
    throw new ToolError(`${id} is no helper of these kinds: ${HELPER_DOMAINS.join(', ')}.`);
  }
  const item = (await helperItems(home, domain)).find((one) => one.id === entry?.unique_id);
  if (entry !== undefined && item !== undefined) return { domain, item, entry };
  throw new ToolError(
    `${id} is defined in YAML, so it can only be changed there, such as in configuration.yaml.`,
  );
}

function settingsOf({ id: _id, ...settings }: HelperItem): Record<string, unknown> {
  return withoutNull(settings);
}

function withoutNull(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}
