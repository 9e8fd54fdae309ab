/** The keys of clients that sign, and a second secret that lives while clients change to a new one. */
export const clientKeys = `
alter table clients add column jwks text;
alter table clients add column jwks_uri text;
alter table clients add column previous_secret_hash text;
alter table clients add column previous_secret_ends_at integer;
`;
