import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { MINUTE, SECOND } from '../../src/core/clock.ts';
import { LatchkeyError } from '../../src/core/errors.ts';
import { SignOut } from '../../src/people/sign-out.ts';
import type { OpenedCredential } from '../../src/people/vault.ts';
import type { Credential } from '../../src/store/contract.ts';

const HOME = { name: 'home', url: 'http://ha.local:8123', verifyTls: true };

/** Credentials that nothing uses, by what became of them. */
function scene(t: TestContext, ids: readonly string[]) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const unused = new Map<string, Credential>(
    ids.map((id) => [
      id,
      {
        id,
        home: 'home',
        personId: 'ada',
        kind: 'oauth',
        fingerprint: id,
        sealed: '',
        createdAt: 0,
      },
    ]),
  );
  const happened: string[] = [];
  const world = {
    down: false,
    opened: (id: string): OpenedCredential => ({
      home: 'home',
      login: { refreshToken: `refresh of ${id}`, clientId: 'c' },
    }),
  };
  const signOut = new SignOut({
    store: {
      unusedCredentials: async () => [...unused.values()],
      endCredential: async (id, reason) => {
        happened.push(`forgot ${id} (${reason})`);
        unused.delete(id);
        return [];
      },
    },
    vault: { openCredential: async (id) => world.opened(id) },
    homes: [HOME],
    endLogin: async (_home, token) => {
      happened.push(`told ${token}`);
      if (world.down) throw new LatchkeyError('home_unreachable', 'nobody there');
    },
    closeConnection: async (id) => void happened.push(`closed ${id}`),
    clock: () => 0,
    log: (sentence) => happened.push(sentence),
  });
  return { signOut, unused, happened, world };
}

test('our own connection is closed first, then the home told, then it is forgotten', async (t) => {
  const { signOut, happened } = scene(t, ['a']);
  await signOut.soon();
  assert.deepEqual(happened, ['closed a', 'told refresh of a', 'forgot a (credential_refused)']);
  await signOut.soon();
  assert.equal(happened.length, 3);
});

test('a home that does not answer is told again a few times, then with the next upkeep', async (t) => {
  const { signOut, unused, happened, world } = scene(t, ['a']);
  const told = () => happened.filter((one) => one === 'told refresh of a').length;
  world.down = true;
  await signOut.soon();
  assert.equal(told(), 1);
  for (const [pause, times] of [
    [5 * SECOND, 2],
    [MINUTE, 3],
    [60 * MINUTE, 3],
  ] as const) {
    t.mock.timers.tick(pause);
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    assert.equal(told(), times);
  }
  world.down = false;
  await signOut.soon();
  assert.equal(unused.size, 0);
  assert.ok(!happened.some((line) => /^home could.*refresh of/.test(line)));
});

test('one that no key opens, and one of a home that is gone, are forgotten', async (t) => {
  const { signOut, unused, world } = scene(t, ['sealed', 'elsewhere']);
  const { opened } = world;
  world.opened = (id) => {
    if (id === 'sealed') throw new LatchkeyError('sealed_unreadable', 'no key');
    return { ...opened(id), home: 'gone' };
  };
  const elsewhere = unused.get('elsewhere');
  if (elsewhere !== undefined) unused.set('elsewhere', { ...elsewhere, home: 'gone' });
  await signOut.soon();
  assert.equal(unused.size, 0);
});

test('trouble with one holds up no other, and trouble with the store is only told', async (t) => {
  const { signOut, unused, world } = scene(t, ['bad', 'good']);
  const { opened } = world;
  world.opened = (id) => {
    if (id === 'bad') throw new LatchkeyError('store_unavailable', 'held');
    return opened(id);
  };
  await signOut.soon();
  assert.deepEqual([...unused.keys()], ['bad']);
});

test('after a stop nothing is begun', async (t) => {
  const { signOut, happened } = scene(t, ['a']);
  await signOut.stop();
  await signOut.soon();
  assert.deepEqual(happened, []);
});
