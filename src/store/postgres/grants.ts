import type { Grant, GrantEnd, LiveGrant } from '../contract.ts';
import { asGrant } from '../rows/grants.ts';
import { asPerson } from '../rows/people.ts';
import { integer, text } from '../rows/row.ts';
import type { Database, Queries } from './database.ts';
import type { GrantTouches } from './touches.ts';

const END = 'update grants set ended_at = $1, ended_reason = $2 where ended_at is null and';

/**
 * The grants. Nothing is remembered in memory: a grant that ended in another instance has ended
 * here at the very next question, which no notice over the network could promise.
 */
export function grantTable(db: Database, touches: GrantTouches) {
  return {
    async find(id: string): Promise<Grant | undefined> {
      const row = await db.first('select * from grants where id = $1', [id]);
      return row && touches.on(asGrant(row));
    },
    async all(): Promise<readonly Grant[]> {
      const rows = await db.all('select * from grants order by created_at, seq');
      return rows.map((row) => touches.on(asGrant(row)));
    },
    async countLive(): Promise<number> {
      const row = await db.first('select count(*) as count from grants where ended_at is null');
      return row === undefined ? 0 : integer(row, 'count');
    },
    hasLive: async (): Promise<boolean> =>
      (await db.first('select 1 from grants where ended_at is null limit 1')) !== undefined,
    async put(step: Queries, grant: Grant): Promise<void> {
      await step.run(
        `insert into grants (id, client_id, home, person_id, credential_id, issuer, resource, scope,
           created_at, last_used_at, ended_at, ended_reason, paused_at, given_scope, last_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [
          grant.id,
          grant.clientId,
          grant.home,
          grant.personId,
          grant.credentialId,
          grant.issuer,
          grant.resource,
          JSON.stringify(grant.scope),
          grant.createdAt,
          grant.lastUsedAt,
          grant.endedAt ?? null,
          grant.endedReason ?? null,
          grant.pausedAt ?? null,
          grant.givenScope === undefined ? null : JSON.stringify(grant.givenScope),
          grant.lastFrom ?? null,
        ],
      );
    },
    end: async (step: Queries, id: string, reason: GrantEnd, now: number): Promise<boolean> =>
      (await step.run(`${END} id = $3`, [now, reason, id])) === 1,
    /** The ids of those that it ended. */
    async endAllOf(
      step: Queries,
      whose: { readonly clientId: string } | { readonly credentialId: string },
      reason: GrantEnd,
      now: number,
    ): Promise<readonly string[]> {
      const [column, id] =
        'clientId' in whose ? ['client_id', whose.clientId] : ['credential_id', whose.credentialId];
      const rows = await step.all(`${END} ${column} = $3 returning id`, [now, reason, id]);
      return rows.map((row) => text(row, 'id'));
    },
    narrow: (id: string, scope: readonly string[]): Promise<boolean> =>
      db.atomically(async (step) => {
        const row = await step.first(
          'select * from grants where id = $1 and ended_at is null for update',
          [id],
        );
        const left = row ? asGrant(row).scope.filter((one) => scope.includes(one)) : [];
        if (left.length === 0) return false;
        await step.run(
          `update grants set scope = $1, given_scope = coalesce(given_scope, scope)
           where id = $2 and scope <> $1`,
          [JSON.stringify(left), id],
        );
        return true;
      }),
    pause: async (id: string, now: number): Promise<boolean> =>
      (await db.run(
        'update grants set paused_at = $1 where id = $2 and ended_at is null and paused_at is null',
        [now, id],
      )) === 1,
    resume: async (id: string): Promise<boolean> =>
      (await db.run(
        `update grants set paused_at = null
         where id = $1 and ended_at is null and paused_at is not null`,
        [id],
      )) === 1,
    async liveOf(who: string): Promise<readonly LiveGrant[]> {
      const rows = await db.all(
        `select grants.*, people.name, people.administrator, people.seen_at from people
         join grants on grants.home = people.home and grants.person_id = people.id
         where ended_at is null
           and $1 in (people.name, people.id, people.id || '@' || people.home)
         order by grants.created_at desc, grants.seq desc`,
        [who],
      );
      return rows.map((row) => ({
        person: asPerson({ ...row, id: row.person_id }),
        grant: touches.on(asGrant(row)),
      }));
    },
  };
}
