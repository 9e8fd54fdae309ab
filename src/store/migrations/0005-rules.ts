/** What people and clients may reach in a home; `subject_id` is empty for the rule of a whole home. */
export const rules = `
create table rules (
  home text not null,
  subject text not null,
  subject_id text not null,
  rule text not null,
  primary key (home, subject, subject_id)
) strict, without rowid;
`;
