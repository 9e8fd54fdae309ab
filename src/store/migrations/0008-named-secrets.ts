/** Secrets that entries of upstreams refer to by name, sealed. */
export const namedSecrets = `
create table named_secrets (
  name text primary key,
  sealed text not null,
  changed_at integer not null
) strict, without rowid;
`;
