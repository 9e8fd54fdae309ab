/** What is asked for when room is made costs the same however much else there is. */
export const evictionIndexes = `
create index clients_unapproved on clients (created_at)
  where origin = 'dynamic' and approved_at is null;
create index consent_transactions_waiting on consent_transactions (created_at)
  where finished_at is null;
create index consent_transactions_waiting_client on consent_transactions (client_id)
  where finished_at is null;
create index consent_transactions_finished on consent_transactions (created_at)
  where finished_at is not null;
`;
