import { accountOf, type Principal } from '../access/principal.ts';
import type { Clock } from '../core/clock.ts';
import type { AuditEvent, Store } from '../store/contract.ts';

export interface NoteDependencies {
  readonly store: Pick<Store, 'appendAudit' | 'touchGrant'>;
  readonly clock: Clock;
}

/**
 * Writes down what a principal just did, or was not let do: who, through which client and door, what
 * became of it and how long it took. `detail` never holds a payload. Waits for no disk.
 */
export function noteUse(
  principal: Principal,
  startedAt: number,
  { kind, outcome, detail }: Required<Pick<AuditEvent, 'kind' | 'outcome' | 'detail'>>,
  { store, clock }: NoteDependencies,
): void {
  const account = accountOf(principal);
  const { home, person } = account.ok ? account.value : {};
  // A machine's use counts for the sign-in it borrows, or that would expire under it.
  const from = principal.kind === 'person' ? principal.from : undefined;
  if (person !== undefined) store.touchGrant(person.grantId, startedAt, from);
  store.appendAudit({
    at: startedAt,
    kind,
    ...(home !== undefined && { home }),
    ...(person !== undefined && { personId: person.id, grantId: person.grantId }),
    ...(principal.clientId !== undefined && { clientId: principal.clientId }),
    ...(principal.issuer !== undefined && { issuer: principal.issuer }),
    outcome,
    detail: {
      ...detail,
      ms: clock() - startedAt,
      ...(principal.kind === 'machine' && { machine: principal.name }),
    },
  });
}
