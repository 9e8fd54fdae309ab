/** Programs that administrators let in with the settings; `details` is JSON that goes by `kind`. */
export const machines = `
create table machines (
  id text primary key,
  kind text not null,
  name text not null unique collate nocase,
  scope text not null,
  act_as text,
  created_at integer not null,
  last_used_at integer,
  hash text,
  previous_hash text,
  previous_ends_at integer,
  details text not null
) strict;
`;
