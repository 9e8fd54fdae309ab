import type { AddMachineOutcome, KeptMachine } from '../contract.ts';
import { asMachine, detailsOf } from '../rows/machines.ts';
import { integer, text } from '../rows/row.ts';
import type { Database } from './database.ts';

/**
 * The machines, all of them in memory: every request with a bearer token asks. `data_version` says
 * when another connection changed something, as it does for rules.
 */
export function machineTable(db: Database) {
  const count = db.prepare('select count(*) as count from machines');
  const add = db.prepare(`
    insert into machines values (:id, :kind, :name, :scope, :actAs, :createdAt, null, :hash,
      :previousHash, :previousEndsAt, :details)
    on conflict (name) do nothing`);
  const rotate = db.prepare(`
    update machines set hash = :to, previous_ends_at = :previousEndsAt,
      previous_hash = case when :previousEndsAt is null then null else hash end
    where id = :id and hash = :from`);
  const remove = db.prepare('delete from machines where id = ?');
  const touch = db.prepare(
    'update machines set last_used_at = max(coalesce(last_used_at, 0), ?) where id = ?',
  );
  const all = db.prepare('select * from machines order by created_at, rowid');
  const uses = db.prepare('select id, last_used_at from machines where last_used_at is not null');

  let remembered: readonly KeptMachine[] | undefined;
  let seenVersion: number | undefined;
  const touched = new Map<string, number>();

  return {
    all(): readonly KeptMachine[] {
      const version = db.version();
      if (remembered === undefined || version !== seenVersion) {
        seenVersion = version;
        remembered = all.all().map(asMachine);
      }
      return remembered;
    },
    /** Inside the caller's step. */
    add(machine: KeptMachine, limit: number): AddMachineOutcome {
      remembered = undefined;
      if (Number(count.get()?.count) >= limit) return 'full';
      const { changes } = add.run({
        id: machine.id,
        kind: machine.kind,
        name: machine.name,
        scope: JSON.stringify(machine.scope),
        actAs: machine.actAs ?? null,
        createdAt: machine.createdAt,
        hash: machine.kind === 'key' ? machine.hash : null,
        previousHash: machine.kind === 'key' ? (machine.previousHash ?? null) : null,
        previousEndsAt: machine.kind === 'key' ? (machine.previousEndsAt ?? null) : null,
        details: JSON.stringify(detailsOf(machine)),
      });
      return changes === 1 ? 'kept' : 'name taken';
    },
    rotate(id: string, from: string, to: string, previousEndsAt: number | undefined): boolean {
      remembered = undefined;
      const moment = previousEndsAt ?? null;
      return rotate.run({ id, from, to, previousEndsAt: moment }).changes === 1;
    },
    remove(id: string): boolean {
      remembered = undefined;
      touched.delete(id);
      return remove.run(id).changes === 1;
    },
    uses: (): ReadonlyMap<string, number> =>
      new Map([
        ...uses.all().map((row) => [text(row, 'id'), integer(row, 'last_used_at')] as const),
        ...touched,
      ]),
    touch(id: string, now: number): void {
      if (now > (touched.get(id) ?? 0)) touched.set(id, now);
    },
    hasTouches: (): boolean => touched.size > 0,
    /** Writes the touches, inside the caller's step; they are dropped by `touchesKept`. */
    writeTouches(): void {
      for (const [id, now] of touched) touch.run(now, id);
    },
    touchesKept(): void {
      touched.clear();
    },
  };
}
