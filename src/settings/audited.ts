import type { FastifyRequest } from 'fastify';
import type { AuditEvent } from '../store/contract.ts';
import type { SettingsDependencies } from './dependencies.ts';
import { administratorOf } from './visit.ts';

/** Writes down what an administrator just changed: `detail` holds ids only, never what was typed. */
export function noteChange(
  { store, clock }: Pick<SettingsDependencies, 'store' | 'clock'>,
  request: FastifyRequest,
  what: string,
  detail: NonNullable<AuditEvent['detail']> = {},
): void {
  const { id: personId } = administratorOf(request);
  store.appendAudit({ at: clock(), kind: 'settings', outcome: what, personId, detail });
}
