import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DAY, MINUTE } from '../../src/core/clock.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/contract.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { peopleTables } from '../../src/store/sqlite/people.ts';
import { storeOn } from '../../src/store/sqlite.ts';
import * as sample from '../contract/samples.ts';
import { allow, connect, NOW, successor } from '../contract/samples.ts';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';

/** A store, its own connection, and another one to the same file as another process has it. */
function open(t: TestContext) {
  const path = join(tempDir(t), 'latchkey.db');
  const db = openDatabase(path);
  const store = storeOn(db, { path });
  lastly(t, () => store.close());
  const other = new DatabaseSync(path, { readOnly: true });
  lastly(t, () => other.close());
  const claims = other.prepare('select count(*) as count from claims');
  return { path, db, store, claimsOnDisk: () => claims.get()?.count };
}

const claim = (store: Store, name: string) => store.claim('jti', name, NOW + DAY, NOW);
const rotate = (store: Store, name: string, n = 1) =>
  store.rotateRefresh(sample.aRefresh(name, n - 1).hash, successor(name, n), MINUTE, NOW + n);
const statuses = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.map(({ status }) => status);

describe('writes that are asked for in one turn', () => {
  it('are one commit', async (t) => {
    const { store, path } = open(t);
    const names = Array.from({ length: 20 }, (_, n) => `${n}`);
    await claim(store, 'first');
    const before = statSync(`${path}-wal`).size;
    await claim(store, 'alone');
    const alone = statSync(`${path}-wal`).size - before;
    const won = await Promise.all(names.map((name) => claim(store, name)));
    assert.ok(won.every((one) => one));
    const together = statSync(`${path}-wal`).size - before - alone;
    assert.ok(together < 10 * alone, `${together} bytes for twenty, ${alone} for one`);
  });

  it('are one commit with those of the next turn, and wait for no more', async (t) => {
    const { store, claimsOnDisk } = open(t);
    const first = claim(store, 'first');
    await nextTurn();
    assert.equal(claimsOnDisk(), 0);
    const second = claim(store, 'second');
    assert.equal(await first, true);
    assert.equal(claimsOnDisk(), 2);
    assert.equal(await second, true);
  });

  it('are answered when all of them are on the disk, and are not there before', async (t) => {
    const { store, claimsOnDisk } = open(t);
    for (const count of [1, 3]) {
      const before = Number(claimsOnDisk());
      const seen: unknown[] = [];
      const asked = Array.from({ length: count }, async (_, n) => {
        await claim(store, `${count} ${n}`);
        seen.push(claimsOnDisk());
      });
      assert.equal(claimsOnDisk(), before);
      await Promise.all(asked);
      assert.deepEqual(seen, Array(count).fill(before + count));
    }
  });

  it('are not seen by whoever reads before they are answered', async (t) => {
    const { store } = open(t);
    await connect(store, 'a');
    const ending = store.endGrant('grant a', 'disconnected', NOW);
    const claiming = claim(store, 'one');
    assert.equal((await store.grant('grant a'))?.endedAt, undefined);
    assert.equal(await store.claimed('jti', 'one', NOW), false);
    assert.deepEqual(await Promise.all([ending, claiming]), [true, true]);
    assert.equal((await store.grant('grant a'))?.endedAt, NOW);
    assert.equal(await store.claimed('jti', 'one', NOW), true);
  });

  it('are done in the order in which they were asked for', async (t) => {
    const { store } = open(t);
    await connect(store, 'a');
    await connect(store, 'b');
    const end = (name: string) => store.endGrant(`grant ${name}`, 'disconnected', NOW);
    const outcomes = await Promise.all([
      rotate(store, 'a'),
      end('a'),
      rotate(store, 'a', 2),
      end('b'),
      rotate(store, 'b'),
    ]);
    assert.deepEqual(outcomes, [
      { status: 'rotated' },
      true,
      { status: 'ended' },
      true,
      { status: 'ended' },
    ]);
    assert.deepEqual(await Promise.all([claim(store, 'same'), claim(store, 'same')]), [
      true,
      false,
    ]);
  });

  it('are done before the store closes', async (t) => {
    const { store, claimsOnDisk } = open(t);
    const asked = [claim(store, 'one'), claim(store, 'other')];
    await store.close();
    assert.equal(claimsOnDisk(), 2);
    assert.deepEqual(await Promise.all(asked), [true, true]);
    await assert.rejects(Promise.all([claim(store, 'late'), claim(store, 'later')]), isTrouble);
  });

  it('are done before a purge that was asked for after them', async (t) => {
    const { store } = open(t);
    const claiming = claim(store, 'old');
    await store.purge(NOW + 2 * DAY, { unapprovedClientMs: DAY, auditMs: DAY, endedGrantMs: DAY });
    assert.equal(await claiming, true);
    assert.equal(await store.claimed('jti', 'old', NOW), false);
  });
});

