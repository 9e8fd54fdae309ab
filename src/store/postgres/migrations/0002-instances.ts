/**
 * What instances share beside the store, and what they tell each other: `shared_states` holds, sealed,
 * what a single Latchkey keeps in files. The audit log is found by hashes of ids: an index takes no
 * text of more than 2.7 kB, and an issuer that is trusted may name people as it likes.
 */
export const instances = `
create table shared_states (
  name text primary key,
  version bigint not null,
  sealed text not null
);

drop index audit_events_person;
drop index audit_events_client;
create index audit_events_person on audit_events (md5(person_id), id) where person_id is not null;
create index audit_events_client on audit_events (md5(client_id), id) where client_id is not null;

create function tell_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify(tg_argv[0], '');
  return null;
end $$;
create trigger changed after insert or update on shared_states
  for each statement execute function tell_changed('latchkey_states');
create trigger changed after insert or update or delete on asked_upstreams
  for each statement execute function tell_changed('latchkey_gateway');
create trigger changed after insert or update or delete on approved_tools
  for each statement execute function tell_changed('latchkey_gateway');
create trigger changed after insert or update or delete on named_secrets
  for each statement execute function tell_changed('latchkey_gateway');
create trigger changed after insert or update or delete on upstream_secrets
  for each statement execute function tell_changed('latchkey_gateway');
`;
