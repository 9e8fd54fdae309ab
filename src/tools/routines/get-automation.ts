import { z } from 'zod';
import { currentUser } from '../../home/commands.ts';
import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import type { Entity } from '../../home/model.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { clip } from '../clip.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { localTime } from '../local-time.ts';
import { defineTool, result } from '../tool.ts';
import { nearEntities } from '../unknown-entity.ts';
import { configurationHash } from './configuration-hash.ts';
import { type RoutineKind, readRoutine, type StoredRoutine } from './read-routine.ts';
import { type RunSummary, readRuns, runSummary } from './read-runs.ts';
import { type RunStep, readSteps, runStep } from './run-steps.ts';

const CONFIGURATION_BUDGET = 16_000;
/** Of a long run the beginning and the end matter: what set it off, and how it ended. */
const FIRST_STEPS = 20;
const LAST_STEPS = 40;
const MOST_RUNS = 10;
const MOST_ENTITIES = 50;
const LATEST = 'latest';

const input = z.strictObject({
  entity_id: z
    .string()
    .max(255)
    .regex(/^(automation|script|scene)\.[a-z0-9_]+$/, 'must be an automation, script or scene')
    .describe('Such as automation.wake_up'),
  run_id: z
    .string()
    .regex(/^[0-9a-z_-]{1,64}$/, 'must be a run_id of runs, or latest')
    .optional()
    .describe('Of runs, or latest: adds its steps'),
});

const seenByAll = z.strictObject({
  entity_id: z.string(),
  name: z.string(),
  state: z.string(),
  last_triggered: z.string().optional(),
  mode: z.string().optional(),
  entities: z.array(z.string()).optional(),
});

const output = z.strictObject({
  kind: z.string(),
  entity: seenByAll,
  id: z.string().optional(),
  configuration: z.looseObject({}).optional(),
  hash: z.string().optional().describe('Of the configuration; saving asks for it'),
  runs: z.array(runSummary).optional(),
  steps: z.array(runStep).optional(),
  notes: z.array(z.string()).describe('What is missing or cut'),
});

type Answer = z.output<typeof output>;

export const getAutomation = defineTool({
  name: 'get_automation',
  title: 'Get automation',
  description:
    'An automation, script or scene: configuration, last runs, and step by step why a run did or did not do something.',
  scope: HOME_READ,
  reach: 'everything',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run({ entity_id: entityId, run_id: runId }, { home }) {
    const kind = entityId.slice(0, entityId.indexOf('.')) as RoutineKind;
    const found = home.mirror.entity(entityId);
    if (found === undefined) {
      throw unknownThing(kind, entityId, nearEntities(home.mirror, entityId));
    }
    const entity = whatShows(found, home.mirror.config.timeZone);
    if (!(await mayReadMore(home))) {
      const notes = ['Its configuration and runs are for administrators of Home Assistant.'];
      return answer({ kind, entity, notes });
    }
    const stored = await readRoutine(home, kind, found);
    const configured = whatIsStored(kind, stored);
    const runs = await whatRan(home, kind, stored.id, runId);
    return answer({
      kind,
      entity,
      ...configured,
      ...runs,
      notes: [...configured.notes, ...runs.notes],
    });
  },
});

/** What the mirror knows; anybody may see it. */
function whatShows({ id, name, state }: Entity, timeZone: string): z.output<typeof seenByAll> {
  const { last_triggered: triggered, mode, entity_id: members } = state.attributes;
  const at = typeof triggered === 'string' ? Date.parse(triggered) : Number.NaN;
  return {
    entity_id: id,
    name,
    state: state.state,
    ...(!Number.isNaN(at) && { last_triggered: localTime(at, timeZone) }),
    ...(typeof mode === 'string' && { mode }),
    ...(Array.isArray(members) && { entities: members.slice(0, MOST_ENTITIES).map(String) }),
  };
}

/**
 * Asked before each time, and over the websocket: somebody who is no administrator any more would
 * otherwise be refused by the REST API, which counts as a failed login.
 */
