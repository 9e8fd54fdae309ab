/** Clients with a secret that the operator let in though they know no PKCE. */
export const clientsWithoutPkce = `
alter table clients add column without_pkce integer;
`;
