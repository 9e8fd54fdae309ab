import { z } from 'zod';
import { SECOND } from '../../core/clock.ts';
import { isLatchkeyError } from '../../core/errors.ts';
import type { Home } from '../../home/home.ts';
import type { Mirror } from '../../home/mirror.ts';
import type { Entity, EntityState } from '../../home/model.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { entityId } from '../names.ts';
import { untilState } from '../settled.ts';
import { defineTool, result } from '../tool.ts';
import { nearEntities } from '../unknown-entity.ts';

/** Clients give up on a call after a minute. */
const BOUND_MS = 45 * SECOND;
/** Some devices say only at their next report what they run. */
const REPORTING_MS = 5 * SECOND;

const CAN = { install: 1, specificVersion: 2, backup: 8 } as const;

/** The titles the Supervisor gives to what cannot be installed without a restart. */
const RESTARTS: ReadonlyMap<unknown, string> = new Map([
  ['Home Assistant Core', 'Home Assistant restarts'],
  ['Home Assistant Operating System', 'The whole machine restarts'],
]);

const input = z.strictObject({
  entity_id: entityId.describe('Such as update.kitchen_lamp_firmware'),
  version: z.string().trim().min(1).max(100).optional().describe('Default the newest'),
  backup: z.boolean().optional().describe('Make a backup of it first, where it can'),
});

const output = z.strictObject({
  entity_id: z.string(),
  from: z.string(),
  to: z.string(),
  finished: z.boolean().describe('False while it is still being installed'),
  progress: z.number().optional().describe('Percent, while it is installed'),
  restarts: z.boolean().describe('Whether the connection to the home drops meanwhile'),
});

export const installUpdate = defineTool({
  name: 'install_update',
  title: 'Install an update',
  description:
    'Installs the pending update of one update entity: firmware, an add-on, Home Assistant itself. There is no way back without a backup. check_home lists what is pending.',
  scope: HOME_CONFIGURE,
  reach: 'entities',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true,
  },
  input,
  output,
  async run({ entity_id: id, version, backup = false }, { home }) {
    const entity = requireUpdate(home.mirror, id);
    const { installed_version: installed, latest_version: latest } = entity.state.attributes;
    requireInstallable(entity, version, backup);
    const from = String(installed ?? 'unknown');
    const to = version ?? String(latest);
    const restart = RESTARTS.get(entity.state.attributes.title);
    const finished = await install(home, id, {
      to,
      version,
      backup,
      restarts: restart !== undefined,
    });
    const percentage = home.mirror.entity(id)?.state.attributes.update_percentage;
    const outcome = {
      entity_id: id,
      from,
      to,
      finished,
      ...(!finished && typeof percentage === 'number' && { progress: percentage }),
      restarts: restart !== undefined,
    };
    return result(
      outcome,
      [
        finished
          ? `${entity.name} now runs ${to}; before it was ${from}.`
          : `${entity.name} is being updated from ${from} to ${to}${outcome.progress === undefined ? '' : ` (${outcome.progress} %)`}. get_state of ${id} shows in_progress and installed_version.`,
        ...(restart === undefined
          ? []
          : [`${restart}, so the connection drops for some minutes; then try again.`]),
      ].join('\n'),
    );
  },
});

/** Throws ToolError when it is no update entity that anybody can see. */
function requireUpdate(mirror: Mirror, id: string): Entity {
  const entity = mirror.entity(id);
  if (entity === undefined) throw unknownThing('entity', id, nearEntities(mirror, id));
  if (entity.domain === 'update') return entity;
  throw new ToolError(`${id} is no update entity; those begin with "update.".`);
}

/** Throws ToolError, saying which versions there are, for what Home Assistant would not install. */
function requireInstallable(entity: Entity, version: string | undefined, backup: boolean): void {
  const { state, attributes } = entity.state;
  const {
    installed_version: installed,
    latest_version: latest,
    skipped_version: skipped,
  } = attributes;
  const features = Number(attributes.supported_features ?? 0);
  const can = (feature: number) => (features & feature) !== 0;
  const refuse = (reason: string) => new ToolError(`${entity.name}: ${reason}`);

  if (state === 'unavailable') throw refuse('it is unavailable right now.');
  if (!can(CAN.install)) {
    throw refuse('Home Assistant cannot install this; use the app or page it comes from.');
  }
  if (isBusy(entity.state)) throw refuse(`${latest} is already being installed.`);
  if (version !== undefined && !can(CAN.specificVersion)) {
    throw refuse(`only the newest version (${latest}) can be installed; leave version out.`);
  }
  if (backup && !can(CAN.backup)) {
    throw refuse('it cannot make a backup of itself; use create_backup, then leave backup out.');
  }
  if (version === installed) throw refuse(`${installed} is already installed.`);
  if (version !== undefined || state === 'on') return;
  throw refuse(
    skipped && skipped === latest
      ? `the update to ${latest} was skipped. Clear that in Home Assistant first.`
      : `no update is pending; it runs ${installed}.`,
  );
}

function isBusy({ attributes }: EntityState): boolean {
  const { in_progress: progress } = attributes;
  return progress !== undefined && progress !== null && progress !== false;
}

interface Order {
  readonly to: string;
  readonly version: string | undefined;
  readonly backup: boolean;
  readonly restarts: boolean;
}

/** Starts the installation and waits for its version to arrive; false when that takes longer. */
async function install(
  home: Home,
  id: string,
  { to, version, backup, restarts }: Order,
): Promise<boolean> {
  try {
    await home.callService(
      {
        domain: 'update',
        service: 'install',
        data: { ...(version !== undefined && { version }), ...(backup && { backup }) },
        target: { entity_id: [id] },
      },
      { timeoutMs: BOUND_MS },
    );
  } catch (thrown) {
    // It was taken: a long installation answers late, and one of Home Assistant itself never.
    if (isLatchkeyError(thrown, 'home_timeout')) return false;
    if (restarts && isLatchkeyError(thrown, 'home_unreachable')) return false;
    throw thrown;
  }
  const settled = (state: EntityState) =>
    !isBusy(state) && (runs(state, to) || (version === undefined && state.state === 'off'));
  return untilState(home.mirror, id, settled, REPORTING_MS);
}

function runs({ attributes }: EntityState, version: string): boolean {
  return attributes.installed_version === version;
}