describe('one of several writes that throws', () => {
  /** Redeems a code for a refresh token that exists: its grant is written before that is noticed. */
  async function breaking(store: Store): Promise<() => Promise<unknown>> {
    await connect(store, 'a');
    await allow(store, 'b');
    const made = { grant: sample.aGrant('b'), refresh: sample.aRefresh('a'), answer: 'b' };
    return () => store.redeemCode(sample.aCode('b').hash, made, NOW);
  }

  it('is undone alone', async (t) => {
    const { store } = open(t);
    const broken = await breaking(store);
    const settled = await Promise.allSettled([
      claim(store, 'before'),
      broken(),
      rotate(store, 'a'),
      broken(),
      claim(store, 'after'),
    ]);
    const [kept, lost] = ['fulfilled', 'rejected'];
    assert.deepEqual(statuses(settled), [kept, lost, kept, lost, kept]);
    assert.equal(await store.grant('grant b'), undefined);
    assert.equal(await store.claimed('jti', 'before', NOW), true);
    assert.equal(await store.claimed('jti', 'after', NOW), true);
    assert.equal((await rotate(store, 'a', 2)).status, 'rotated');
    const made = { grant: sample.aGrant('b'), refresh: sample.aRefresh('b'), answer: 'b' };
    const redeemed = await store.redeemCode(sample.aCode('b').hash, made, NOW);
    assert.deepEqual(redeemed, { status: 'redeemed' });
  });

  it('leaves nothing in memory of what it read', (t) => {
    const { db } = open(t);
    const people = peopleTables(db);
    const person = sample.aPerson({ administrator: true });
    people.putPerson(person);
    db.atomically(() => {
      const part = db.part(() => {
        people.putPerson({ ...person, administrator: false });
        assert.equal(people.person('home', person.id)?.administrator, false);
        throw new Error('undone');
      });
      assert.equal(part.ok, false);
      assert.equal(people.person('home', person.id)?.administrator, true);
    });
    assert.equal(people.person('home', person.id)?.administrator, true);
  });
});

describe('a step of several writes that fails', () => {
  /** What happens to the database when the name `spoil` is claimed. */
  const WAYS = {
    'at its commit': [
      /FOREIGN KEY/,
      `
      create table parents (id text primary key);
      create table children (id text references parents (id) deferrable initially deferred);
      create trigger spoil after insert on claims when new.name = 'spoil'
        begin insert into children values ('orphan'); end`,
    ],
    'because SQLite undoes it by itself': [
      /undone/,
      `
      create trigger spoil after insert on claims when new.name = 'spoil'
        begin select raise(rollback, 'undone'); end`,
    ],
  } as const;
  for (const [how, [cause, spoils]] of Object.entries(WAYS)) {
    it(`${how} fails for all of them and leaves no trace`, async (t) => {
      const { db, store, claimsOnDisk } = open(t);
      await connect(store, 'a');
      const person = sample.aPerson();
      db.exec(spoils);
      const look = async () => ({
        grant: await store.grant('grant a'),
        person: await store.person(person.home, person.id),
        rules: await store.rules(),
        machines: await store.machines(),
        token: await store.refreshToken(sample.aRefresh('a', 1).hash),
      });
      const before = await look();
      const settled = await Promise.allSettled([
        store.pauseGrant('grant a', NOW),
        rotate(store, 'a'),
        store.putPerson({ ...person, administrator: !person.administrator }),
        claim(store, 'spoil'),
        store.putRule('home', 'person', person.id, { readOnly: true }),
        claim(store, 'after'),
      ]);
      assert.deepEqual(statuses(settled), Array(6).fill('rejected'));
      for (const one of settled) {
        assert.ok(one.status === 'rejected' && isTrouble(one.reason));
        assert.match(String(one.reason.cause), cause);
      }
      assert.deepEqual(await look(), before);
      assert.equal(claimsOnDisk(), 0);

      // What comes next is kept, alone and together.
      assert.equal(await claim(store, 'alone'), true);
      const next = await Promise.all([rotate(store, 'a'), store.pauseGrant('grant a', NOW)]);
      assert.deepEqual(next, [{ status: 'rotated' }, true]);
      assert.equal((await store.grant('grant a'))?.lastUsedAt, NOW + 1);
      assert.equal(claimsOnDisk(), 1);
    });
  }

  it('because another process holds the file is said to all of them', async (t) => {
    const { db, store, path, claimsOnDisk } = open(t);
    const holder = new DatabaseSync(path);
    lastly(t, () => holder.close());
    db.exec('pragma busy_timeout = 20');
    holder.exec('begin immediate');
    const settled = await Promise.allSettled([claim(store, 'one'), claim(store, 'other')]);
    assert.deepEqual(statuses(settled), ['rejected', 'rejected']);
    holder.exec('rollback');
    assert.equal(claimsOnDisk(), 0);
    assert.deepEqual(await Promise.all([claim(store, 'one'), claim(store, 'other')]), [true, true]);
  });
});

function isTrouble(thrown: unknown): thrown is Error {
  return isLatchkeyError(thrown, 'store_unavailable');
}
