/**
 * The first schema. Four choices that the columns do not explain:
 *
 * - A refresh token is one small row, found by its hash alone. A rotation changes two of them, so
 *   each index that is not there is a page less written to the SD card for every rotation.
 * - `grace_ends_at` of a refresh token is set when it is rotated; only a live token has none.
 * - The sealed answer to a rotation lives apart, because it is large and is wanted for seconds,
 *   while the spent token's row is wanted for a month to recognise a thief. `answer_id` of a
 *   rotated token is its answer; of a live one, its predecessor's, whose room it may take.
 * - A grant holds no foreign keys: clients may come from the operator's file, and a credential may
 *   be forgotten while the grant that used it is still shown as ended.
 */
export const first = `
create table clients (
  id text primary key,
  origin text not null,
  name text not null,
  redirect_uris text not null,
  auth_method text not null,
  secret_hash text,
  grant_types text not null,
  scope text,
  client_uri text,
  created_at integer not null,
  approved_at integer
) strict;

create table consent_transactions (
  id text primary key,
  request text not null,
  client_id text not null,
  browser_hash text not null,
  created_at integer not null,
  expires_at integer not null,
  outcome text,
  finished_at integer
) strict;

create table people (
  home text not null,
  id text not null,
  name text not null,
  administrator integer not null,
  seen_at integer not null,
  primary key (home, id)
) strict;

create table credentials (
  id text primary key,
  home text not null,
  person_id text not null,
  kind text not null,
  fingerprint text not null,
  sealed text not null,
  created_at integer not null,
  unique (home, person_id, fingerprint)
) strict;

create table grants (
  id text primary key,
  client_id text not null,
  home text not null,
  person_id text not null,
  credential_id text not null,
  issuer text not null,
  resource text not null,
  scope text not null,
  created_at integer not null,
  last_used_at integer not null,
  ended_at integer,
  ended_reason text
) strict;

create table authorization_codes (
  hash text primary key,
  grant_id text not null,
  client_id text not null,
  request text not null,
  scope text not null,
  home text not null,
  person_id text not null,
  credential_id text not null,
  created_at integer not null,
  expires_at integer not null,
  spent_at integer,
  answer text
) strict;

create table refresh_tokens (
  hash text primary key,
  grant_id text not null,
  created_at integer not null,
  expires_at integer not null,
  grace_ends_at integer,
  answer_id integer
) strict, without rowid;

create table refresh_answers (
  id integer primary key,
  hash text not null,
  parameters text not null,
  answer text not null,
  grace_ends_at integer not null
) strict;

create table claims (
  kind text not null,
  name text not null,
  expires_at integer not null,
  primary key (kind, name)
) strict, without rowid;

create table audit_events (
  id integer primary key,
  at integer not null,
  kind text not null,
  home text,
  person_id text,
  client_id text,
  grant_id text,
  issuer text,
  outcome text not null,
  detail text
) strict;
create index audit_events_at on audit_events (at);
`;
