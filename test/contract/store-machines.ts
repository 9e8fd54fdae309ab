import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { KeptMachine, MadeIssuer, MadeKey } from '../../src/store/contract.ts';
import { aClient, NOW } from './samples.ts';
import type { StoreUnderTest } from './store.ts';

const key = (id: string, more: Partial<MadeKey> = {}): MadeKey => ({
  kind: 'key',
  id,
  name: `key ${id}`,
  scope: ['home:read'],
  createdAt: NOW,
  hash: `hash ${id}`,
  ...more,
});

const ISSUER: MadeIssuer = {
  kind: 'issuer',
  id: 'issuer',
  name: 'authentik',
  scope: ['home:read', 'energy:read'],
  actAs: 'ada@home',
  createdAt: NOW + 2,
  issuer: 'https://auth.example/',
  audience: ['a', 'b'],
  algorithms: ['RS256'],
  scopeMap: { 'read:energy': ['energy:read'] },
  privateAddress: false,
};

const CLIENT: KeptMachine = {
  kind: 'client',
  id: 'robot',
  name: 'Robot',
  scope: ['home:control'],
  createdAt: NOW + 1,
};

/** What every driver keeps of machines that administrators made. */
export function machineStoreContract(
  driver: string,
  open: (t: TestContext) => Promise<StoreUnderTest>,
  hostile: Readonly<Record<string, string>>,
): void {
  describe(`${driver}: machines`, () => {
    it('keeps every field of every kind, in the order in which they were made', async (t) => {
      const { store, reopen } = await open(t);
      const full = key('a', { actAs: 'ada@home', previousHash: 'before', previousEndsAt: NOW + 9 });
      const client = aClient({ id: 'robot', origin: 'made' });
      assert.equal(await store.addMachine(full, 9), 'kept');
      assert.equal(await store.addMachine(CLIENT, 9, client), 'kept');
      assert.equal(await store.addMachine(ISSUER, 9), 'kept');
      const again = await reopen();
      assert.deepEqual(await again.machines(), [full, CLIENT, ISSUER]);
      assert.deepEqual(await again.client('robot'), client);
    });

    it('keeps no more than the limit, and no name twice in whatever case', async (t) => {
      const { store } = await open(t);
      await store.addMachine(key('a'), 2);
      const twin = key('b', { name: 'KEY A' });
      assert.equal(await store.addMachine(twin, 2, aClient({ id: 'b' })), 'name taken');
      assert.equal(await store.client('b'), undefined, 'a client is not kept without its machine');
      assert.equal(await store.addMachine(key('b'), 2), 'kept');
      assert.equal(await store.addMachine(key('c'), 2, aClient({ id: 'c' })), 'full');
      assert.equal(await store.client('c'), undefined);
      assert.deepEqual(await store.machines(), [key('a'), key('b')]);
    });

    it('replaces the hash of a key once, with the former beside it or without', async (t) => {
      const { store } = await open(t);
      await store.addMachine(key('a'), 9);
      assert.equal(await store.rotateMachineKey('a', 'hash a', 'second', NOW + 5), true);
      assert.equal(await store.rotateMachineKey('a', 'hash a', 'third', NOW + 5), false);
      const second = key('a', { hash: 'second', previousHash: 'hash a', previousEndsAt: NOW + 5 });
      assert.deepEqual(await store.machines(), [second]);
      assert.equal(await store.rotateMachineKey('a', 'second', 'third'), true);
      assert.deepEqual(await store.machines(), [key('a', { hash: 'third' })]);
      assert.equal(await store.rotateMachineKey('b', 'second', 'third'), false);
    });

    it('forgets a machine with its client, and with the client its machine', async (t) => {
      const { store } = await open(t);
      const client = aClient({ id: 'robot', origin: 'made' });
      await store.addMachine(CLIENT, 9, client);
      assert.equal(await store.removeMachine('robot', NOW), true);
      assert.equal(await store.removeMachine('robot', NOW), false);
      assert.deepEqual([await store.machines(), await store.client('robot')], [[], undefined]);
      await store.addMachine(CLIENT, 9, client);
      await store.removeClient('robot', NOW);
      assert.deepEqual(await store.machines(), []);
      await store.putClient(aClient({ id: 'claude' }), 9);
      assert.equal(await store.removeMachine('claude', NOW), false, 'a client alone is none');
      assert.notEqual(await store.client('claude'), undefined);
    });

    it('knows what another process changed, at once, and else gives the same list', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      assert.deepEqual(await store.machines(), []);
      await other.addMachine(key('a'), 9);
      const seen = await store.machines();
      assert.deepEqual(seen, [key('a')]);
      assert.equal(await store.machines(), seen);
      await other.rotateMachineKey('a', 'hash a', 'second');
      assert.deepEqual(await store.machines(), [key('a', { hash: 'second' })]);
      await other.removeMachine('a', NOW);
      assert.deepEqual(await store.machines(), []);
    });

    it('remembers when each was last used, over a restart', async (t) => {
      const { store, reopen } = await open(t);
      await store.addMachine(key('a'), 9);
      await store.addMachine(key('b'), 9);
      assert.deepEqual(await store.machineUses(), new Map());
      store.touchMachine('a', NOW + 2);
      store.touchMachine('a', NOW + 1);
      store.touchMachine('nobody', NOW);
      assert.equal((await store.machineUses()).get('a'), NOW + 2);
      const again = await reopen();
      assert.deepEqual(await again.machineUses(), new Map([['a', NOW + 2]]));
    });

    for (const [kind, evil] of Object.entries(hostile)) {
      it(`comes back to the letter: ${kind}`, async (t) => {
        const { store, reopen } = await open(t);
        const scopeMap = Object.fromEntries([[evil, [evil]]]);
        const strange: MadeIssuer = {
          ...ISSUER,
          ...{ id: evil, name: evil, scope: [evil], actAs: evil, issuer: evil },
          ...{ audience: [evil], algorithms: [evil], scopeMap },
        };
        await store.addMachine(strange, 9);
        const again = await reopen();
        assert.deepEqual(await again.machines(), [strange]);
        assert.equal(await again.removeMachine(evil, NOW), true);
      });
    }
  });
}
