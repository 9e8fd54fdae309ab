import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { systemRandom } from '../../src/core/ids.ts';
import { openKeyring } from '../../src/keys/keyring.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { Secrets } from '../../src/upstreams/secrets.ts';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';

const VALUE = 'hunter2-hunter2';

async function secrets(t: TestContext) {
  const store = openSqliteStore({ path: ':memory:' });
  lastly(t, () => store.close());
  let now = 1_000;
  const keyring = await openKeyring({
    dataDir: tempDir(t),
    clock: () => now,
    random: systemRandom,
    encryptionKeys: [],
    signingSecrets: [],
    accessTokenMs: 1,
  });
  const deps = { store, keyring, clock: () => now };
  const pass = () => {
    now += 1;
  };
  return { store, keyring, deps, made: await Secrets.open(deps), pass };
}

test('a secret is read back, also after a restart, and only its name and date are listed', async (t) => {
  const { made, deps, store, pass } = await secrets(t);
  assert.ok((await made.set('WEATHER.key-1', VALUE)).ok);
  pass();
  assert.ok((await made.set('A', `${VALUE}\n\u{1f511}`)).ok);
  for (const one of [made, await Secrets.open(deps)]) {
    assert.equal(one.lookup('WEATHER.key-1'), VALUE);
    assert.equal(one.lookup('A'), `${VALUE}\n\u{1f511}`);
    assert.equal(one.lookup('B'), undefined);
    assert.deepEqual(one.list(), [
      { name: 'A', changedAt: 1_001, readable: true },
      { name: 'WEATHER.key-1', changedAt: 1_000, readable: true },
    ]);
  }
  const kept = JSON.stringify([await store.namedSecrets(), made]);
  assert.ok(!kept.includes(VALUE));
});

test('a removed one has no value any more', async (t) => {
  const { made, deps } = await secrets(t);
  await made.set('A', VALUE);
  assert.equal(await made.remove('A'), true);
  assert.equal(await made.remove('A'), false);
  assert.equal(made.lookup('A'), undefined);
  assert.deepEqual((await Secrets.open(deps)).list(), []);
});

test('what is sealed for one name, or for anything else, opens under no other', async (t) => {
  const { made, store, keyring, deps } = await secrets(t);
  await made.set('A', VALUE);
  const [row] = await store.namedSecrets();
  assert.ok(row);
  await store.putNamedSecret({ ...row, name: 'B' }, 9);
  const credential = keyring.seal('home-credential', 'C', VALUE);
  await store.putNamedSecret({ name: 'C', sealed: credential, changedAt: 0 }, 9);
  const again = await Secrets.open(deps);
  assert.deepEqual(
    [again.lookup('A'), again.lookup('B'), again.lookup('C')],
    [VALUE, undefined, undefined],
  );
  assert.deepEqual(
    again.list().map(({ readable }) => readable),
    [true, false, false],
  );
});

test('what cannot be kept is refused without repeating it', async (t) => {
  const { made } = await secrets(t);
  for (const [name, value] of [
    ['', VALUE],
    ['a b', VALUE],
    ['x'.repeat(65), VALUE],
    ['é', VALUE],
    ['A', ''],
    ['A', `${VALUE}${'x'.repeat(8 * 1_024)}`],
  ] as const) {
    const answer = await made.set(name, value);
    assert.ok(!answer.ok && !answer.error.includes(VALUE));
  }
  assert.ok((await made.set('A', '\u00e9'.repeat(4 * 1_024))).ok);
  for (let n = 1; n < 200; n += 1) assert.ok((await made.set(`n${n}`, VALUE)).ok);
  assert.equal((await made.set('one.more', VALUE)).ok, false);
  assert.equal(made.lookup('one.more'), undefined);
  assert.ok((await made.set('A', 'another')).ok, 'one that is there may change');
  assert.equal(made.lookup('A'), 'another');
});

test('what an older key sealed is sealed anew at the next start, so that key can go', async (t) => {
  const { made, deps, keyring, store } = await secrets(t);
  await made.set('A', VALUE);
  const [before] = await store.namedSecrets();
  keyring.rotateEncryptionKey();
  await Secrets.open(deps);
  const [after] = await store.namedSecrets();
  assert.notEqual(after?.sealed, before?.sealed);
  assert.equal(after?.changedAt, before?.changedAt);
  keyring.forgetOldEncryptionKeys();
  const again = await Secrets.open(deps);
  assert.equal(again.lookup('A'), VALUE);
  assert.deepEqual(await store.namedSecrets(), [after], 'and not once more');
});
