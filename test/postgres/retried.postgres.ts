import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Database, openDatabase } from '../../src/store/postgres/database.ts';
import { lastly } from '../support/lastly.ts';
import { startPostgres } from './server.ts';

const server = await startPostgres({ after });

/** Two connections of two instances, and a table with two rows. */
async function twoInstances(t: Parameters<typeof lastly>[0]) {
  const url = await server.database();
  await server.sql('create schema latchkey; create table latchkey.rows (id int, value int)', url);
  await server.sql('insert into latchkey.rows values (1, 0), (2, 0)', url);
  const [one, other] = [openDatabase(url, 2), openDatabase(url, 2)];
  lastly(t, () => Promise.all([one.close(), other.close()]));
  const values = async () =>
    (await server.sql('select value from latchkey.rows order by id', url)).map(
      ({ value }) => value,
    );
  return { one, other, values };
}

/** Waits until so many have arrived; later ones pass. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let here = 0;
  return () => {
    here += 1;
    if (here === count) resolve();
    return promise;
  };
}

const add = 'update rows set value = value + 1 where id = $1';

test('of two steps that wait for each other, one is run again, and both are kept', async (t) => {
  const { one, other, values } = await twoInstances(t);
  const both = meeting(2);
  let runs = 0;
  const inOrder = (db: Database, first: number, second: number) =>
    db.atomically(async (step) => {
      runs += 1;
      await step.run(add, [first]);
      await both();
      await step.run(add, [second]);
    });
  await Promise.all([inOrder(one, 1, 2), inOrder(other, 2, 1)]);
  assert.deepEqual(await values(), [2, 2]);
  assert.equal(runs, 3);
});

test('a step that another one got in the way of is run again with what is there then', async (t) => {
  const { one, other, values } = await twoInstances(t);
  const both = meeting(2);
  let runs = 0;
  const copied = (db: Database) =>
    db.atomically(async (step) => {
      runs += 1;
      await step.run('set transaction isolation level serializable');
      const row = await step.first('select value from rows where id = 1');
      await both();
      await step.run('update rows set value = $1 where id = 1', [Number(row?.value) + 1]);
    });
  await Promise.all([copied(one), copied(other)]);
  assert.deepEqual(await values(), [2, 0], 'neither was lost');
  assert.equal(runs, 3);
});
