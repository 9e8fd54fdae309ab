import type { Manifest } from './supervisor-rules.ts';

const RISKY: ReadonlySet<string> = new Set([
  ...['BPF', 'CHECKPOINT_RESTORE', 'DAC_READ_SEARCH', 'NET_ADMIN', 'NET_RAW', 'PERFMON'],
  ...['SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'SYS_RAWIO'],
]);

/**
 * The security rating from 1 to 8 that the store shows, by the Supervisor's rule
 * (supervisor/apps/utils.py); `hasProfile`: whether an apparmor.txt is beside the manifest.
 */
export function securityRating(app: Manifest, hasProfile: boolean): number {
  if (app.docker_api || app.full_access) return 1;
  const privileged = app.privileged ?? [];
  let rating = 5;
  if (app.apparmor === false) rating -= 1;
  else if (hasProfile) rating += 1;
  if (app.ingress || isClosed(app)) rating += 2;
  else if (app.auth_api) rating += 1;
  if (privileged.some((one) => RISKY.has(one)) || app.kernel_modules) rating -= 1;
  if (app.hassio_role === 'manager') rating -= 1;
  if (app.hassio_role === 'admin') rating -= 2;
  if (app.host_network) rating -= 1;
  if (app.host_pid) rating -= 2;
  if (app.host_uts && privileged.includes('SYS_ADMIN')) rating -= 1;
  return Math.max(1, Math.min(8, rating));
}

function isClosed({ host_network: hostNetwork, ports = {} }: Manifest): boolean {
  return hostNetwork !== true && Object.values(ports).every((port) => port === null);
}
