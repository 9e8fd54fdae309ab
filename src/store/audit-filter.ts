import type { AuditEvent, AuditFilter } from './records.ts';

/** Whether an event is among those that are wanted. */
export function fitsFilter(event: AuditEvent, filter: AuditFilter): boolean {
  const { since, person, clientId, machine, kinds, outcomes } = filter;
  return (
    (since === undefined || event.at >= since) &&
    (person === undefined || (event.personId === person.id && event.home === person.home)) &&
    (clientId === undefined || event.clientId === clientId) &&
    (machine === undefined || event.detail?.machine === machine) &&
    (kinds === undefined || kinds.includes(event.kind)) &&
    (outcomes === undefined || outcomes.includes(event.outcome))
  );
}
