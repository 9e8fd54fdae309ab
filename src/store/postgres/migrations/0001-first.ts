/**
 * The whole of what SQLite's first twelve migrations make, as PostgreSQL has it. What differs:
 *
 * - `seq` is the order in which rows were kept, which SQLite's rowid is by itself.
 * - A rotated refresh token holds its own answer, and names its predecessor so that it can be made
 *   to forget its answer in the same statement.
 * - The audit log is in a part for each month, so that forgetting a month costs nothing.
 * - Whoever ends a grant, in whatever way, every instance hears of it.
 */
export const first = `
create table clients (
  seq bigint generated always as identity,
  id text primary key,
  origin text not null,
  name text not null,
  redirect_uris text not null,
  auth_method text not null,
  secret_hash text,
  grant_types text not null,
  scope text,
  client_uri text,
  created_at bigint not null,
  approved_at bigint,
  jwks text,
  jwks_uri text,
  previous_secret_hash text,
  previous_secret_ends_at bigint,
  without_pkce boolean
);

create table consent_transactions (
  seq bigint generated always as identity,
  id text primary key,
  request text not null,
  client_id text not null,
  browser_hash text not null,
  created_at bigint not null,
  expires_at bigint not null,
  outcome text,
  finished_at bigint
);

create table sign_ins (
  id text primary key,
  transaction_id text not null unique references consent_transactions (id) on delete cascade,
  home text not null,
  permission text not null,
  sealed_handle text not null,
  expires_at bigint not null,
  taken_at bigint
);

create table people (
  home text not null,
  id text not null,
  name text not null,
  administrator integer not null,
  seen_at bigint not null,
  primary key (home, id)
);

create table credentials (
  id text primary key,
  home text not null,
  person_id text not null,
  kind text not null,
  fingerprint text not null,
  sealed text not null,
  created_at bigint not null,
  unique (home, person_id, fingerprint)
);

create table grants (
  seq bigint generated always as identity,
  id text primary key,
  client_id text not null,
  home text not null,
  person_id text not null,
  credential_id text not null,
  issuer text not null,
  resource text not null,
  scope text not null,
  created_at bigint not null,
  last_used_at bigint not null,
  ended_at bigint,
  ended_reason text,
  paused_at bigint,
  given_scope text,
  last_from text
);
create index grants_client on grants (client_id) where ended_at is null;
create index grants_credential on grants (credential_id) where ended_at is null;
create index grants_person on grants (home, person_id) where ended_at is null;

create function tell_ends() returns trigger language plpgsql as $$
begin
  perform pg_notify('latchkey_ends', '');
  return null;
end $$;
create trigger ended after update on grants for each row
  when (old.ended_at is null and new.ended_at is not null) execute function tell_ends();

create table authorization_codes (
  hash text primary key,
  grant_id text not null,
  client_id text not null,
  request text not null,
  scope text not null,
  home text not null,
  person_id text not null,
  credential_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  spent_at bigint,
  answer text
);

create table refresh_tokens (
  hash text primary key,
  grant_id text not null,
  created_at bigint not null,
  expires_at bigint not null,
  predecessor text,
  grace_ends_at bigint,
  parameters text,
  answer text
);
create index refresh_tokens_grant on refresh_tokens (grant_id);

create table claims (
  kind text not null,
  name text not null,
  expires_at bigint not null,
  primary key (kind, name)
);

create table rules (
  home text not null,
  subject text not null,
  subject_id text not null,
  rule text not null,
  primary key (home, subject, subject_id)
);

create table versions (
  seq bigint generated always as identity primary key,
  id text not null unique,
  home text not null,
  kind text not null,
  thing text not null,
  at bigint not null,
  content text not null,
  grant_id text,
  person_id text
);
create index versions_of_thing on versions (home, kind, thing, seq);

create table asked_upstreams (
  name text primary key,
  asked_at bigint not null
);

create table approved_tools (
  id bigint generated always as identity primary key,
  upstream text not null references asked_upstreams (name) on delete cascade,
  name text not null,
  tool text not null,
  approved_at bigint not null,
  unique (upstream, name)
);

create table named_secrets (
  name text primary key,
  sealed text not null,
  changed_at bigint not null
);

create table upstream_secrets (
  upstream text not null,
  owner text not null,
  issuer text not null,
  kind text not null,
  sealed text not null,
  updated_at bigint not null,
  primary key (upstream, owner, issuer, kind)
);

create table upstream_sign_ins (
  id text primary key,
  browser_hash text not null,
  upstream text not null,
  owner text not null,
  issuer text not null,
  sealed text not null,
  expires_at bigint not null
);

create table machines (
  seq bigint generated always as identity,
  id text primary key,
  kind text not null,
  name text not null,
  scope text not null,
  act_as text,
  created_at bigint not null,
  last_used_at bigint,
  hash text,
  previous_hash text,
  previous_ends_at bigint,
  details text not null
);
create unique index machines_name on machines (lower(name collate "C"));

create table audit_events (
  id bigint generated always as identity,
  at bigint not null,
  kind text not null,
  home text,
  person_id text,
  client_id text,
  grant_id text,
  issuer text,
  outcome text not null,
  tool text,
  detail text
) partition by range (at);
create index audit_events_id on audit_events (id);
create index audit_events_at on audit_events (at, id);
create index audit_events_person on audit_events (person_id, id) where person_id is not null;
create index audit_events_client on audit_events (client_id, id) where client_id is not null;
create index audit_events_other on audit_events (id)
  where kind not in ('tool', 'resource', 'prompt');
create index audit_events_not_done on audit_events (id) where outcome <> 'done';
create table audit_other_times partition of audit_events default;
`;
