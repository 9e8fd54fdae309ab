/** What an administrator did to a grant without ending it, and where its last use came from. */
export const loweredGrants = `
alter table grants add column paused_at integer;
alter table grants add column given_scope text;
alter table grants add column last_from text;
`;
