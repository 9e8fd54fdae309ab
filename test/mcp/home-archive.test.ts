import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../../src/core/ids.ts';
import { homeArchive } from '../../src/mcp/home-archive.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';

const NOW = 1_788_220_800_000;

function archives() {
  const store = openSqliteStore({ path: ':memory:' });
  const deps = { store, clock: () => NOW, random: systemRandom };
  const person = { id: 'person-1', grantId: 'grant a' };
  return { store, home: homeArchive({ home: 'home', person }, deps), deps };
}

test('what is kept is read again by its id, by its thing and as the newest', async () => {
  const { store, home, deps } = archives();
  const id = await home.keep('automation', 'morning', { alias: 'Morning', triggers: [] });
  assert.match(id, /^[\w-]{12}$/);
  const kept = {
    id,
    at: NOW,
    kind: 'automation',
    thing: 'morning',
    content: { alias: 'Morning', triggers: [] },
  };
  assert.deepEqual(await home.version(id), kept);
  assert.deepEqual(await home.versions('automation', 'morning'), [kept]);
  assert.deepEqual(await home.newest(5), [kept]);
  assert.deepEqual(await home.versions('script', 'morning'), []);

  const { grantId, personId } = (await store.version('home', id)) ?? {};
  assert.deepEqual([grantId, personId], ['grant a', 'person-1']);

  const elsewhere = homeArchive({ home: 'other' }, deps);
  assert.equal(await elsewhere.version(id), undefined);
  assert.deepEqual(await elsewhere.newest(5), []);
});

test('what is too large is refused and not kept', async () => {
  const { home } = archives();
  const largest = 'x'.repeat(256 * 1_024 - 2);
  assert.ok(await home.keep('automation', 'morning', largest));
  await assert.rejects(home.keep('automation', 'morning', `${largest}x`), {
    message: /too large to keep a copy of .*nothing was changed/,
  });
  await assert.rejects(home.keep('automation', 'morning', 'é'.repeat(200 * 1_024)));
  assert.equal((await home.newest(5)).length, 1);
});
