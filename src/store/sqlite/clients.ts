import type { Client } from '../contract.ts';
import { asClient } from '../rows/clients.ts';
import type { Database } from './database.ts';
import { countExcess, deleteOldest } from './oldest.ts';
import { Remembered } from './remembered.ts';

/** How many are remembered: every refresh asks for one. */
const REMEMBERED = 1_000;

const UNAPPROVED = "origin = 'dynamic' and approved_at is null";

/** The registered clients. */
export function clientTable(db: Database) {
  const put = db.prepare(`
    insert into clients values (:id, :origin, :name, :redirectUris, :authMethod, :secretHash,
      :grantTypes, :scope, :clientUri, :createdAt, :approvedAt, :jwks, :jwksUri,
      :previousSecretHash, :previousSecretEndsAt, :withoutPkce)
    on conflict (id) do update set origin = excluded.origin, name = excluded.name,
      redirect_uris = excluded.redirect_uris, auth_method = excluded.auth_method,
      secret_hash = excluded.secret_hash, grant_types = excluded.grant_types,
      scope = excluded.scope, client_uri = excluded.client_uri, created_at = excluded.created_at,
      jwks = excluded.jwks, jwks_uri = excluded.jwks_uri,
      previous_secret_hash = excluded.previous_secret_hash,
      previous_secret_ends_at = excluded.previous_secret_ends_at,
      without_pkce = excluded.without_pkce,
      approved_at = coalesce(excluded.approved_at, approved_at)`);
  const excess = countExcess(db, 'clients', UNAPPROVED);
  const deleteIdle = deleteOldest(
    db,
    'clients',
    `${UNAPPROVED} and not exists (
      select 1 from consent_transactions where client_id = clients.id and finished_at is null)`,
  );
  const deleteAny = deleteOldest(db, 'clients', UNAPPROVED);
  const get = db.prepare('select * from clients where id = ?');
  const all = db.prepare('select * from clients order by created_at, rowid');
  const remove = db.prepare('delete from clients where id = ?');
  const approve = db.prepare(
    'update clients set approved_at = ? where id = ? and approved_at is null',
  );

  const remembered = new Remembered(
    db,
    (id) => {
      const row = get.get(id);
      return row && asClient(row);
    },
    { most: REMEMBERED },
  );

  function keep(client: Client): void {
    remembered.forget(client.id);
    put.run({
      id: client.id,
      origin: client.origin,
      name: client.name,
      redirectUris: JSON.stringify(client.redirectUris),
      authMethod: client.authMethod,
      secretHash: client.secretHash ?? null,
      grantTypes: JSON.stringify(client.grantTypes),
      scope: client.scope === undefined ? null : JSON.stringify(client.scope),
      clientUri: client.clientUri ?? null,
      createdAt: client.createdAt,
      approvedAt: client.approvedAt ?? null,
      jwks: client.jwks === undefined ? null : JSON.stringify(client.jwks),
      jwksUri: client.jwksUri ?? null,
      withoutPkce: client.withoutPkce === true ? 1 : null,
      previousSecretHash: client.previousSecretHash ?? null,
      previousSecretEndsAt: client.previousSecretEndsAt ?? null,
    });
  }

  /** Those whose consent form a person may be reading right now go last. */
  function makeRoom(newest: string, limit: number): void {
    const many = excess(limit);
    if (many <= 0) return;
    remembered.forgetAll();
    deleteAny(many - deleteIdle(many, newest), newest);
  }

  return {
    /** Keeps a client inside the caller's step, and makes no room. */
    keep,
    /** Keeps a client; an approval that was given once stays. */
    put(client: Client, unapprovedLimit: number): void {
      db.atomically(() => {
        keep(client);
        if (client.origin === 'dynamic' && client.approvedAt === undefined) {
          makeRoom(client.id, Math.max(unapprovedLimit, 1));
        }
      });
    },
    find: (id: string): Client | undefined => remembered.find(id),
    all: (): readonly Client[] => all.all().map(asClient),
    remove(id: string): boolean {
      remembered.forget(id);
      return remove.run(id).changes === 1;
    },
    approve(id: string, now: number): void {
      remembered.forget(id);
      approve.run(now, id);
    },
    forgetRemembered(): void {
      remembered.forgetAll();
    },
  };
}
