import { z } from 'zod';
import type { Mirror } from '../../home/mirror.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { type PlaceKind, placeNamed } from '../places.ts';
import { defineTool, result, type ToolContext, type ToolResult } from '../tool.ts';
import { newName } from './arguments.ts';
import { changeLines, changeList, changesBetween, keptLine, same, version } from './changes.ts';
import {
  createPlace,
  deletePlace,
  type PlaceWire,
  placeEntries,
  placeId,
  placeSettings,
  updatePlace,
} from './place-entries.ts';
import { placeArguments, placeFields } from './place-fields.ts';
import { type Members, membersOf } from './place-members.ts';
import { untilShown } from './until-shown.ts';
import { usedBy } from './used-by.ts';

const MOST_MEMBERS = 100;

const input = z.strictObject({
  action: z.enum(['create', 'update', 'delete']),
  kind: z.enum(['area', 'floor', 'label']),
  id: newName.optional().describe('Or its present name'),
  ...placeArguments,
});

const output = z.strictObject({
  id: z.string(),
  changes: changeList,
  held: z.array(z.string()).describe('What was in it'),
  note: z.string().optional(),
  version,
});

type Asked = z.output<typeof input>;
type Answer = ToolResult<z.output<typeof output>>;

export const manageAreas = defineTool({
  name: 'manage_areas',
  title: 'Manage areas, floors and labels',
  description:
    'Creates, changes or deletes an area, floor or label. Things are put in with update_entity or update_device.',
  scope: HOME_CONFIGURE,
  // Deleting one changes entities that nobody named.
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
    const { kind, id: wanted } = asked;
    if (wanted === undefined) throw new ToolError(`Say which ${kind}: id.`);
    const id = placeNamed(context.home.mirror, kind, wanted);
    const before = (await placeEntries(context.home, kind)).find(
      (place) => placeId(kind, place) === id,
    );
    if (before === undefined) throw unknownThing(kind, id, []);
    return asked.action === 'update'
      ? update(asked, id, before, context)
      : remove(asked, id, before, context);
  },
});

async function create(asked: Asked, { home }: ToolContext): Promise<Answer> {
  const { kind } = asked;
  if (asked.id !== undefined) throw new ToolError('Home Assistant chooses the id; give a name.');
  if (asked.name === undefined) throw new ToolError(`Say the name of the new ${kind}.`);
  const created = await createPlace(home, kind, settingsAsked(home.mirror, asked));
  const id = placeId(kind, created);
  await untilShown(home.mirror, (mirror) => placesIn(mirror, kind).has(id));
  return result(
    {
      id,
      changes: changesBetween({}, noEmpty(placeSettings(kind, created))),
      held: [],
    },
    `Created the ${kind} "${created.name}" with the id ${id}.`,
  );
}

async function update(
  asked: Asked,
  id: string,
  before: PlaceWire,
  { home, archive }: ToolContext,
): Promise<Answer> {
  const { kind } = asked;
  const wanted = settingsAsked(home.mirror, asked);
  if (Object.keys(wanted).length === 0) throw new ToolError('Say what to change.');
  const changes = Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => !same(value, before[field])),
  );
  const nothing = { id, changes: [], held: [] };
  if (Object.keys(changes).length === 0) {
    return result(nothing, `Nothing to change: ${before.name} is like that already.`);
  }
  const kept = await archive.keep(kind, id, { entry: before });
  const after = await updatePlace(home, kind, id, changes);
  const shown = placeSettings(kind, after);
  await untilShown(home.mirror, (mirror) => showsPlace(mirror, kind, id, after));
  const differing = changesBetween(placeSettings(kind, before), shown);
  return result(
    { ...nothing, changes: differing, version: kept },
    [`Changed the ${kind} ${id}.`, ...changeLines(differing), keptLine(kept)].join('\n'),
  );
}

async function remove(
  asked: Asked,
  id: string,
  before: PlaceWire,
  { home, archive }: ToolContext,
): Promise<Answer> {
  const { kind } = asked;
  if (Object.keys(settingsAsked(home.mirror, asked)).length > 0) {
    throw new ToolError('To delete give only action, kind and id.');
  }
  const [members, users] = await Promise.all([membersOf(home, kind, id), usedBy(home, kind, id)]);
  const kept = await archive.keep(kind, id, { entry: before, members });
  await deletePlace(home, kind, id);
  await untilShown(home.mirror, (mirror) => !placesIn(mirror, kind).has(id));
  const held = heldBy(members);
  const note =
    users.length > 0 ? `These name it and must be changed: ${users.join(', ')}.` : undefined;
  const shown = held.slice(0, MOST_MEMBERS);
  return result(
    { id, changes: [], held: shown, ...(note !== undefined && { note }), version: kept },
    [
      `Deleted the ${kind} "${before.name}" (${id}).`,
      held.length === 0
        ? 'There was nothing in it.'
        : `${held.length} things were in it: ${shown.join(', ')}${held.length > shown.length ? ' and more' : ''}.`,
      ...(note === undefined ? [] : [note]),
      keptLine(kept),
    ].join('\n'),
  );
}

function settingsAsked(mirror: Mirror, asked: Asked): Record<string, unknown> {
  const { action: _action, kind, id: _id, ...fields } = asked;
  return placeFields(mirror, kind, fields);
}

function heldBy({ areas, devices, entities }: Members): readonly string[] {
  return [
    ...areas.map((id) => `area ${id}`),
    ...devices.map(({ name }) => `device ${name}`),
    ...entities.map(({ entity_id: id }) => id),
  ];
}

function placesIn(
  mirror: Mirror,
  kind: PlaceKind,
): ReadonlyMap<string, { readonly name: string; readonly floorId?: string | undefined }> {
  return { area: mirror.areas, floor: mirror.floors, label: mirror.labels }[kind];
}

function showsPlace(mirror: Mirror, kind: PlaceKind, id: string, place: PlaceWire): boolean {
  const shown = placesIn(mirror, kind).get(id);
  if (shown?.name !== place.name) return false;
  return kind !== 'area' || (shown.floorId ?? null) === (place.floor_id ?? null);
}

/** Without what says nothing, so that what was made is told in a few words. */
function noEmpty(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
