import type { FastifyRequest } from 'fastify';
import type { AuditEvent } from '../store/contract.ts';
import type { SettingsDependencies } from './dependencies.ts';
import { ownHomeName } from './own-home-name.ts';
import { administratorOf } from './visit.ts';

/** Writes down that an administrator changed something here; of what they wrote, ids only. */
export function noteChange(
  { store, clock, config }: Pick<SettingsDependencies, 'store' | 'clock' | 'config'>,
  request: FastifyRequest,
  what: string,
  detail: NonNullable<AuditEvent['detail']> = {},
): void {
  const home = ownHomeName(config);
  store.appendAudit({
    at: clock(),
    kind: 'settings',
    outcome: what,
    ...(home !== undefined && { home }),
    personId: administratorOf(request).id,
    detail,
  });
}
