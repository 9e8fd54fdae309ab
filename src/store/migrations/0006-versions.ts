/** What tools changed or deleted in a home, as it was before; `seq` is the order it was kept in. */
export const versions = `
create table versions (
  seq integer primary key autoincrement,
  id text not null unique,
  home text not null,
  kind text not null,
  thing text not null,
  at integer not null,
  content text not null,
  grant_id text,
  person_id text
) strict;
create index versions_of_thing on versions (home, kind, thing, seq);
`;
