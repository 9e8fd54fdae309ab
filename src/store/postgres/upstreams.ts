import type { UpstreamSecret, UpstreamSecretName, UpstreamSignIn } from '../contract.ts';
import { asSecret, asSignIn } from '../rows/upstreams.ts';
import type { Queries } from './database.ts';

/** What proves us to upstreams, and who is at the login page of one. */
export function upstreamTables(db: Queries) {
  return {
    async putSecret(secret: UpstreamSecret): Promise<void> {
      const { upstream, owner, issuer, kind, sealed, updatedAt } = secret;
      await db.run(
        `insert into upstream_secrets values ($1, $2, $3, $4, $5, $6)
         on conflict (upstream, owner, issuer, kind) do update
           set sealed = excluded.sealed, updated_at = excluded.updated_at`,
        [upstream, owner, issuer, kind, sealed, updatedAt],
      );
    },
    async secrets(upstream?: string): Promise<readonly UpstreamSecret[]> {
      const rows = await db.all(
        `select * from upstream_secrets where ($1::text is null or upstream = $1)
         order by updated_at desc, issuer collate "C", owner collate "C", kind collate "C"`,
        [upstream ?? null],
      );
      return rows.map(asSecret);
    },
    resealSecret: async (
      { upstream, owner, issuer, kind, sealed }: UpstreamSecret,
      to: string,
    ): Promise<boolean> =>
      (await db.run(
        `update upstream_secrets set sealed = $1
         where upstream = $2 and owner = $3 and issuer = $4 and kind = $5 and sealed = $6`,
        [to, upstream, owner, issuer, kind, sealed],
      )) === 1,
    async dropSecrets({ upstream, owner, issuer, kind }: UpstreamSecretName): Promise<void> {
      await db.run(
        `delete from upstream_secrets where upstream = $1
           and ($2::text is null or owner = $2)
           and ($3::text is null or issuer = $3)
           and ($4::text is null or kind = $4)`,
        [upstream, owner ?? null, issuer ?? null, kind ?? null],
      );
    },
    async forget(step: Queries, upstream: string): Promise<void> {
      await step.run('delete from upstream_secrets where upstream = $1', [upstream]);
      await step.run('delete from upstream_sign_ins where upstream = $1', [upstream]);
    },
    async forgetAllBut(step: Queries, upstreams: readonly string[]): Promise<void> {
      const others = 'where upstream <> all ($1::text[])';
      await step.run(`delete from upstream_secrets ${others}`, [upstreams]);
      await step.run(`delete from upstream_sign_ins ${others}`, [upstreams]);
    },
    async putSignIn(signIn: UpstreamSignIn): Promise<void> {
      const { id, browserHash, upstream, owner, issuer, sealed, expiresAt } = signIn;
      await db.run('insert into upstream_sign_ins values ($1, $2, $3, $4, $5, $6, $7)', [
        id,
        browserHash,
        upstream,
        owner,
        issuer,
        sealed,
        expiresAt,
      ]);
    },
    async takeSignIn(
      id: string,
      browserHash: string,
      now: number,
    ): Promise<UpstreamSignIn | undefined> {
      const row = await db.first(
        `delete from upstream_sign_ins
         where id = $1 and browser_hash = $2 and expires_at > $3 returning *`,
        [id, browserHash, now],
      );
      return row && asSignIn(row);
    },
  };
}
