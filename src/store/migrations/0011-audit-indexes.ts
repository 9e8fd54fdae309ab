/**
 * The ways in which the audit log is read newest first without going through all of it: of a person,
 * of a client, of what is no call (rare among calls), and of what did not go well.
 */
export const auditIndexes = `
create index audit_events_person on audit_events (person_id, id) where person_id is not null;
create index audit_events_client on audit_events (client_id, id) where client_id is not null;
create index audit_events_other on audit_events (id)
  where kind not in ('tool', 'resource', 'prompt');
create index audit_events_not_done on audit_events (id) where outcome <> 'done';
`;
