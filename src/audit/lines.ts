import { printable } from '../core/printable.ts';
import type { NamedEvent } from './export.ts';

/** An event as one line of JSON, in the words of the tables and with an ISO 8601 time in UTC. */
export function jsonLine(event: NamedEvent): string {
  const { at, kind, outcome, home, detail } = event;
  return JSON.stringify({
    at: new Date(at).toISOString(),
    kind,
    outcome,
    home,
    person_id: event.personId,
    person: event.personName,
    client_id: event.clientId,
    client: event.clientName,
    grant_id: event.grantId,
    issuer: event.issuer,
    detail,
  });
}

/** An event as one line for people: when, what, what became of it, and who by. */
export function textLine(event: NamedEvent): string {
  const { at, kind, outcome, detail = {} } = event;
  const { tool, on, machine, ms, ...others } = detail;
  const client = machine ?? event.clientName ?? event.clientId;
  const parts = [
    `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}Z`,
    kind === 'tool' ? `${tool}` : kind,
    on === undefined ? '' : `(${on})`,
    outcome,
    ms === undefined ? '' : `${ms} ms`,
    event.personName ?? event.personId ?? '',
    client === undefined ? '' : `through ${client}`,
    ...Object.entries(others).map(([name, value]) => `${name}=${value}`),
  ];
  return printable(parts.filter((part) => part !== '').join(' '));
}
