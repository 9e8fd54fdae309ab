import type { Version, VersionFilter, VersionLimits } from '../contract.ts';
import { integer, text } from '../rows/row.ts';
import { asVersion } from '../rows/versions.ts';
import type { Database } from './database.ts';

/**
 * Earlier states of things in homes. Ordered by when they were kept and not by their times, so that
 * a clock that was set back never makes the newest one the first to go.
 */
export function versionTable(db: Database) {
  const put = db.prepare(`
    insert into versions (id, home, kind, thing, at, content, grant_id, person_id)
    values (:id, :home, :kind, :thing, :at, :content, :grantId, :personId)`);
  const trimThing = db.prepare(`
    delete from versions where seq in (select seq from versions
      where home = :home and kind = :kind and thing = :thing
      order by seq desc limit -1 offset :most)`);
  const trimHome = db.prepare(`
    delete from versions where seq in (select seq from versions
      where home = :home order by seq desc limit -1 offset :most)`);
  const trimSize = db.prepare(`
    delete from versions where seq in (select seq from
      (select seq, sum(length(content)) over (order by seq desc) as size from versions
        where home = :home) where size > :most)`);
  const get = db.prepare('select * from versions where home = ? and id = ?');
  const find = db.prepare(`
    select * from versions where home = :home
      and (:kind is null or kind = :kind) and (:thing is null or thing = :thing)
    order by seq desc limit :limit`);

  const last = db.prepare(`
    select seq, id, content from versions where home = :home and kind = :kind and thing = :thing
    order by seq desc limit 1`);
  const drop = db.prepare('delete from versions where seq = ?');

  return {
    keep(version: Version, limits: VersionLimits): string {
      const { home, kind, thing, at, content } = version;
      return db.atomically(() => {
        const before = last.get({ home, kind, thing });
        const same = before !== undefined && before.content === content;
        const id = same ? text(before, 'id') : version.id;
        if (same) drop.run(integer(before, 'seq'));
        put.run({
          id,
          home,
          kind,
          thing,
          at,
          content,
          grantId: version.grantId ?? null,
          personId: version.personId ?? null,
        });
        trimThing.run({ home, kind, thing, most: limits.perThing });
        trimHome.run({ home, most: limits.perHome });
        trimSize.run({ home, most: limits.charactersPerHome });
        return id;
      });
    },
    get(home: string, id: string): Version | undefined {
      const row = get.get(home, id);
      return row && asVersion(row);
    },
    find: (home: string, { kind, thing }: VersionFilter, limit: number): readonly Version[] =>
      find.all({ home, kind: kind ?? null, thing: thing ?? null, limit }).map(asVersion),
  };
}
