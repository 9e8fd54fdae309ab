import { isDeepStrictEqual } from 'node:util';
import type { AddMachineOutcome, KeptMachine } from '../contract.ts';
import { asMachine, detailsOf } from '../rows/machines.ts';
import { type Database, hold, type Queries } from './database.ts';

/** The machines; the same list until one of them changes, in this instance or another. */
export function machineTable(db: Database) {
  let last: readonly KeptMachine[] = [];

  return {
    async all(): Promise<readonly KeptMachine[]> {
      const found = (await db.all('select * from machines order by created_at, seq')).map(
        asMachine,
      );
      if (!isDeepStrictEqual(found, last)) last = found;
      return last;
    },
    /** Inside the caller's step. */
    async add(step: Queries, machine: KeptMachine, limit: number): Promise<AddMachineOutcome> {
      await hold(step, 'machines');
      const count = await step.first('select count(*) as count from machines');
      if (Number(count?.count) >= limit) return 'full';
      const changed = await step.run(
        `insert into machines (id, kind, name, scope, act_as, created_at, hash, previous_hash,
           previous_ends_at, details) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (lower(name collate "C")) do nothing`,
        [
          machine.id,
          machine.kind,
          machine.name,
          JSON.stringify(machine.scope),
          machine.actAs ?? null,
          machine.createdAt,
          machine.kind === 'key' ? machine.hash : null,
          machine.kind === 'key' ? (machine.previousHash ?? null) : null,
          machine.kind === 'key' ? (machine.previousEndsAt ?? null) : null,
          JSON.stringify(detailsOf(machine)),
        ],
      );
      return changed === 1 ? 'kept' : 'name taken';
    },
    rotate: async (
      id: string,
      from: string,
      to: string,
      previousEndsAt: number | undefined,
    ): Promise<boolean> =>
      (await db.run(
        `update machines set hash = $1, previous_ends_at = $2::bigint,
           previous_hash = case when $2::bigint is null then null else hash end
         where id = $3 and hash = $4`,
        [to, previousEndsAt ?? null, id, from],
      )) === 1,
    /** Inside the caller's step. */
    remove: async (step: Queries, id: string): Promise<boolean> =>
      (await step.run('delete from machines where id = $1', [id])) === 1,
  };
}