async function mayReadMore(home: Home): Promise<boolean> {
  return home.user.administrator && (await currentUser(home)).administrator;
}

function whatIsStored(kind: RoutineKind, { id, configuration, editable }: StoredRoutine) {
  if (typeof configuration !== 'object' || configuration === null) {
    return {
      ...(id !== undefined && { id }),
      notes: [`Home Assistant has no configuration of this ${kind}; an integration brings it.`],
    };
  }
  // Whole when there is room, because it may be changed and saved again.
  const whole = JSON.stringify(configuration).length <= CONFIGURATION_BUDGET;
  const shown = whole ? configuration : clip(configuration, CONFIGURATION_BUDGET).value;
  return {
    ...(id !== undefined && { id }),
    configuration: shown as Record<string, unknown>,
    hash: configurationHash(configuration),
    notes: [
      ...(whole ? [] : ['The configuration was cut; do not save it as it is here.']),
      ...(editable ? [] : [`It is in a YAML file, so only changing that file changes it.`]),
    ],
  };
}

async function whatRan(
  home: Home,
  kind: RoutineKind,
  id: string | undefined,
  runId: string | undefined,
): Promise<{
  readonly runs?: RunSummary[];
  readonly steps?: RunStep[];
  readonly notes: readonly string[];
}> {
  if (kind === 'scene') return { notes: [] };
  if (id === undefined) {
    return { notes: ['It has no id, so Home Assistant keeps no traces of its runs.'] };
  }
  const { timeZone } = home.mirror.config;
  const runs = (await readRuns(home, kind, id, timeZone)).slice(0, MOST_RUNS);
  if (runId === undefined) return { runs, notes: [] };
  const wanted = runId === LATEST ? runs[0]?.run_id : runId;
  if (wanted === undefined) return { runs, notes: ['No run of it is kept.'] };
  const all = readSteps(await readTrace(home, kind, id, wanted), timeZone);
  const cut = all.length - FIRST_STEPS - LAST_STEPS;
  if (cut <= 0) return { runs, steps: all, notes: [] };
  const steps = [...all.slice(0, FIRST_STEPS), ...all.slice(-LAST_STEPS)];
  return { runs, steps, notes: [`${cut} steps in the middle were cut.`] };
}

async function readTrace(home: Home, kind: RoutineKind, id: string, runId: string) {
  try {
    const { trace } = await home.command<{ trace?: unknown }>({
      type: 'trace/get',
      domain: kind,
      item_id: id,
      run_id: runId,
    });
    return trace;
  } catch (thrown) {
    if (!isHomeCommandError(thrown, 'not_found')) throw thrown;
    throw new ToolError(`No run ${runId} is kept. Leave run_id out to see which are.`);
  }
}

function answer(found: Answer) {
  const { configuration, hash } = found;
  const { entity_id: id, name, state, last_triggered: triggered, entities } = found.entity;
  return result(
    found,
    [
      `${id} "${name}": ${state}${triggered === undefined ? '' : `, last triggered ${triggered}`}`,
      ...(entities === undefined ? [] : [`Of: ${entities.join(', ')}`]),
      ...(configuration === undefined ? [] : [JSON.stringify(configuration), `hash ${hash}`]),
      ...(found.runs ?? []).map(runLine),
      ...(found.steps ?? []).map(stepLine),
      ...found.notes,
    ].join('\n'),
  );
}

function runLine({ run_id: id, start, outcome, trigger, last_step: last, error }: RunSummary) {
  const parts = [
    `Run ${id} ${start}: ${outcome}`,
    ...(trigger === undefined ? [] : [`by ${trigger}`]),
    ...(last === undefined ? [] : [`last step ${last}`]),
    ...(error === undefined ? [] : [error]),
  ];
  return parts.join(', ');
}

function stepLine({ path, outcome, error }: RunStep): string {
  return [path, outcome, error === undefined ? undefined : `error: ${error}`]
    .filter((part) => part !== undefined)
    .join(': ');
}
