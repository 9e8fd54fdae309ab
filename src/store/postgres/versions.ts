import type { Version, VersionFilter, VersionLimits } from '../contract.ts';
import { text } from '../rows/row.ts';
import { asVersion } from '../rows/versions.ts';
import { type Database, hold, type Queries } from './database.ts';

async function makeRoom(step: Queries, version: Version, limits: VersionLimits): Promise<void> {
  const { home, kind, thing } = version;
  await step.run(
    `delete from versions where seq in (select seq from versions
       where home = $1 and kind = $2 and thing = $3 order by seq desc offset $4)`,
    [home, kind, thing, limits.perThing],
  );
  await step.run(
    `delete from versions where seq in
       (select seq from versions where home = $1 order by seq desc offset $2)`,
    [home, limits.perHome],
  );
  await step.run(
    `delete from versions where seq in (select seq from
       (select seq, sum(length(content)) over (order by seq desc) as size from versions
         where home = $1) sizes where size > $2)`,
    [home, limits.charactersPerHome],
  );
}

/** Earlier states of things in homes, ordered by when they were kept and not by their times. */
export function versionTable(db: Database) {
  return {
    keep: (version: Version, limits: VersionLimits): Promise<string> =>
      db.atomically(async (step) => {
        await hold(step, 'versions');
        const { home, kind, thing, at, content } = version;
        const before = await step.first(
          `select seq, id, content from versions where home = $1 and kind = $2 and thing = $3
           order by seq desc limit 1`,
          [home, kind, thing],
        );
        const same = before !== undefined && before.content === content;
        const id = same ? text(before, 'id') : version.id;
        if (same) await step.run('delete from versions where id = $1', [id]);
        await step.run(
          `insert into versions (id, home, kind, thing, at, content, grant_id, person_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [id, home, kind, thing, at, content, version.grantId ?? null, version.personId ?? null],
        );
        await makeRoom(step, version, limits);
        return id;
      }),
    async get(home: string, id: string): Promise<Version | undefined> {
      const row = await db.first('select * from versions where home = $1 and id = $2', [home, id]);
      return row && asVersion(row);
    },
    async find(
      home: string,
      { kind, thing }: VersionFilter,
      limit: number,
    ): Promise<readonly Version[]> {
      const rows = await db.all(
        `select * from versions where home = $1
           and ($2::text is null or kind = $2) and ($3::text is null or thing = $3)
         order by seq desc limit $4`,
        [home, kind ?? null, thing ?? null, limit],
      );
      return rows.map(asVersion);
    },
  };
}
