import { type CommandError, homeAssistantError } from '../errors.ts';
import { UPDATE } from '../flat/features.ts';
import type { State } from '../states.ts';
import { type Service, type ServiceCall, textIn } from './service.ts';

const STEP_MS = 50;
const STEPS = [0, 50] as const;

const REFUSALS = {
  no_update_available: 'No update available for',
  specific_version_not_supported: 'Installing a specific version is not supported for',
  backup_not_supported: 'Backup is not supported for',
  update_in_progress: 'Update installation already in progress for',
} as const;

function refuse(key: keyof typeof REFUSALS, entityId: string): CommandError {
  return homeAssistantError(`${REFUSALS[key]} ${entityId}`, {
    domain: 'update',
    key,
    placeholders: { entity_id: entityId },
  });
}

/** In the order Home Assistant asks these questions. */
function check({ entityId, attributes }: State, data: ServiceCall['data']): void {
  const features = Number(attributes.supported_features ?? 0);
  const version = textIn(data, 'version');
  if (version === undefined && attributes.installed_version === attributes.latest_version) {
    throw refuse('no_update_available', entityId);
  }
  if (version !== undefined && (features & UPDATE.specificVersion) === 0) {
    throw refuse('specific_version_not_supported', entityId);
  }
  if (data.backup === true && (features & UPDATE.backup) === 0) {
    throw refuse('backup_not_supported', entityId);
  }
  if (attributes.in_progress !== false) throw refuse('update_in_progress', entityId);
}

/** Those that show progress take a few steps; the call lasts as long as the installation. */
async function installOne(call: ServiceCall, { entityId, attributes }: State): Promise<void> {
  const version = textIn(call.data, 'version') ?? attributes.latest_version;
  call.change(entityId, undefined, { in_progress: true });
  const shows = (Number(attributes.supported_features ?? 0) & UPDATE.progress) !== 0;
  for (const percent of shows ? STEPS : []) {
    call.change(entityId, undefined, { update_percentage: percent });
    await new Promise<void>((resolve) => call.later(STEP_MS, resolve));
  }
  const state = version === attributes.latest_version ? 'off' : 'on';
  call.change(entityId, state, { installed_version: version, update_percentage: null });
  call.change(entityId, undefined, { in_progress: false });
}

async function install(call: ServiceCall): Promise<void> {
  for (const update of call.entities) check(update, call.data);
  await Promise.all(call.entities.map((update) => installOne(call, update)));
}

export const UPDATE_SERVICES: readonly Service[] = [
  {
    domain: 'update',
    name: 'install',
    fields: {
      version: { example: '1.1.0', selector: { text: {} } },
      backup: { selector: { boolean: {} } },
    },
    entities: 'own',
    needs: UPDATE.install,
    administratorsOnly: true,
    run: install,
  },
  {
    domain: 'update',
    name: 'skip',
    fields: {},
    entities: 'own',
    administratorsOnly: true,
    run: (call) => {
      for (const { entityId, attributes } of call.entities) {
        call.change(entityId, 'off', { skipped_version: attributes.latest_version });
      }
    },
  },
];
