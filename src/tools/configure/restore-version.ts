import { z } from 'zod';
import type { Home } from '../../home/home.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import type { Archive, KeptVersion } from '../archive.ts';
import { ToolError } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { routineId } from '../routines/read-routine.ts';
import { ROUTINE_KINDS, requireAdministrator } from '../routines/routine.ts';
import { defineTool, result } from '../tool.ts';
import { RESTORERS } from './restorers.ts';

const MOST_LISTED = 20;
const LONGEST_NAME = 80;

const input = z.strictObject({
  version: z
    .string()
    .regex(/^[\w-]{1,32}$/, 'must be the id of a version')
    .optional()
    .describe('What to restore; leave out to list'),
  kind: z.string().max(32).optional().describe('To list: such as automation or area'),
  thing: z.string().max(255).optional().describe('To list: its id or entity id'),
});

const output = z.strictObject({
  restored: z
    .strictObject({ kind: z.string(), thing: z.string(), replaced_version: z.string().optional() })
    .optional(),
  versions: z
    .array(
      z.strictObject({
        version: z.string(),
        kind: z.string(),
        thing: z.string(),
        until: z.string(),
        name: z.string(),
      }),
    )
    .describe('Newest first; until: when it was changed or deleted'),
});

type Line = z.output<typeof output>['versions'][number];

export const restoreVersion = defineTool({
  name: 'restore_version',
  title: 'Restore a version',
  description:
    'Brings back what was changed or deleted with these tools. With version: restores that one, keeping what is there now. Without: lists the versions of one thing (kind and thing), or the latest of all.',
  scope: HOME_CONFIGURE,
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run({ version, kind, thing }, { home, archive }) {
    requireAdministrator(home);
    if (version !== undefined) return restore(version, home, archive);
    const kept = await find(kind, thing, home, archive);
    const versions = kept.slice(0, MOST_LISTED).map((one) => lineOf(one, home));
    return result(
      { versions },
      versions.length === 0
        ? 'There are no versions.'
        : versions
            .map((one) => `${one.version}: ${one.kind} ${one.name}, until ${one.until}`)
            .join('\n'),
    );
  },
});

async function restore(version: string, home: Home, archive: Archive) {
  const kept = await archive.version(version);
  if (kept === undefined) {
    throw new ToolError(
      `There is no version ${version}. Without version this lists what there is.`,
    );
  }
  const { kind, thing, content } = kept;
  const put = Object.hasOwn(RESTORERS, kind) ? RESTORERS[kind] : undefined;
  if (put === undefined) throw new ToolError(`A ${kind} cannot be restored.`);
  let replaced: string | undefined;
  await put(home, thing, content, async (current) => {
    replaced = await archive.keep(kind, thing, current);
  });
  return result(
    {
      restored: { kind, thing, ...(replaced !== undefined && { replaced_version: replaced }) },
      versions: [],
    },
    `Restored the ${kind} ${nameOf(kept)}.${
      replaced === undefined ? '' : ` What was there is version ${replaced}.`
    }`,
  );
}

async function find(
  kind: string | undefined,
  thing: string | undefined,
  home: Home,
  archive: Archive,
): Promise<readonly KeptVersion[]> {
  if (kind !== undefined && thing !== undefined) {
    return archive.versions(kind, await thingOf(kind, thing, home));
  }
  if (kind !== undefined || thing !== undefined) {
    throw new ToolError('Give both kind and thing, or neither.');
  }
  return archive.newest(MOST_LISTED);
}

/** People know an automation by its entity; its versions are kept under what outlives a rename. */
async function thingOf(kind: string, thing: string, home: Home): Promise<string> {
  const routine = ROUTINE_KINDS.find((one) => one === kind);
  const entity = home.mirror.entity(thing);
  if (routine === undefined || entity === undefined) return thing;
  return (await routineId(home, routine, entity)) ?? thing;
}

function lineOf(kept: KeptVersion, home: Home): Line {
  const { id, kind, thing, at } = kept;
  const until = localTime(at, home.mirror.config.timeZone);
  return { version: id, kind, thing, until, name: nameOf(kept) };
}

/** What people call it: a routine by its alias, others by a name, their own or of their entry. */
function nameOf({ content, thing }: KeptVersion): string {
  const whole = fieldsOf(content);
  const known = [whole, fieldsOf(whole.entry), fieldsOf(whole.item)]
    .flatMap(({ alias, name, name_by_user: given, original_name: original }) => [
      alias,
      given,
      name,
      original,
    ])
    .find((one) => typeof one === 'string' && one !== '');
  return String(known ?? thing).slice(0, LONGEST_NAME);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
