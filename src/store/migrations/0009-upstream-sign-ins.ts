/**
 * What proves us to upstreams: our registrations and people's tokens there, and who is at the login
 * page of one. No key refers to an upstream: those are in the operator's file.
 */
export const upstreamSignIns = `
create table upstream_secrets (
  upstream text not null,
  owner text not null,
  issuer text not null,
  kind text not null,
  sealed text not null,
  updated_at integer not null,
  primary key (upstream, owner, issuer, kind)
) strict;

create table upstream_sign_ins (
  id text primary key,
  browser_hash text not null,
  upstream text not null,
  owner text not null,
  issuer text not null,
  sealed text not null,
  expires_at integer not null
) strict;
`;
