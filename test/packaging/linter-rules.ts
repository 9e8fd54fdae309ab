import { isDeepStrictEqual } from 'node:util';
import type { Loose } from './face.ts';

const OFF_UNLESS_SAID = [
  ...['audio', 'auth_api', 'devicetree', 'docker_api', 'full_access', 'gpio', 'hassio_api'],
  ...['homeassistant_api', 'host_dbus', 'host_ipc', 'host_network', 'host_pid', 'host_uts'],
  ...['ingress', 'ingress_stream', 'journald', 'kernel_modules', 'legacy', 'realtime', 'stdin'],
  ...['tmpfs', 'uart', 'udev', 'usb', 'video'],
];

/** What a key is without being written. */
const DEFAULTS: Loose = {
  ...Object.fromEntries(OFF_UNLESS_SAID.map((key) => [key, false])),
  apparmor: true,
  backup: 'hot',
  boot: 'auto',
  hassio_role: 'default',
  ingress_port: 8099,
  init: true,
  options: {},
  panel_admin: true,
  panel_icon: 'mdi:puzzle',
  schema: {},
  stage: 'stable',
  startup: 'application',
  timeout: 10,
  ulimits: {},
};

const OBSOLETE: Readonly<Record<string, string>> = {
  watchdog: 'the image has a HEALTHCHECK instead',
  advanced: 'the Supervisor ignores it',
  auto_uart: 'it is called uart',
  codenotary: 'the Supervisor ignores it',
  snapshot: 'it is called backup',
  snapshot_exclude: 'it is called backup_exclude',
};

/** What the community's linter of apps (frenck/action-addon-linter) would find in a manifest. */
export function linterProblems(manifest: Loose): string[] {
  const problems: string[] = [];
  for (const [key, value] of Object.entries(manifest)) {
    if (key in DEFAULTS && isDeepStrictEqual(value, DEFAULTS[key])) {
      problems.push(`${key}: remove it, that is its default`);
    }
    if (OBSOLETE[key] !== undefined) problems.push(`${key} is obsolete: ${OBSOLETE[key]}`);
  }
  if (manifest.ingress === true && manifest.webui !== undefined) {
    problems.push('webui: ingress is its web page');
  }
  if (manifest.ingress === true && manifest.ingress_port === 0 && manifest.host_network !== true) {
    problems.push('ingress_port: a port of its own choice is for the host network');
  }
  if (
    manifest.full_access === true &&
    ['devices', 'gpio', 'uart', 'usb'].some((key) => key in manifest)
  ) {
    problems.push('full_access: it has every device already');
  }
  return problems;
}
