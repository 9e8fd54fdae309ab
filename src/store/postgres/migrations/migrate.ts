import { LatchkeyError } from '../../../core/errors.ts';
import { evictionIndexes } from '../../migrations/0013-eviction-indexes.ts';
import { integer } from '../../rows/row.ts';
import { type Database, hold, type Queries } from '../database.ts';
import { first } from './0001-first.ts';
import { instances } from './0002-instances.ts';
import { rests } from './0003-rests.ts';

/**
 * Every change to the schema, oldest first. A migration that was released is never edited: a new
 * one follows it, beside that of SQLite.
 */
export const migrations: readonly string[] = [first, instances, rests, evictionIndexes];

/** Whether our tables are of the newest schema; undefined when there are none. */
export async function isCurrent(db: Queries): Promise<boolean | undefined> {
  const found = await db.first(
    "select to_regclass('latchkey.schema_version') is not null as found",
  );
  return found?.found === true ? (await versionOf(db)) === migrations.length : undefined;
}

async function versionOf(step: Queries): Promise<number> {
  const row = await step.first('select version from latchkey.schema_version');
  return row === undefined ? 0 : integer(row, 'version');
}

/**
 * Brings a database to the newest schema, all steps or none; of instances that start at once one
 * does it and the others wait. Throws `store_unavailable` for one of a newer Latchkey, of which
 * nothing is changed.
 */
export async function migrate(db: Database, where: string, steps = migrations): Promise<void> {
  await db.atomically(async (step) => {
    await hold(step, 'schema');
    await step.run('create schema if not exists latchkey');
    await step.run('create table if not exists latchkey.schema_version (version integer not null)');
    const version = await versionOf(step);
    if (version > steps.length) {
      throw new LatchkeyError(
        'store_unavailable',
        `${where} was written by a newer Latchkey (its schema is ${version}, this one knows ${steps.length}). Update this instance too, or restore the backup made before that update.`,
      );
    }
    if (version === steps.length) return;
    for (const sql of steps.slice(version)) await step.run(sql);
    await step.run('delete from latchkey.schema_version');
    await step.run('insert into latchkey.schema_version values ($1)', [steps.length]);
  });
}
