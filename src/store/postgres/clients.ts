import type { Client } from '../contract.ts';
import { asClient } from '../rows/clients.ts';
import { type Database, hold, type Queries } from './database.ts';

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

/** The registered clients. */
export function clientTable(db: Database) {
  /** Keeps a client inside the caller's step, and makes no room; an approval that was given stays. */
  async function keep(step: Queries, client: Client): Promise<void> {
    await step.run(
      `insert into clients (id, origin, name, redirect_uris, auth_method, secret_hash, grant_types,
         scope, client_uri, created_at, approved_at, jwks, jwks_uri, previous_secret_hash,
         previous_secret_ends_at, without_pkce)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       on conflict (id) do update set origin = excluded.origin, name = excluded.name,
         redirect_uris = excluded.redirect_uris, auth_method = excluded.auth_method,
         secret_hash = excluded.secret_hash, grant_types = excluded.grant_types,
         scope = excluded.scope, client_uri = excluded.client_uri,
         created_at = excluded.created_at, jwks = excluded.jwks, jwks_uri = excluded.jwks_uri,
         previous_secret_hash = excluded.previous_secret_hash,
         previous_secret_ends_at = excluded.previous_secret_ends_at,
         without_pkce = excluded.without_pkce,
         approved_at = coalesce(excluded.approved_at, clients.approved_at)`,
      [
        client.id,
        client.origin,
        client.name,
        JSON.stringify(client.redirectUris),
        client.authMethod,
        client.secretHash ?? null,
        JSON.stringify(client.grantTypes),
        json(client.scope),
        client.clientUri ?? null,
        client.createdAt,
        client.approvedAt ?? null,
        json(client.jwks),
        client.jwksUri ?? null,
        client.previousSecretHash ?? null,
        client.previousSecretEndsAt ?? null,
        client.withoutPkce ?? null,
      ],
    );
  }

  /** Those whose consent form a person may be reading right now go last. */
  async function makeRoom(step: Queries, newest: string, others: number): Promise<void> {
    await step.run(
      `delete from clients where id in (
         select id from clients
         where origin = 'dynamic' and approved_at is null and id <> $1
         order by id in (select client_id from consent_transactions where finished_at is null) desc,
           created_at desc, seq desc
         offset $2)`,
      [newest, others],
    );
  }

  return {
    keep,
    put: (client: Client, unapprovedLimit: number): Promise<void> =>
      db.atomically(async (step) => {
        if (client.origin !== 'dynamic' || client.approvedAt !== undefined) {
          return keep(step, client);
        }
        await hold(step, 'clients');
        await keep(step, client);
        await makeRoom(step, client.id, Math.max(unapprovedLimit - 1, 0));
      }),
    async get(id: string): Promise<Client | undefined> {
      const row = await db.first('select * from clients where id = $1', [id]);
      return row && asClient(row);
    },
    async all(): Promise<readonly Client[]> {
      return (await db.all('select * from clients order by created_at, seq')).map(asClient);
    },
    /** Both inside the caller's step. */
    remove: async (step: Queries, id: string): Promise<boolean> =>
      (await step.run('delete from clients where id = $1', [id])) === 1,
    approve: (step: Queries, id: string, now: number): Promise<number> =>
      step.run('update clients set approved_at = $1 where id = $2 and approved_at is null', [
        now,
        id,
      ]),
  };
}
