/**
 * Who went to their home's own login page. One row a consent form at most, gone with the form, so
 * that pressing the button often costs nothing.
 */
export const signIns = `
create table sign_ins (
  id text primary key,
  transaction_id text not null unique references consent_transactions (id) on delete cascade,
  home text not null,
  permission text not null,
  sealed_handle text not null,
  expires_at integer not null,
  taken_at integer
) strict;
`;
