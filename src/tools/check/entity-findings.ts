import type { Mirror } from '../../home/mirror.ts';
import type { Entity } from '../../home/model.ts';
import { hasLowBattery, isAlert } from '../reading/attention.ts';
import { type Finding, oneLine } from './findings.ts';
import { silentEntities } from './silent-entities.ts';

/** The bit of an update entity that Home Assistant itself can install. */
const CAN_INSTALL = 1;

/** What needs attention as far as states tell, for whoever sees them. */
export function entityFindings(mirror: Mirror): readonly Finding[] {
  const visible = mirror
    .entities()
    .filter((entity) => !entity.hidden)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  return [
    ...starting(mirror),
    ...visible.filter(isAlert).map(alertFinding),
    ...silentEntities(mirror, visible),
    ...visible.filter(({ domain }) => domain === 'automation').flatMap(automationFinding),
    ...visible.filter(hasLowBattery).map(batteryFinding),
    ...visible
      .filter(({ domain, state }) => domain === 'update' && state.state === 'on')
      .map(updateFinding),
  ];
}

function starting({ config }: Mirror): readonly Finding[] {
  if (config.state === 'RUNNING' || config.state === '') return [];
  return [
    {
      severity: 'notice',
      kind: 'integration',
      title: `Home Assistant is not fully started (${config.state})`,
      fix: 'Check again in a few minutes.',
    },
  ];
}

function alertFinding(entity: Entity): Finding {
  return {
    severity: 'urgent',
    kind: 'alert',
    title: `${entity.name}: ${entity.domain === 'alarm_control_panel' ? 'the alarm is sounding' : alertWord(entity)}`,
    fix: 'Somebody should look there now.',
    entityIds: [entity.id],
  };
}

function alertWord({ state }: Entity): string {
  return `${String(state.attributes.device_class).replaceAll('_', ' ')} detected`;
}

function automationFinding(entity: Entity): readonly Finding[] {
  const { state } = entity.state;
  const about = { kind: 'automation', entityIds: [entity.id] } as const;
  if (state === 'unavailable') {
    return [
      {
        ...about,
        severity: 'problem',
        title: `${entity.name} cannot run: its configuration is not valid`,
        fix: 'Correct the automation; its repair issue or the log says what is wrong.',
      },
    ];
  }
  if (state !== 'off') return [];
  return [
    {
      ...about,
      severity: 'notice',
      title: `${entity.name} is switched off`,
      fix: 'Turn it on with automation.turn_on, unless it is meant to rest.',
    },
  ];
}

function batteryFinding(entity: Entity): Finding {
  const level = entity.domain === 'binary_sensor' ? 'low' : `${entity.state.state} %`;
  return {
    severity: 'problem',
    kind: 'battery',
    title: `${entity.name}: ${level}`,
    fix: 'Replace or charge the battery.',
    entityIds: [entity.id],
  };
}

function updateFinding(entity: Entity): Finding {
  const { installed_version: from, latest_version: to, ...more } = entity.state.attributes;
  const busy = more.in_progress !== undefined && more.in_progress !== false;
  const can = (Number(more.supported_features ?? 0) & CAN_INSTALL) !== 0;
  return {
    severity: 'notice',
    kind: 'update',
    title: oneLine(`${entity.name}: ${from ?? 'unknown'} to ${to ?? 'unknown'}`),
    fix: busy
      ? 'It is being installed.'
      : can
        ? 'An administrator can use install_update.'
        : 'Home Assistant cannot install it; use what it came with.',
    entityIds: [entity.id],
  };
}
