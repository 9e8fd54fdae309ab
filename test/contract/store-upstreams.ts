import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { DAY, MINUTE } from '../../src/core/clock.ts';
import type { Store, UpstreamSecret, UpstreamSignIn } from '../../src/store/contract.ts';
import { aClient, connect, NOW } from './samples.ts';

interface Opened {
  readonly store: Store;
  another(): Promise<Store>;
  reopen(): Promise<Store>;
}

const KEEP = { unapprovedClientMs: DAY, auditMs: DAY, endedGrantMs: DAY };

function aSecret(over: Partial<UpstreamSecret> = {}): UpstreamSecret {
  return {
    upstream: 'notes',
    owner: 'shared',
    issuer: 'https://id.example',
    kind: 'tokens',
    sealed: 'sealed',
    updatedAt: NOW,
    ...over,
  };
}

function aSignIn(over: Partial<UpstreamSignIn> = {}): UpstreamSignIn {
  return {
    id: 'hash of a state',
    browserHash: 'hash of a cookie',
    upstream: 'notes',
    owner: 'ada@home',
    issuer: 'https://id.example',
    sealed: 'sealed',
    expiresAt: NOW + MINUTE,
    ...over,
  };
}

/** What every driver of the Store contract does with the secrets of upstreams. */
export function upstreamStoreContract(
  driver: string,
  open: (t: TestContext) => Promise<Opened>,
): void {
  describe(`${driver}: secrets of upstreams`, () => {
    it('are one for each owner, issuer and kind, the last, and read newest first', async (t) => {
      const { store, reopen } = await open(t);
      const kept = [
        aSecret({ sealed: '\0 %_ \u{1f511}', updatedAt: NOW + 4 }),
        aSecret({ owner: 'ada@home', updatedAt: NOW + 3 }),
        aSecret({ issuer: 'https://id.example/', updatedAt: NOW + 2 }),
        aSecret({ kind: 'client', updatedAt: NOW + 1 }),
      ];
      await store.putUpstreamSecret(aSecret());
      await store.putUpstreamSecret(aSecret({ upstream: 'other' }));
      for (const one of kept.toReversed()) await store.putUpstreamSecret(one);
      const again = await reopen();
      assert.deepEqual(await again.upstreamSecrets('notes'), kept);
      assert.deepEqual(await again.upstreamSecrets('none'), []);
    });

    it('of somebody without any connection go when that is forgotten, and no others', async (t) => {
      const { store } = await open(t);
      await store.putClient(aClient(), 9);
      await connect(store, 'a');
      const kept = [
        aSecret(),
        aSecret({ owner: 'person-1@home' }),
        aSecret({ owner: 'recent@home', updatedAt: NOW + MINUTE }),
      ];
      for (const one of [...kept, aSecret({ owner: 'gone@home' })]) {
        await store.putUpstreamSecret(one);
      }
      await store.purge(NOW + DAY, { ...KEEP, endedGrantMs: DAY });
      const owners = (await store.upstreamSecrets('notes')).map(({ owner }) => owner);
      assert.deepEqual(new Set(owners), new Set(kept.map(({ owner }) => owner)));
    });

    it('are dropped by what is named of them, and no others', async (t) => {
      const { store } = await open(t);
      const adas = aSecret({ owner: 'ada@home' });
      const client = aSecret({ kind: 'client' });
      const elsewhere = aSecret({ issuer: 'https://other.example' });
      const other = aSecret({ upstream: 'other' });
      for (const one of [adas, client, elsewhere, aSecret(), other]) {
        await store.putUpstreamSecret(one);
      }
      const left = async () => new Set(await store.upstreamSecrets('notes'));
      await store.dropUpstreamSecrets({
        upstream: 'notes',
        owner: 'shared',
        issuer: 'https://id.example',
        kind: 'tokens',
      });
      assert.deepEqual(await left(), new Set([adas, client, elsewhere]));
      await store.dropUpstreamSecrets({ upstream: 'notes', issuer: 'https://id.example' });
      assert.deepEqual(await left(), new Set([elsewhere]));
      await store.forgetUpstreamsBut(['other', 'unheard of']);
      assert.deepEqual(await left(), new Set());
      assert.deepEqual(await store.upstreamSecrets('other'), [other]);
    });
  });

  it(`${driver}: a secret of an upstream is sealed anew, unless it has changed`, async (t) => {
    const { store, reopen } = await open(t);
    const [mine, other] = [aSecret(), aSecret({ upstream: 'other' })];
    for (const one of [mine, other]) await store.putUpstreamSecret(one);
    assert.equal((await store.upstreamSecrets()).length, 2);
    assert.equal(await store.resealUpstreamSecret(mine, 'anew'), true);
    assert.equal(await store.resealUpstreamSecret(mine, 'lost'), false);
    const again = await reopen();
    assert.deepEqual(await again.upstreamSecrets('notes'), [{ ...mine, sealed: 'anew' }]);
    assert.deepEqual(await again.upstreamSecrets('other'), [other]);
  });

  describe(`${driver}: sign-ins at upstreams`, () => {
    it('are taken once, by the browser they belong to, before they expire', async (t) => {
      const { store, another, reopen } = await open(t);
      await store.putUpstreamSignIn(aSignIn());
      const { id, browserHash, expiresAt } = aSignIn();
      const other = await another();
      assert.equal(await other.takeUpstreamSignIn(id, 'another cookie', NOW), undefined);
      assert.equal(await other.takeUpstreamSignIn(id, browserHash, expiresAt), undefined);
      const again = await reopen();
      const taken = await Promise.all([
        again.takeUpstreamSignIn(id, browserHash, NOW),
        again.takeUpstreamSignIn(id, browserHash, NOW),
      ]);
      assert.deepEqual(taken, [aSignIn(), undefined]);
    });

    it('go with their upstream alone, and so do its secrets', async (t) => {
      const { store } = await open(t);
      await store.putUpstreamSignIn(aSignIn({ id: 'kept' }));
      await store.putUpstreamSignIn(aSignIn({ id: 'gone', upstream: 'gone' }));
      await store.putUpstreamSecret(aSecret({ upstream: 'gone' }));
      await store.putUpstreamSecret(aSecret());
      await store.forgetUpstream('gone');
      const take = (id: string) => store.takeUpstreamSignIn(id, aSignIn().browserHash, NOW);
      assert.equal(await take('gone'), undefined);
      assert.equal((await take('kept'))?.id, 'kept');
      assert.deepEqual(await store.upstreamSecrets('gone'), []);
      assert.equal((await store.upstreamSecrets('notes')).length, 1);
    });

    it('go when they expire, and with their upstream', async (t) => {
      const { store } = await open(t);
      await store.putUpstreamSignIn(aSignIn());
      await store.putUpstreamSignIn(aSignIn({ id: 'later', expiresAt: NOW + DAY }));
      await store.putUpstreamSignIn(aSignIn({ id: 'gone', upstream: 'gone' }));
      await store.forgetUpstreamsBut(['notes']);
      await store.purge(NOW + MINUTE, KEEP);
      const take = (id: string) => store.takeUpstreamSignIn(id, aSignIn().browserHash, NOW);
      assert.equal(await take('hash of a state'), undefined);
      assert.equal((await take('later'))?.id, 'later');
      assert.equal(await take('gone'), undefined);
    });
  });
}
