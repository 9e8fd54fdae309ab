import type { Home } from '../../home/home.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { ENTITY_ID } from '../names.ts';
import { nearEntities } from '../unknown-entity.ts';
import type { RoutineKind } from './read-routine.ts';
import type { RoutineConfig } from './routine.ts';

/** As much as is kept of an earlier state, so that what is saved can be kept one day. */
const LARGEST = 256 * 1_024;
const DEEPEST = 50;

/**
 * Refuses a configuration that Home Assistant would not run, and says what is wrong where. Throws
 * ToolError; nothing was changed then.
 */
export async function checkRoutine(
  home: Home,
  kind: RoutineKind,
  config: RoutineConfig,
): Promise<void> {
  if (isDeeper(config, DEEPEST)) throw new ToolError('The config is nested too deeply.');
  if (Buffer.byteLength(JSON.stringify(config)) > LARGEST) {
    throw new ToolError(`The config is larger than ${LARGEST / 1_024} KiB.`);
  }
  if (kind === 'scene') checkScene(home, config);
  else if (!('use_blueprint' in config)) await checkParts(home, kind, partsOf(kind, config));
}

/** The parts in the words of the command that checks them; older words mean the same. */
function partsOf(kind: RoutineKind, config: RoutineConfig): RoutineConfig {
  if (kind === 'script') return { actions: config.sequence };
  const { triggers, conditions, actions, trigger, condition, action } = config;
  return {
    triggers: triggers ?? trigger,
    conditions: conditions ?? condition ?? [],
    actions: actions ?? action,
  };
}

interface Verdict {
  readonly valid: boolean;
  readonly error: string | null;
}

async function checkParts(home: Home, kind: RoutineKind, parts: RoutineConfig): Promise<void> {
  const word = (part: string) => (kind === 'script' ? 'sequence' : part);
  const missing = Object.keys(parts).find((part) => parts[part] === undefined);
  if (missing !== undefined) {
    const instead = kind === 'automation' ? ' (or use_blueprint)' : '';
    throw new ToolError(`The config of this ${kind} needs ${word(missing)}${instead}.`);
  }
  const verdicts = await home.command<Record<string, Verdict>>({
    type: 'validate_config',
    ...parts,
  });
  const wrong = Object.entries(verdicts).filter(([, { valid }]) => !valid);
  if (wrong.length === 0) return;
  const reasons = wrong.map(([part, { error }]) => `${word(part)}: ${error}`);
  throw new ToolError(`Not saved, Home Assistant finds mistakes. ${reasons.join('. ')}.`);
}

/** A scene that names what does not exist fails in silence each time it is turned on. */
function checkScene({ mirror }: Home, { entities }: RoutineConfig): void {
  if (typeof entities !== 'object' || entities === null || Array.isArray(entities)) {
    throw new ToolError(
      'The config of this scene needs entities, such as {"light.kitchen": {"state": "on"}}.',
    );
  }
  const unknown = Object.keys(entities).find((id) => mirror.entity(id) === undefined);
  if (unknown === undefined) return;
  throw unknownThing(
    'entity',
    unknown,
    ENTITY_ID.test(unknown) ? nearEntities(mirror, unknown) : [],
  );
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}
