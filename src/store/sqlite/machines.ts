import type { AddMachineOutcome, KeptMachine, MadeIssuer } from '../contract.ts';
import type { Database } from './database.ts';
import { integer, list, optionalInteger, optionalText, type Row, text, word } from './rows.ts';

const KINDS: readonly KeptMachine['kind'][] = ['key', 'client', 'issuer'];

type IssuerDetails = Omit<MadeIssuer, 'kind' | 'id' | 'name' | 'scope' | 'actAs' | 'createdAt'>;

export function asMachine(row: Row): KeptMachine {
  const made = {
    id: text(row, 'id'),
    name: text(row, 'name'),
    scope: list(row, 'scope'),
    ...optionalText(row, 'act_as', 'actAs'),
    createdAt: integer(row, 'created_at'),
  };
  const kind = word(row, 'kind', KINDS);
  if (kind === 'client') return { kind, ...made };
  if (kind === 'issuer') {
    return { kind, ...made, ...(JSON.parse(text(row, 'details')) as IssuerDetails) };
  }
  return {
    kind,
    ...made,
    hash: text(row, 'hash'),
    ...optionalText(row, 'previous_hash', 'previousHash'),
    ...optionalInteger(row, 'previous_ends_at', 'previousEndsAt'),
  };
}

export function detailsOf(machine: KeptMachine): IssuerDetails | Record<string, never> {
  if (machine.kind !== 'issuer') return {};
  const { issuer, audience, algorithms, scopeMap, privateAddress } = machine;
  return { issuer, audience, algorithms, scopeMap, privateAddress };
}

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
