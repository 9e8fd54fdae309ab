import type { UpstreamSecret, UpstreamSecretName, UpstreamSignIn } from '../contract.ts';
import { asSecret, asSignIn } from '../rows/upstreams.ts';
import type { Database } from './database.ts';

/** What proves us to upstreams, and who is at the login page of one. */
export function upstreamTables(db: Database) {
  const put = db.prepare(`
    insert into upstream_secrets values (?, ?, ?, ?, ?, ?)
    on conflict do update set sealed = excluded.sealed, updated_at = excluded.updated_at`);
  const all = db.prepare(
    `select * from upstream_secrets where (:upstream is null or upstream = :upstream)
      order by updated_at desc, issuer, owner, kind`,
  );
  const reseal = db.prepare(`
    update upstream_secrets set sealed = ?
      where upstream = ? and owner = ? and issuer = ? and kind = ? and sealed = ?`);
  const drop = db.prepare(`
    delete from upstream_secrets where upstream = :upstream
      and (:owner is null or owner = :owner)
      and (:issuer is null or issuer = :issuer)
      and (:kind is null or kind = :kind)`);
  const putSignIn = db.prepare('insert into upstream_sign_ins values (?, ?, ?, ?, ?, ?, ?)');
  const take = db.prepare(`
    delete from upstream_sign_ins where id = ? and browser_hash = ? and expires_at > ? returning *`);
  const others = 'where upstream not in (select value from json_each(?))';
  const forget = db.prepare(`delete from upstream_secrets ${others}`);
  const forgetSignIns = db.prepare(`delete from upstream_sign_ins ${others}`);

  const forgetOneSignIns = db.prepare('delete from upstream_sign_ins where upstream = ?');

  return {
    putSecret(secret: UpstreamSecret): void {
      const { upstream, owner, issuer, kind, sealed, updatedAt } = secret;
      put.run(upstream, owner, issuer, kind, sealed, updatedAt);
    },
    secrets: (upstream?: string): UpstreamSecret[] =>
      all.all({ upstream: upstream ?? null }).map(asSecret),
    resealSecret: (
      { upstream, owner, issuer, kind, sealed }: UpstreamSecret,
      to: string,
    ): boolean => reseal.run(to, upstream, owner, issuer, kind, sealed).changes === 1,
    dropSecrets({ upstream, owner, issuer, kind }: UpstreamSecretName): void {
      drop.run({
        upstream,
        owner: owner ?? null,
        issuer: issuer ?? null,
        kind: kind ?? null,
      });
    },
    forget(upstream: string): void {
      drop.run({ upstream, owner: null, issuer: null, kind: null });
      forgetOneSignIns.run(upstream);
    },
    forgetAllBut(upstreams: readonly string[]): void {
      const kept = JSON.stringify(upstreams);
      forget.run(kept);
      forgetSignIns.run(kept);
    },
    putSignIn(signIn: UpstreamSignIn): void {
      const { id, browserHash, upstream, owner, issuer, sealed, expiresAt } = signIn;
      putSignIn.run(id, browserHash, upstream, owner, issuer, sealed, expiresAt);
    },
    takeSignIn(id: string, browserHash: string, now: number): UpstreamSignIn | undefined {
      const row = take.get(id, browserHash, now);
      return row && asSignIn(row);
    },
  };
}
