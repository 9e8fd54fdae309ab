/**
 * Tools of upstreams as they were approved, whole, so that they are listed before an upstream is
 * awake. An upstream has its row from the first time it was asked, also when it offered nothing:
 * what it offers later is not its first offer.
 */
export const upstreamTools = `
create table asked_upstreams (
  name text primary key,
  asked_at integer not null
) strict, without rowid;

create table approved_tools (
  id integer primary key,
  upstream text not null references asked_upstreams (name) on delete cascade,
  name text not null,
  tool text not null,
  approved_at integer not null,
  unique (upstream, name)
) strict;
`;
