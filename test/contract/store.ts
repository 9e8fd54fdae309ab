import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/clock.ts';
import type {
  AuditEvent,
  AuditPage,
  AuditQuery,
  AuditSearch,
  Store,
} from '../../src/store/contract.ts';
import * as sample from './samples.ts';
import { allow, connect, NOW, successor } from './samples.ts';
import { machineStoreContract } from './store-machines.ts';
import { upstreamStoreContract } from './store-upstreams.ts';

/** An empty store, and the ways in which others may look at the same data. */
export interface StoreUnderTest {
  readonly store: Store;
  /** A second store on the same data, as another process would have it. */
  another(): Promise<Store>;
  /** Closes the store and opens it again, as a restart does. */
  reopen(): Promise<Store>;
}

const GRACE = 30 * SECOND;
const KEEP = { unapprovedClientMs: DAY, auditMs: 90 * DAY, endedGrantMs: 30 * DAY };

const HOSTILE: Readonly<Record<string, string>> = {
  quotes: `'; drop table clients; -- " \` \\`,
  NUL: 'before\0after',
  emoji: '\u{1f511}\u{1f3e1} e\u0301 \u202e',
  percent: '%_*?[a-z]',
  empty: '',
  prototype: '__proto__',
  long: 'x'.repeat(100_000),
};

/**
 * The suite that every driver of the Store contract passes. `open` is called once a test and tidies
 * up after itself.
 */
export function storeContract(
  driver: string,
  open: (t: TestContext) => Promise<StoreUnderTest>,
): void {
  describe(`${driver}: clients`, () => {
    it('keeps every field, and leaves absent ones absent', async (t) => {
      const { store, reopen } = await open(t);
      const plain = sample.aClient();
      const full = sample.aClient({
        id: 'client-2',
        origin: 'static',
        authMethod: 'private_key_jwt',
        secretHash: 'hash',
        previousSecretHash: 'hash before',
        previousSecretEndsAt: NOW + 3,
        jwks: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }],
        jwksUri: 'https://claude.ai/jwks',
        scope: [],
        clientUri: 'https://claude.ai',
        createdAt: NOW + 1,
        approvedAt: NOW + 2,
      });
      await store.putClient(plain, 10);
      await store.putClient(full, 10);
      const again = await reopen();
      assert.deepEqual(await again.client('client-1'), plain);
      assert.deepEqual(await again.clients(), [plain, full]);
      assert.equal(await again.client('client-3'), undefined);
    });

    it('keeping a client again replaces it, but an approval stays', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient({ approvedAt: NOW }), 10);
      await store.putClient(sample.aClient({ name: 'Claude 2' }), 10);
      assert.deepEqual(await store.clients(), [
        sample.aClient({ name: 'Claude 2', approvedAt: NOW }),
      ]);
    });

    it('each change of one is seen at once, here and elsewhere', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      const seen = async () => {
        const [here, there] = [await store.client('client-1'), await other.client('client-1')];
        assert.deepEqual(here, there);
        return here;
      };
      await store.putClient(sample.aClient(), 1);
      assert.deepEqual(await seen(), sample.aClient());
      await other.putClient(sample.aClient({ name: 'Claude 2' }), 1);
      assert.equal((await seen())?.name, 'Claude 2');
      await store.putClient(sample.aClient({ id: 'client-2', createdAt: NOW + 1 }), 1);
      assert.equal(await seen(), undefined);
      await other.putClient(sample.aClient(), 2);
      assert.equal((await seen())?.approvedAt, undefined);
      await allow(store, 'a');
      assert.equal((await seen())?.approvedAt, NOW);
      await other.removeClient('client-1', NOW);
      assert.equal(await seen(), undefined);
      await store.putClient(sample.aClient(), 2);
      assert.notEqual(await seen(), undefined);
      await store.purge(NOW + 1_000 * DAY, KEEP);
      assert.equal(await seen(), undefined);
    });

    it('a flood evicts the oldest dynamic clients that nobody approved, and no other', async (t) => {
      const { store } = await open(t);
      const createdAt = NOW - DAY;
      await store.putClient(sample.aClient({ id: 'approved', createdAt, approvedAt: NOW }), 3);
      await store.putClient(sample.aClient({ id: 'static', createdAt, origin: 'static' }), 3);
      await store.putClient(sample.aClient({ id: 'document', createdAt, origin: 'document' }), 3);
      for (let n = 0; n < 20; n += 1)
        await store.putClient(sample.aClient({ id: `flood-${n}` }), 3);
      const ids = (await store.clients()).map((client) => client.id);
      assert.deepEqual(ids, ['approved', 'static', 'document', 'flood-17', 'flood-18', 'flood-19']);
    });

    it('a client whose consent form is open is evicted last', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient(), 3);
      await store.putTransaction(sample.aTransaction('a'), 10);
      for (let n = 0; n < 5; n += 1) {
        await store.putClient(sample.aClient({ id: `flood-${n}`, createdAt: NOW + n }), 3);
      }
      const ids = (await store.clients()).map((client) => client.id);
      assert.deepEqual(ids, ['client-1', 'flood-3', 'flood-4']);
    });

    it('the newest client is kept even when its clock was behind', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient({ id: 'ahead', createdAt: NOW + HOUR }), 1);
      await store.putClient(sample.aClient(), 1);
      assert.deepEqual(await store.clients(), [sample.aClient()]);
    });

    it('removing one ends its grants and forgets its forms and codes', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient(), 10);
      await connect(store, 'a');
      await connect(store, 'other', { grant: { clientId: 'client-2' } });
      const unspent = await allow(store, 'b');
      await store.putTransaction(sample.aTransaction('c'), 10);

      assert.deepEqual(await store.removeClient('client-1', NOW + 1), ['grant a']);
      assert.equal(await store.removeClient('client-1', NOW + 2), undefined);

      assert.equal(await store.client('client-1'), undefined);
      const grant = await store.grant('grant a');
      assert.deepEqual([grant?.endedAt, grant?.endedReason], [NOW + 1, 'disconnected']);
      assert.equal((await store.grant('grant other'))?.endedAt, undefined);
      assert.equal(await store.code(unspent.hash), undefined);
      const late = await store.finishTransaction(
        sample.aTransaction('c').id,
        { outcome: 'o' },
        NOW,
      );
      assert.deepEqual(late, { status: 'unknown' });
    });
  });

  describe(`${driver}: consent`, () => {
    it('keeps a transaction until it expires', async (t) => {
      const { store, reopen } = await open(t);
      const { state: _, ...stateless } = sample.aRequest();
      const transaction = sample.aTransaction('a', { request: stateless });
      await store.putTransaction(transaction, 10);
      const again = await reopen();
      assert.deepEqual(await again.transaction(transaction.id, NOW), transaction);
      assert.deepEqual(
        await again.transaction(transaction.id, transaction.expiresAt - 1),
        transaction,
      );
      assert.equal(await again.transaction(transaction.id, transaction.expiresAt), undefined);
      assert.equal(await again.transaction('another', NOW), undefined);
    });

    it('beyond the limit the oldest unfinished ones make room, and finished ones are bounded too', async (t) => {
      const { store } = await open(t);
      for (let n = 0; n < 10; n += 1) {
        const transaction = sample.aTransaction(`denied ${n}`, { createdAt: NOW + n });
        await store.putTransaction(transaction, 3);
        await store.finishTransaction(transaction.id, { outcome: 'denied' }, NOW);
      }
      for (let n = 0; n < 10; n += 1) {
        await store.putTransaction(sample.aTransaction(`${n}`, { createdAt: NOW + n }), 3);
      }
      const kept = async (prefix: string) => {
        const found: number[] = [];
        for (let n = 0; n < 10; n += 1) {
          const { id } = sample.aTransaction(`${prefix}${n}`);
          if (await store.transaction(id, NOW)) found.push(n);
        }
        return found;
      };
      assert.deepEqual(await kept(''), [7, 8, 9]);
      assert.deepEqual(await kept('denied '), [7, 8, 9]);
    });

    it('an allowed one keeps code, person, credential and approval in one step', async (t) => {
      const { store, reopen } = await open(t);
      await store.putClient(sample.aClient(), 10);
      const transaction = sample.aTransaction('a');
      await store.putTransaction(transaction, 10);
      const allowed = {
        code: sample.aCode('a'),
        person: sample.aPerson(),
        credential: sample.aCredential('a'),
      };
      assert.deepEqual(
        await store.finishTransaction(transaction.id, { outcome: 'first', allowed }, NOW + 5),
        { status: 'finished' },
      );
      const again = await reopen();
      assert.deepEqual(
        await again.finishTransaction(transaction.id, { outcome: 'second' }, NOW + 6),
        { status: 'already', outcome: 'first' },
      );
      assert.deepEqual(await again.transaction(transaction.id, NOW), {
        ...transaction,
        outcome: 'first',
        finishedAt: NOW + 5,
      });
      assert.deepEqual(await again.code(allowed.code.hash), allowed.code);
      assert.deepEqual(await again.person('home', 'person-1'), allowed.person);
      assert.deepEqual(await again.credential('credential a'), allowed.credential);
      assert.equal((await again.client('client-1'))?.approvedAt, NOW + 5);
    });

    it('a later approval does not move the first one', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient({ approvedAt: NOW - DAY }), 10);
      await allow(store, 'a');
      assert.equal((await store.client('client-1'))?.approvedAt, NOW - DAY);
    });

    it('a denied one keeps nothing but its outcome', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient(), 10);
      const transaction = sample.aTransaction('a');
      await store.putTransaction(transaction, 10);
      const { status } = await store.finishTransaction(transaction.id, { outcome: 'denied' }, NOW);
      assert.equal(status, 'finished');
      assert.equal((await store.client('client-1'))?.approvedAt, undefined);
      assert.equal(await store.person('home', 'person-1'), undefined);
    });

    it('an unknown or expired one is unknown and keeps nothing', async (t) => {
      const { store } = await open(t);
      const transaction = sample.aTransaction('a');
      await store.putTransaction(transaction, 10);
      const allowed = {
        code: sample.aCode('a'),
        person: sample.aPerson(),
        credential: sample.aCredential('a'),
      };
      for (const [id, now] of [
        ['another', NOW],
        [transaction.id, transaction.expiresAt],
      ] as const) {
        const outcome = await store.finishTransaction(id, { outcome: 'o', allowed }, now);
        assert.deepEqual(outcome, { status: 'unknown' });
      }
      assert.equal(await store.code(allowed.code.hash), undefined);
      assert.equal(await store.credential('credential a'), undefined);
    });

    it('50 answers at once: one is kept and all the others get it back', async (t) => {
      const { store, another } = await open(t);
      const stores = [store, await another()];
      const transaction = sample.aTransaction('a');
      await store.putTransaction(transaction, 10);
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, async (_, n) => {
          const allowed = {
            code: sample.aCode(`${n}`),
            person: sample.aPerson(),
            credential: sample.aCredential(`${n}`),
          };
          const answer = { outcome: `outcome ${n}`, allowed };
          return (stores[n % 2] ?? store).finishTransaction(transaction.id, answer, NOW);
        }),
      );
      const winner = outcomes.findIndex(({ status }) => status === 'finished');
      const others = outcomes.filter((_, n) => n !== winner);
      assert.deepEqual(others, Array(49).fill({ status: 'already', outcome: `outcome ${winner}` }));
      for (let n = 0; n < 50; n += 1) {
        const code = await store.code(sample.aCode(`${n}`).hash);
        assert.equal(code !== undefined, n === winner);
      }
    });

    it('the same secret pasted twice is one credential, and the code stands on that one', async (t) => {
      const { store } = await open(t);
      await allow(store, 'a');
      const transaction = sample.aTransaction('b');
      await store.putTransaction(transaction, 10);
      const twin = sample.aCredential('b', { fingerprint: sample.aCredential('a').fingerprint });
      const allowed = { code: sample.aCode('b'), person: sample.aPerson(), credential: twin };
      await store.finishTransaction(transaction.id, { outcome: 'o', allowed }, NOW);
      assert.equal((await store.code(allowed.code.hash))?.credentialId, 'credential a');
      assert.equal(await store.credential('credential b'), undefined);
    });
  });

  describe(`${driver}: codes`, () => {
    it('is spent once; grant and refresh token are kept in the same step', async (t) => {
      const { store, reopen } = await open(t);
      const code = await allow(store, 'a');
      const made = { grant: sample.aGrant('a'), refresh: sample.aRefresh('a'), answer: 'first' };
      assert.deepEqual(await store.redeemCode(code.hash, made, NOW + 1), { status: 'redeemed' });
      const again = await reopen();
      assert.deepEqual(
        await again.redeemCode(code.hash, { grant: sample.aGrant('b'), answer: 'second' }, NOW + 2),
        { status: 'spent', spentAt: NOW + 1, answer: 'first' },
      );
      assert.deepEqual(await again.grant('grant a'), made.grant);
      assert.equal(await again.grant('grant b'), undefined);
      assert.deepEqual(await again.refreshToken(made.refresh.hash), made.refresh);
    });

    it('a grant may do without a refresh token', async (t) => {
      const { store } = await open(t);
      const code = await allow(store, 'a');
      const made = { grant: sample.aGrant('a'), answer: 'answer' };
      assert.deepEqual(await store.redeemCode(code.hash, made, NOW), { status: 'redeemed' });
      assert.deepEqual(await store.grants(), [made.grant]);
    });

    it('one that expired unspent is unknown to redeem, though it may still be looked at', async (t) => {
      const { store } = await open(t);
      const code = await allow(store, 'a');
      const made = { grant: sample.aGrant('a'), answer: 'answer' };
      assert.deepEqual(await store.redeemCode(code.hash, made, code.expiresAt), {
        status: 'unknown',
      });
      assert.deepEqual(await store.redeemCode('another', made, NOW), { status: 'unknown' });
      assert.deepEqual(await store.code(code.hash), code);
      assert.deepEqual(await store.grants(), []);
    });

    it('a spent one is recognised for a day, also after it expired and its grant ended', async (t) => {
      const { store } = await open(t);
      const { code, grant } = await connect(store, 'a');
      await store.endGrant(grant.id, 'disconnected', NOW);
      await store.purge(NOW + 23 * HOUR, { ...KEEP, endedGrantMs: 0 });
      assert.equal(await store.grant(grant.id), undefined);
      const made = { grant: sample.aGrant('b'), answer: 'answer' };
      const replayed = await store.redeemCode(code.hash, made, NOW + 23 * HOUR);
      assert.deepEqual(replayed, { status: 'spent', spentAt: NOW, answer: 'answer a' });
      await store.purge(NOW + 25 * HOUR, KEEP);
      const forgotten = await store.redeemCode(code.hash, made, NOW + 25 * HOUR);
      assert.deepEqual(forgotten, { status: 'unknown' });
    });

    it('a step that fails halfway leaves nothing behind, and nothing held', async (t) => {
      const { store, another } = await open(t);
      const { refresh } = await connect(store, 'a');
      const code = await allow(store, 'b');
      const colliding = { grant: sample.aGrant('b'), refresh, answer: 'answer' };
      await assert.rejects(store.redeemCode(code.hash, colliding, NOW));
      assert.equal(await store.grant('grant b'), undefined);
      const made = { grant: sample.aGrant('b'), refresh: sample.aRefresh('b'), answer: 'answer' };
      const other = await another();
      assert.deepEqual(await other.redeemCode(code.hash, made, NOW), { status: 'redeemed' });
      assert.deepEqual(await store.grant('grant b'), made.grant);
    });

    it('50 redemptions at once: one grant, and all the others get its answer', async (t) => {
      const { store, another } = await open(t);
      const stores = [store, await another()];
      const code = await allow(store, 'a');
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, async (_, n) => {
          const name = `${n}`;
          const made = {
            grant: sample.aGrant(name),
            refresh: sample.aRefresh(name),
            answer: `answer ${n}`,
          };
          return (stores[n % 2] ?? store).redeemCode(code.hash, made, NOW);
        }),
      );
      const winner = outcomes.findIndex(({ status }) => status === 'redeemed');
      const others = outcomes.filter((_, n) => n !== winner);
      const spent = { status: 'spent', spentAt: NOW, answer: `answer ${winner}` };
      assert.deepEqual(others, Array(49).fill(spent));
      assert.deepEqual(await store.grants(), [sample.aGrant(`${winner}`)]);
    });
  });

  describe(`${driver}: refresh tokens`, () => {
    it('only the newest of a family is live, also after a restart', async (t) => {
      const { store, reopen } = await open(t);
      const { refresh } = await connect(store, 'a');
      assert.deepEqual(await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW), {
        status: 'rotated',
      });
      const again = await reopen();
      assert.deepEqual(await again.refreshToken(refresh.hash), {
        ...refresh,
        graceEndsAt: NOW + GRACE,
      });
      const { hash } = sample.aRefresh('a', 1);
      const second = await again.rotateRefresh(hash, successor('a', 2), GRACE, NOW + HOUR);
      assert.deepEqual(second, { status: 'rotated' });
      assert.equal((await again.grant('grant a'))?.lastUsedAt, NOW + HOUR);
    });

    it('a repeat inside the grace window gets the same answer, and makes no second successor', async (t) => {
      const { store, reopen } = await open(t);
      const { refresh } = await connect(store, 'a');
      await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW);
      const again = await reopen();
      const last = NOW + GRACE - 1;
      assert.deepEqual(await again.rotateRefresh(refresh.hash, successor('a', 9), GRACE, last), {
        status: 'replay',
        answer: 'answer a 1',
      });
      assert.equal(await again.refreshToken(sample.aRefresh('a', 9).hash), undefined);
    });

    it('every token rotated inside the window has its own answer', async (t) => {
      const { store } = await open(t);
      await connect(store, 'a');
      for (let n = 0; n < 5; n += 1) {
        const { hash } = sample.aRefresh('a', n);
        await store.rotateRefresh(hash, successor('a', n + 1), GRACE, NOW + n);
      }
      for (let n = 0; n < 5; n += 1) {
        const { hash } = sample.aRefresh('a', n);
        const outcome = await store.rotateRefresh(hash, successor('a', 9), GRACE, NOW + 9);
        assert.deepEqual(outcome, { status: 'replay', answer: `answer a ${n + 1}` });
      }
    });

    it('rotating for days keeps answers apart between families', async (t) => {
      const { store } = await open(t);
      const names = ['a', 'b', 'c'];
      for (const name of names) await connect(store, name);
      for (let n = 0; n < 30; n += 1) {
        const now = NOW + n * HOUR;
        for (const name of names) {
          const { hash } = sample.aRefresh(name, n);
          await store.rotateRefresh(hash, successor(name, n + 1), GRACE, now);
        }
        for (const name of names) {
          const { hash } = sample.aRefresh(name, n);
          const outcome = await store.rotateRefresh(hash, successor(name, 99), GRACE, now + 1);
          assert.deepEqual(outcome, { status: 'replay', answer: `answer ${name} ${n + 1}` });
        }
        if (n % 7 === 0) await store.purge(now + MINUTE, KEEP);
      }
    });

    it('a clock that is behind gets no answer rather than a wrong one', async (t) => {
      const { store } = await open(t);
      const { refresh } = await connect(store, 'a');
      await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW);
      const { hash } = sample.aRefresh('a', 1);
      await store.rotateRefresh(hash, successor('a', 2), GRACE, NOW + HOUR);
      const behind = await store.rotateRefresh(refresh.hash, successor('a', 9), GRACE, NOW + 1);
      assert.deepEqual(behind, { status: 'mismatch' });
    });

    it('a clock that was set back makes no window longer', async (t) => {
      const { store } = await open(t);
      const { refresh } = await connect(store, 'a');
      await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW);
      const ask = (now: number) =>
        store.rotateRefresh(refresh.hash, successor('a', 9), GRACE, now).then((one) => one.status);
      assert.equal(await ask(NOW - SECOND), 'replay');
      assert.equal(await ask(NOW - DAY), 'mismatch');
      assert.equal((await store.grant('grant a'))?.endedAt, undefined);
    });

    it('other parameters inside the window are refused and the family lives on', async (t) => {
      const { store } = await open(t);
      const { refresh } = await connect(store, 'a');
      await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW);
      const wider = successor('a', 9, 'client-1|home:control');
      assert.deepEqual(await store.rotateRefresh(refresh.hash, wider, GRACE, NOW + 1), {
        status: 'mismatch',
      });
      const { hash } = sample.aRefresh('a', 1);
      const next = await store.rotateRefresh(hash, successor('a', 2), GRACE, NOW + 2);
      assert.equal(next.status, 'rotated');
    });

    it('a repeat after the window ends the family, also after a restart and a purge', async (t) => {
      const { store, reopen } = await open(t);
      const { refresh } = await connect(store, 'a');
      await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW);
      await store.purge(NOW + GRACE, KEEP);
      const again = await reopen();
      assert.deepEqual(
        await again.rotateRefresh(refresh.hash, successor('a', 9), GRACE, NOW + GRACE),
        { status: 'reused', grantId: 'grant a' },
      );
      const grant = await again.grant('grant a');
      assert.deepEqual([grant?.endedAt, grant?.endedReason], [NOW + GRACE, 'refresh_replayed']);
      for (const n of [0, 1]) {
        const { hash } = sample.aRefresh('a', n);
        const outcome = await again.rotateRefresh(hash, successor('a', 9), GRACE, NOW + GRACE);
        assert.deepEqual(outcome, { status: 'ended' });
      }
    });

    it('without a grace window the first repeat ends the family', async (t) => {
      const { store } = await open(t);
      const { refresh } = await connect(store, 'a');
      await store.rotateRefresh(refresh.hash, successor('a', 1), 0, NOW);
      const outcome = await store.rotateRefresh(refresh.hash, successor('a', 2), 0, NOW);
      assert.equal(outcome.status, 'reused');
    });

    it('tells expired, ended and unknown apart, and changes nothing', async (t) => {
      const { store } = await open(t);
      const { refresh } = await connect(store, 'a');
      const ended = await connect(store, 'b');
      await store.endGrant('grant b', 'disconnected', NOW);
      const next = successor('a', 1);
      const ask = async (hash: string, now: number) =>
        (await store.rotateRefresh(hash, next, GRACE, now)).status;
      assert.equal(await ask(refresh.hash, refresh.expiresAt), 'expired');
      assert.equal(await ask(ended.refresh.hash, NOW), 'ended');
      assert.equal(await ask('another', NOW), 'unknown');
      assert.equal(await store.refreshToken(next.refresh.hash), undefined);
      assert.equal(await ask(refresh.hash, refresh.expiresAt - 1), 'rotated');
    });

    it('the successor stays in the family, whatever grant it names', async (t) => {
      const { store } = await open(t);
      const { refresh } = await connect(store, 'a');
      const stray = {
        ...successor('a', 1),
        refresh: sample.aRefresh('a', 1, { grantId: 'grant b' }),
      };
      await store.rotateRefresh(refresh.hash, stray, GRACE, NOW);
      assert.equal((await store.refreshToken(stray.refresh.hash))?.grantId, 'grant a');
    });

    it('50 rotations at once: one successor, and all the others get its answer', async (t) => {
      const { store, another } = await open(t);
      const stores = [store, await another()];
      const { refresh } = await connect(store, 'a');
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, async (_, n) =>
          (stores[n % 2] ?? store).rotateRefresh(refresh.hash, successor('a', n + 1), GRACE, NOW),
        ),
      );
      const winner = outcomes.findIndex(({ status }) => status === 'rotated');
      const others = outcomes.filter((_, n) => n !== winner);
      assert.deepEqual(
        others,
        Array(49).fill({ status: 'replay', answer: `answer a ${winner + 1}` }),
      );
      for (let n = 0; n < 50; n += 1) {
        const token = await store.refreshToken(sample.aRefresh('a', n + 1).hash);
        assert.equal(token !== undefined, n === winner);
      }
    });
  });

  describe(`${driver}: grants`, () => {
    it('ends once, and stays to be looked at', async (t) => {
      const { store, reopen } = await open(t);
      const { grant } = await connect(store, 'a');
      assert.equal(await store.endGrant('another', 'disconnected', NOW), false);
      assert.equal(await store.endGrant(grant.id, 'revoked_by_client', NOW + 1), true);
      assert.equal(await store.endGrant(grant.id, 'disconnected', NOW + 2), false);
      const ended = { ...grant, endedAt: NOW + 1, endedReason: 'revoked_by_client' };
      assert.deepEqual(await store.grant(grant.id), ended);
      const again = await reopen();
      assert.deepEqual(await again.grants(), [ended]);
    });

    it('one that ended elsewhere is seen to have ended at once', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      for (let n = 0; n < 20; n += 1) {
        const { grant } = await connect(store, `${n}`);
        const now = NOW + n;
        assert.equal((await store.grant(grant.id))?.endedAt, undefined);
        assert.equal((await other.grant(grant.id))?.endedAt, undefined);
        const [ending, looking] = n % 2 === 0 ? [store, other] : [other, store];
        await ending.endGrant(grant.id, 'disconnected', now);
        assert.equal((await looking.grant(grant.id))?.endedAt, now);
        assert.equal((await ending.grant(grant.id))?.endedAt, now);
      }
    });

    it('every way of ending one is seen elsewhere', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      await store.putClient(sample.aClient({ id: 'client-2' }), 10);
      await connect(store, 'removed', { grant: { clientId: 'client-2' } });
      await connect(store, 'refused');
      const { refresh } = await connect(store, 'reused');
      const names = ['removed', 'refused', 'reused'];
      for (const name of names) {
        assert.equal((await other.grant(`grant ${name}`))?.endedAt, undefined);
      }
      await store.rotateRefresh(refresh.hash, successor('reused', 1), 0, NOW);
      await store.removeClient('client-2', NOW + 1);
      await store.endCredential('credential refused', 'credential_refused', NOW + 1);
      await store.rotateRefresh(refresh.hash, successor('reused', 2), 0, NOW + 1);
      for (const seer of [store, other]) {
        for (const name of names) {
          assert.equal((await seer.grant(`grant ${name}`))?.endedAt, NOW + 1, name);
        }
      }
    });

    it('a use is noted, never moved back, and survives closing', async (t) => {
      const { store, reopen } = await open(t);
      const { grant } = await connect(store, 'a');
      assert.equal((await store.grant(grant.id))?.lastUsedAt, NOW);
      store.touchGrant(grant.id, NOW + 9);
      store.touchGrant(grant.id, NOW + 5);
      store.touchGrant('another', NOW);
      assert.equal((await store.grant(grant.id))?.lastUsedAt, NOW + 9);
      const again = await reopen();
      assert.deepEqual(await again.grants(), [{ ...grant, lastUsedAt: NOW + 9 }]);
    });

    it('where a use came from goes with the use, and is forgotten when it cannot be told', async (t) => {
      const { store, another, reopen } = await open(t);
      const { grant, refresh } = await connect(store, 'a');
      const at = async (from: Store) => {
        const { lastUsedAt = 0, lastFrom } = (await from.grant(grant.id)) ?? {};
        return [lastUsedAt - NOW, lastFrom];
      };
      store.touchGrant(grant.id, NOW + 1, '203.0.113.7');
      assert.deepEqual(await at(store), [1, '203.0.113.7']);
      store.touchGrant(grant.id, NOW + 2);
      store.touchGrant(grant.id, NOW + 1, '198.51.100.1');
      assert.deepEqual(await at(store), [2, '203.0.113.7']);
      await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW + 3);
      assert.deepEqual(await at(store), [3, '203.0.113.7']);
      await store.auditEvents(1);
      assert.deepEqual(await at(await another()), [3, '203.0.113.7']);
      store.touchGrant(grant.id, NOW + 4, '');
      assert.deepEqual(await at(store), [4, undefined]);
      const again = await reopen();
      assert.deepEqual(await at(again), [4, undefined]);
      assert.deepEqual(await again.grants(), [{ ...grant, lastUsedAt: NOW + 4 }]);
    });

    it('can be narrowed and never widened, which is seen elsewhere at once', async (t) => {
      const { store, another, reopen } = await open(t);
      const other = await another();
      const scope = ['home:read', 'home:control', 'energy:read'];
      const { grant } = await connect(store, 'a', { grant: { scope } });
      for (const one of [store, other]) assert.deepEqual((await one.grant(grant.id))?.scope, scope);

      const wider = [...scope, 'home:configure'];
      assert.equal(await store.narrowGrant(grant.id, wider), true);
      assert.deepEqual(await store.grant(grant.id), grant);
      assert.equal(await store.narrowGrant(grant.id, ['home:read', 'energy:read']), true);
      const narrowed = { ...grant, scope: ['home:read', 'energy:read'], givenScope: scope };
      for (const one of [store, other]) assert.deepEqual(await one.grant(grant.id), narrowed);

      assert.equal(await store.narrowGrant(grant.id, ['home:control']), false);
      assert.equal(await store.narrowGrant(grant.id, []), false);
      assert.equal(await other.narrowGrant(grant.id, ['home:read', 'home:control']), true);
      const last = { ...narrowed, scope: ['home:read'] };
      for (const one of [store, other]) assert.deepEqual(await one.grant(grant.id), last);

      assert.equal(await store.narrowGrant('another', scope), false);
      await store.endGrant(grant.id, 'disconnected', NOW);
      assert.equal(await store.narrowGrant(grant.id, ['home:read']), false);
      const again = await reopen();
      assert.deepEqual((await again.grants())[0]?.givenScope, scope);
    });

    it('two that narrow one at once both have their way', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      const { grant } = await connect(store, 'a', { grant: { scope: ['a', 'b', 'c'] } });
      await Promise.all([
        store.narrowGrant(grant.id, ['a', 'b']),
        other.narrowGrant(grant.id, ['b', 'c']),
      ]);
      assert.deepEqual((await store.grant(grant.id))?.scope, ['b']);
    });

    it('can be paused and go on, which is seen elsewhere at once', async (t) => {
      const { store, another, reopen } = await open(t);
      const other = await another();
      const { grant, refresh } = await connect(store, 'a');
      await other.grant(grant.id);
      assert.equal(await store.resumeGrant(grant.id), false);
      assert.equal(await store.pauseGrant(grant.id, NOW + 1), true);
      assert.equal(await other.pauseGrant(grant.id, NOW + 2), false);
      const paused = { ...grant, pausedAt: NOW + 1 };
      for (const one of [store, other]) assert.deepEqual(await one.grant(grant.id), paused);
      const rotated = await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW);
      assert.deepEqual(rotated, { status: 'rotated' });

      assert.equal(await other.resumeGrant(grant.id), true);
      for (const one of [store, other]) assert.deepEqual(await one.grant(grant.id), grant);
      await store.pauseGrant(grant.id, NOW + 3);
      assert.equal(await store.endGrant(grant.id, 'disconnected', NOW + 4), true);
      assert.equal(await store.resumeGrant(grant.id), false);
      assert.equal(await store.pauseGrant('another', NOW), false);
      const again = await reopen();
      assert.equal((await again.grants())[0]?.pausedAt, NOW + 3);
    });

    it('a refused credential ends every grant that stands on it, and nothing else', async (t) => {
      const { store, reopen } = await open(t);
      await connect(store, 'a');
      await connect(store, 'b', { grant: { credentialId: 'credential a' } });
      await connect(store, 'c');
      const unspent = await allow(store, 'd');
      await store.endGrant('grant b', 'disconnected', NOW);
      const ended = await store.endCredential('credential a', 'credential_refused', NOW + 1);
      assert.deepEqual(ended, ['grant a']);
      assert.deepEqual(await store.endCredential('credential d', 'credential_refused', NOW), []);
      const again = await reopen();
      const reasons = (await again.grants()).map((grant) => grant.endedReason);
      assert.deepEqual(reasons, ['credential_refused', 'disconnected', undefined]);
      assert.equal(await again.credential('credential a'), undefined);
      assert.deepEqual(await again.credential('credential c'), sample.aCredential('c'));
      assert.equal(await again.code(unspent.hash), undefined);
    });
  });

  describe(`${driver}: people`, () => {
    it('are known by home and id', async (t) => {
      const { store, reopen } = await open(t);
      const ada = sample.aPerson();
      const twin = sample.aPerson({ home: 'cabin', name: 'Bob', administrator: false });
      await store.putPerson(sample.aPerson({ name: 'before', seenAt: 1 }));
      await store.putPerson(twin);
      await store.putPerson(ada);
      const again = await reopen();
      assert.deepEqual(await again.person('home', 'person-1'), ada);
      assert.deepEqual(await again.person('cabin', 'person-1'), twin);
      assert.equal(await again.person('home', 'person-2'), undefined);
    });

    it('one who was changed elsewhere is seen so at once', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      const ada = sample.aPerson({ administrator: true });
      for (let n = 0; n < 20; n += 1) {
        const [changing, looking] = n % 2 === 0 ? [store, other] : [other, store];
        const changed = { ...ada, administrator: n % 3 === 0, seenAt: n };
        await changing.putPerson(changed);
        assert.deepEqual(await looking.person('home', ada.id), changed);
        assert.deepEqual(await changing.person('home', ada.id), changed);
      }
    });

    it('one who signs in is seen as their home has them now', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      await store.putPerson(sample.aPerson({ administrator: true }));
      for (const seer of [store, other]) {
        assert.equal((await seer.person('home', 'person-1'))?.administrator, true);
      }
      const code = sample.aCode('lowered');
      const transaction = sample.aTransaction('lowered', { request: code.request });
      await store.putTransaction(transaction, 1_000);
      const person = sample.aPerson({ administrator: false });
      const allowed = { code, person, credential: sample.aCredential('lowered') };
      await store.finishTransaction(transaction.id, { outcome: 'lowered', allowed }, NOW);
      for (const seer of [store, other]) {
        assert.equal((await seer.person('home', 'person-1'))?.administrator, false);
      }
    });

    it('have their live grants found by name, by id and by id@home, the newest first', async (t) => {
      const { store, another } = await open(t);
      await connect(store, 'a');
      await connect(store, 'b', { grant: { createdAt: NOW + 1 } });
      const idsOf = async (who: string, from: Store = store) =>
        (await from.liveGrantsOf(who)).map(({ person, grant }) => [person.name, grant.id]);
      const both = [
        ['Ada', 'grant b'],
        ['Ada', 'grant a'],
      ];
      for (const who of ['Ada', 'person-1', 'person-1@home']) {
        assert.deepEqual(await idsOf(who), both, who);
      }
      for (const who of ['ada', 'person-1@cabin', '%', '']) {
        assert.deepEqual(await idsOf(who), [], who);
      }
      await store.putPerson(sample.aPerson({ id: 'person-2', name: 'Bob' }));
      assert.deepEqual(await idsOf('Bob'), [], 'who never connected anything');
      await store.endGrant('grant b', 'disconnected', NOW + 2);
      assert.deepEqual(await idsOf('Ada', await another()), [['Ada', 'grant a']]);
    });

    it('a credential is found by its fingerprint, within its home and person only', async (t) => {
      const { store } = await open(t);
      await allow(store, 'a');
      const credential = sample.aCredential('a');
      const find = (home: string, person: string) =>
        store.credentialByFingerprint(home, person, credential.fingerprint);
      assert.deepEqual(await find('home', 'person-1'), credential);
      assert.equal(await find('cabin', 'person-1'), undefined);
      assert.equal(await find('home', 'person-2'), undefined);
      assert.equal(await store.credentialByFingerprint('home', 'person-1', 'other'), undefined);
    });

    it('is sealed anew only from what it still is', async (t) => {
      const { store, reopen } = await open(t);
      await allow(store, 'a');
      assert.equal(await store.resealCredential('credential a', 'sealed a', 'anew'), true);
      assert.equal(await store.resealCredential('credential a', 'sealed a', 'lost'), false);
      assert.equal(await store.resealCredential('another', 'sealed a', 'lost'), false);
      const again = await reopen();
      assert.equal((await again.credential('credential a'))?.sealed, 'anew');
      const all = await again.credentials();
      assert.ok(all.some(({ id, sealed }) => id === 'credential a' && sealed === 'anew'));
    });
  });

  describe(`${driver}: sign-ins at the home`, () => {
    it('are kept, found by their state until they end, and taken once', async (t) => {
      const { store, reopen, another } = await open(t);
      await store.putTransaction(sample.aTransaction('a'), 10);
      const signIn = sample.aSignIn('a');
      await store.putSignIn(signIn);
      assert.deepEqual(await store.signIn(signIn.id, NOW), signIn);
      assert.equal(await store.signIn(signIn.id, signIn.expiresAt), undefined);
      assert.equal(await store.takeSignIn(signIn.id, signIn.expiresAt), false);
      assert.equal(await store.takeSignIn('guess', NOW), false);

      assert.equal(await store.takeSignIn(signIn.id, NOW + 1), true);
      const other = await another();
      assert.equal(await other.takeSignIn(signIn.id, NOW + 2), false);
      const again = await reopen();
      assert.deepEqual(await again.signIn(signIn.id, NOW), { ...signIn, takenAt: NOW + 1 });
    });

    it('are one for each form, the last', async (t) => {
      const { store } = await open(t);
      await store.putTransaction(sample.aTransaction('a'), 10);
      const [first, last] = [sample.aSignIn('a'), sample.aSignIn('a', { id: 'other state' })];
      await store.putSignIn(first);
      await store.takeSignIn(first.id, NOW);
      await store.putSignIn(last);
      assert.equal(await store.signIn(first.id, NOW), undefined);
      assert.deepEqual(await store.signIn(last.id, NOW), last);
      assert.equal(await store.takeSignIn(last.id, NOW), true);
    });

    it('go with their form: evicted, forgotten with its client, or never there', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient(), 10);
      await store.putTransaction(sample.aTransaction('a'), 1);
      await store.putSignIn(sample.aSignIn('a'));
      await store.putTransaction(sample.aTransaction('b', { createdAt: NOW + 1 }), 1);
      assert.equal(await store.signIn(sample.aSignIn('a').id, NOW), undefined);
      await store.putSignIn(sample.aSignIn('a'));
      assert.equal(await store.signIn(sample.aSignIn('a').id, NOW), undefined);

      await store.putSignIn(sample.aSignIn('b'));
      await store.removeClient('client-1', NOW);
      assert.equal(await store.signIn(sample.aSignIn('b').id, NOW), undefined);
    });
  });

  describe(`${driver}: logins that nothing uses`, () => {
    it('are those without a living grant and without a code that can still be spent', async (t) => {
      const { store } = await open(t);
      const unused = async (now: number) =>
        (await store.unusedCredentials(now)).map(({ id }) => id);
      await connect(store, 'token');
      await store.endGrant('grant token', 'disconnected', NOW);
      await connect(store, 'login', { kind: 'oauth' });
      const code = await allow(store, 'waiting', {}, 'oauth');
      assert.deepEqual(await unused(NOW), [], 'a token is its person’s own');

      assert.deepEqual(await unused(code.expiresAt), ['credential waiting']);
      await store.endGrant('grant login', 'revoked_by_client', NOW);
      assert.deepEqual(await unused(NOW), ['credential login']);
    });

    it('stay until the home was told, or long after', async (t) => {
      const { store } = await open(t);
      await connect(store, 'a', { kind: 'oauth' });
      assert.deepEqual(await store.endCredential('credential a', 'disconnected', NOW), ['grant a']);
      await store.purge(NOW + HOUR, KEEP);
      assert.equal((await store.unusedCredentials(NOW + HOUR)).length, 1);
      await store.purge(NOW + 30 * DAY, KEEP);
      assert.equal(await store.credential('credential a'), undefined);

      await connect(store, 'b', { kind: 'oauth' });
      await store.endCredential('credential b', 'credential_refused', NOW);
      assert.equal(await store.credential('credential b'), undefined, 'the home knows already');
    });
  });

  describe(`${driver}: rules`, () => {
    const LOOK = { readOnly: true, areas: ['kitchen'], withoutAsking: [] };

    it('keeps one for each home, person and client, to the letter', async (t) => {
      const { store, reopen } = await open(t);
      await store.putRule('home', 'home', '', { exposedOnly: false });
      await store.putRule('home', 'person', 'ada', LOOK);
      await store.putRule('home', 'client', 'ada', { scopes: ['home:read'] });
      await store.putRule('cabin', 'person', 'ada', {});
      const again = await reopen();
      assert.deepEqual(await again.rule('home', 'home', ''), { exposedOnly: false });
      assert.deepEqual(await again.rule('home', 'person', 'ada'), LOOK);
      assert.deepEqual(await again.rule('home', 'client', 'ada'), { scopes: ['home:read'] });
      assert.deepEqual(await again.rule('cabin', 'person', 'ada'), {});
      assert.equal(await again.rule('cabin', 'home', ''), undefined);
      assert.equal(await again.rule('home', 'person', 'ben'), undefined);
      assert.deepEqual(
        (await again.rules()).map(({ home, subject, subjectId }) => [home, subject, subjectId]),
        [
          ['cabin', 'person', 'ada'],
          ['home', 'client', 'ada'],
          ['home', 'home', ''],
          ['home', 'person', 'ada'],
        ],
      );
    });

    it('replaces a rule, and forgets it when there is none any more', async (t) => {
      const { store } = await open(t);
      await store.putRule('home', 'person', 'ada', LOOK);
      await store.putRule('home', 'person', 'ada', { readOnly: false });
      assert.deepEqual(await store.rule('home', 'person', 'ada'), { readOnly: false });
      await store.putRule('home', 'person', 'ada', undefined);
      assert.equal(await store.rule('home', 'person', 'ada'), undefined);
      assert.deepEqual(await store.rules(), []);
      await store.putRule('home', 'person', 'ada', undefined);
    });

    it('knows what another process changed, at once', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      assert.equal(await store.rule('home', 'person', 'ada'), undefined);
      await other.putRule('home', 'person', 'ada', LOOK);
      assert.deepEqual(await store.rule('home', 'person', 'ada'), LOOK);
      await other.putRule('home', 'person', 'ada', undefined);
      assert.equal(await store.rule('home', 'person', 'ada'), undefined);
    });
  });

  describe(`${driver}: approved tools of upstreams`, () => {
    const tool = (name: string, description = name) => ({
      name,
      description,
      inputSchema: { type: 'object', properties: { a: { type: 'number' } } },
      annotations: { readOnlyHint: true },
    });
    const names = async (store: Store, upstream: string) => [
      ...((await store.approvedTools(upstream))?.keys() ?? []),
    ];

    it('keeps them whole and in order over a restart, each upstream its own', async (t) => {
      const { store, reopen } = await open(t);
      await store.approveTools('shop', [tool('sell'), tool('buy')], NOW);
      await store.approveTools('bank', [tool('pay')], NOW);
      await store.approveTools('shop', [tool('buy', 'Buys otherwise.'), tool('ask')], NOW + 1);
      const again = await reopen();
      assert.deepEqual(
        [...((await again.approvedTools('shop')) ?? [])],
        [
          ['sell', tool('sell')],
          ['buy', tool('buy', 'Buys otherwise.')],
          ['ask', tool('ask')],
        ],
      );
      assert.deepEqual(await names(again, 'bank'), ['pay']);
    });

    it('tells an upstream that offered nothing from one that was never asked', async (t) => {
      const { store, another } = await open(t);
      await store.approveTools('quiet', [], NOW);
      const other = await another();
      assert.deepEqual(await other.approvedTools('quiet'), new Map());
      assert.equal(await other.approvedTools('unheard'), undefined);
    });

    it('forgets an upstream with all that was approved of it', async (t) => {
      const { store } = await open(t);
      await store.approveTools('shop', [tool('sell')], NOW);
      await store.approveTools('bank', [tool('pay')], NOW);
      await store.forgetUpstreamsBut(['bank', 'nobody']);
      assert.equal(await store.approvedTools('shop'), undefined);
      await store.approveTools('shop', [], NOW);
      assert.deepEqual(await names(store, 'shop'), []);
      assert.deepEqual(await names(store, 'bank'), ['pay']);
    });

    it('takes one approval back, and forgets one upstream alone', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      await store.approveTools('shop', [tool('sell'), tool('buy')], NOW);
      await store.approveTools('bank', [tool('sell')], NOW);
      await store.withdrawTool('shop', 'sell');
      await store.withdrawTool('shop', 'unheard of');
      assert.deepEqual(await names(other, 'shop'), ['buy']);
      assert.deepEqual(await names(other, 'bank'), ['sell']);
      await store.withdrawTool('shop', 'buy');
      assert.deepEqual(await other.approvedTools('shop'), new Map(), 'it still counts as asked');
      await store.forgetUpstream('shop');
      assert.equal(await other.approvedTools('shop'), undefined);
      assert.deepEqual(await names(other, 'bank'), ['sell']);
    });

    it('keeps 2,000 of one upstream, those approved last', async (t) => {
      const { store } = await open(t);
      const many = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, n) => tool(`t${from + n}`));
      await store.approveTools('bank', [tool('pay')], NOW);
      await store.approveTools('shop', many(0, 1_500), NOW);
      await store.approveTools('shop', many(1_500, 2_500), NOW + 1);
      const kept = await names(store, 'shop');
      assert.equal(kept.length, 2_000);
      assert.ok(kept.includes('t2499') && kept.includes('t1500') && !kept.includes('t0'));
      assert.deepEqual(await names(store, 'bank'), ['pay']);
    });
  });

  describe(`${driver}: claims`, () => {
    it('are for the first caller only, until they expire', async (t) => {
      const { store, another, reopen } = await open(t);
      const other = await another();
      assert.equal(await store.claim('jti', 'a', NOW + MINUTE, NOW), true);
      assert.equal(await store.claim('jti', 'a', NOW + HOUR, NOW), false);
      assert.equal(await other.claim('jti', 'a', NOW + HOUR, NOW), false);
      assert.equal(await other.claim('state', 'a', NOW + HOUR, NOW), true);
      assert.equal(await other.claim('jti', 'b', NOW + HOUR, NOW), true);
      assert.equal(await other.claimed('jti', 'a', NOW + MINUTE - 1), true);
      assert.equal(await other.claimed('jti', 'a', NOW + MINUTE), false);
      assert.equal(await other.claimed('jti', 'c', NOW), false);
      assert.equal(await other.claimed('state', 'b', NOW), false);
      const again = await reopen();
      assert.equal(await again.claim('jti', 'a', NOW + HOUR, NOW + MINUTE - 1), false);
      assert.equal(await again.claim('jti', 'a', NOW + HOUR, NOW + MINUTE), true);
      assert.equal(await again.claim('jti', 'a', NOW + HOUR, NOW + MINUTE), false);
    });

    it('50 at once: one wins', async (t) => {
      const { store, another } = await open(t);
      const stores = [store, await another()];
      const won = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          (stores[n % 2] ?? store).claim('jti', 'a', NOW + MINUTE, NOW),
        ),
      );
      assert.equal(won.filter(Boolean).length, 1);
    });
  });

  describe(`${driver}: versions`, () => {
    const LIMITS = { perThing: 3, perHome: 5, charactersPerHome: 10_000 };
    const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);

    it('come back as they were kept, the last first, from the home they are of', async (t) => {
      const { store, reopen } = await open(t);
      const whose = { grantId: 'grant a', personId: 'person-1' };
      const first = sample.aVersion(1, whose);
      const second = sample.aVersion(2, { at: NOW });
      await store.keepVersion(first, LIMITS);
      await store.keepVersion(second, LIMITS);
      await store.keepVersion(sample.aVersion(3, { thing: 'evening' }), LIMITS);
      await store.keepVersion(sample.aVersion(4, { kind: 'script' }), LIMITS);
      await store.keepVersion(sample.aVersion(5, { home: 'other' }), LIMITS);

      const again = await reopen();
      const ofOne = { kind: 'automation', thing: 'morning' };
      assert.deepEqual(await again.versions('home', ofOne, 9), [second, first]);
      assert.deepEqual(await again.versions('home', ofOne, 1), [second]);
      assert.deepEqual(ids(await again.versions('home', { kind: 'automation' }, 9)), [
        'version 3',
        'version 2',
        'version 1',
      ]);
      assert.equal((await again.versions('home', {}, 9)).length, 4);
      assert.deepEqual(await again.version('home', 'version 1'), first);
      assert.equal(await again.version('home', 'version 5'), undefined, 'it is of another home');
      assert.equal(await again.version('home', 'version 6'), undefined);
    });

    it('beyond the limits the oldest make room, and another home has its own', async (t) => {
      const { store } = await open(t);
      await store.keepVersion(sample.aVersion(100, { home: 'other' }), LIMITS);
      for (let n = 0; n < 5; n += 1) await store.keepVersion(sample.aVersion(n), LIMITS);
      assert.deepEqual(ids(await store.versions('home', {}, 9)), [
        'version 4',
        'version 3',
        'version 2',
      ]);
      for (let n = 5; n < 8; n += 1) {
        await store.keepVersion(sample.aVersion(n, { thing: `thing ${n}` }), LIMITS);
      }
      assert.deepEqual(ids(await store.versions('home', {}, 9)), [
        'version 7',
        'version 6',
        'version 5',
        'version 4',
        'version 3',
      ]);
      assert.equal((await store.versions('other', {}, 9)).length, 1);
    });

    it('large states push older ones out, but never the newest', async (t) => {
      const { store } = await open(t);
      const content = JSON.stringify('x'.repeat(120));
      for (let n = 0; n < 3; n += 1) {
        await store.keepVersion(
          sample.aVersion(n, { thing: `thing ${n}`, content: `${content} ${n}` }),
          {
            ...LIMITS,
            charactersPerHome: 260,
          },
        );
      }
      assert.deepEqual(ids(await store.versions('home', {}, 9)), ['version 2', 'version 1']);
    });

    it('the same state again is one version, the newest, under the id it had', async (t) => {
      const { store } = await open(t);
      const content = JSON.stringify({ alias: 'Morning' });
      assert.equal(await store.keepVersion(sample.aVersion(0), LIMITS), 'version 0');
      const first = sample.aVersion(1, { content });
      assert.equal(await store.keepVersion(first, LIMITS), 'version 1');
      await store.keepVersion(sample.aVersion(2, { thing: 'evening', content }), LIMITS);
      for (let n = 3; n < 20; n += 1) {
        const again = sample.aVersion(n, { content, grantId: 'grant a' });
        assert.equal(await store.keepVersion(again, LIMITS), 'version 1');
      }
      const [newest, ...others] = await store.versions('home', {}, 9);
      assert.deepEqual(newest, { ...first, at: NOW + 19, grantId: 'grant a' });
      assert.deepEqual(ids(others), ['version 2', 'version 0']);
      assert.equal(await store.keepVersion(sample.aVersion(0, { id: 'new' }), LIMITS), 'new');
      assert.equal((await store.versions('home', {}, 9)).length, 4, 'only the last is compared');
    });

    it('the one kept last is never the one to go, though its clock was behind', async (t) => {
      const { store } = await open(t);
      for (let n = 0; n < 5; n += 1) {
        await store.keepVersion(sample.aVersion(n, { at: NOW - n * HOUR }), LIMITS);
      }
      assert.deepEqual(ids(await store.versions('home', {}, 1)), ['version 4']);
    });
  });
  machineStoreContract(driver, open, HOSTILE);
  upstreamStoreContract(driver, open);

  describe(`${driver}: audit`, () => {
    it('is read newest first, and survives closing', async (t) => {
      const { store, reopen } = await open(t);
      const plain = { at: NOW, kind: 'sign-in', outcome: 'refused' };
      const full = {
        at: NOW + 1,
        kind: 'tool',
        home: 'home',
        personId: 'person-1',
        clientId: 'client-1',
        grantId: 'grant a',
        issuer: 'https://home.example',
        outcome: 'allowed',
        detail: { tool: 'light', count: 2, confirmed: true },
      };
      store.appendAudit(full);
      store.appendAudit(plain);
      assert.deepEqual(await store.auditEvents(10), [full, plain]);
      assert.deepEqual(await store.auditEvents(1), [full]);
      store.appendAudit({ ...plain, at: NOW + 2 });
      const again = await reopen();
      assert.deepEqual(await again.auditEvents(2), [{ ...plain, at: NOW + 2 }, full]);
      assert.deepEqual(await again.auditEvents(0), []);
    });

    it('is read in pages, oldest first, each event once', async (t) => {
      const { store, another } = await open(t);
      const events = Array.from({ length: 25 }, (_, n) => ({
        at: NOW + (n % 5),
        kind: n % 2 === 0 ? 'tool' : 'consent',
        outcome: `outcome ${n}`,
      }));
      const pages = async (query: Partial<AuditQuery>, from: Store = store) => {
        const read: AuditEvent[][] = [];
        for (let after: number | undefined = 0; after !== undefined; ) {
          const page: AuditPage = await from.auditPage({ limit: 10, ...query, after });
          read.push([...page.events]);
          after = page.next;
        }
        return read;
      };
      assert.deepEqual(await pages({}), [[]]);
      for (const event of events) store.appendAudit(event);
      assert.deepEqual(await pages({}), [
        events.slice(0, 10),
        events.slice(10, 20),
        events.slice(20),
      ]);
      assert.deepEqual(await pages({ limit: 25 }), [events]);
      assert.deepEqual(
        (await pages({ kind: 'tool' })).flat(),
        events.filter(({ kind }) => kind === 'tool'),
      );
      assert.deepEqual(
        (await pages({ since: NOW + 3 })).flat(),
        events.filter(({ at }) => at >= NOW + 3),
      );
      assert.deepEqual((await pages({ kind: 'grant' })).flat(), []);
      assert.deepEqual((await pages({}, await another())).flat(), events);
    });

    it('is searched newest first, by who, through what, what it was and how it went', async (t) => {
      const { store, another } = await open(t);
      const events: AuditEvent[] = Array.from({ length: 60 }, (_, n) => ({
        at: NOW + n,
        kind: ['tool', 'settings', 'sign_in'][n % 3] ?? '',
        ...(n % 2 === 0 && { home: n % 4 === 0 ? 'home' : 'cabin', personId: 'ada' }),
        ...(n % 5 === 0 && { clientId: 'https://client.example/a' }),
        outcome: n % 7 === 0 ? 'failed' : 'done',
        detail: { n, ...(n % 10 === 3 && { machine: 'node-red' }) },
      }));
      for (const event of events) store.appendAudit(event);
      const search = async (query: Partial<AuditSearch>, from: Store = store) => {
        const read: AuditEvent[] = [];
        for (let before: number | undefined = Number.MAX_SAFE_INTEGER; before !== undefined; ) {
          const page: AuditPage = await from.searchAudit({ limit: 7, ...query, before });
          assert.ok(page.events.length <= 7);
          read.push(...page.events);
          before = page.next;
        }
        return read;
      };
      const newest = (wanted: (event: AuditEvent) => boolean) => events.filter(wanted).toReversed();
      assert.deepEqual(
        await search({}),
        newest(() => true),
      );
      assert.deepEqual(
        await search({}, await another()),
        newest(() => true),
      );
      assert.deepEqual(
        await search({ person: { home: 'home', id: 'ada' } }),
        newest(({ home }) => home === 'home'),
      );
      assert.deepEqual(
        await search({ clientId: 'https://client.example/a', kinds: ['tool', 'settings'] }),
        newest(({ clientId, kind }) => clientId !== undefined && kind !== 'sign_in'),
      );
      assert.deepEqual(
        await search({ machine: 'node-red' }),
        newest(({ detail }) => detail?.machine !== undefined),
      );
      assert.deepEqual(
        await search({ kinds: ['settings'] }),
        newest(({ kind }) => kind === 'settings'),
      );
      assert.deepEqual(
        await search({ outcomes: ['failed'], since: NOW + 20 }),
        newest(({ outcome, at }) => outcome === 'failed' && at >= NOW + 20),
      );
      assert.deepEqual(await search({ kinds: [] }), []);
    });

    it('looks at a bounded part of the log for one page, and says where to go on', async (t) => {
      const { store } = await open(t);
      const rare = { at: NOW, kind: 'tool', outcome: 'done', detail: { machine: 'rare' } };
      for (let n = 0; n < 6_000; n += 1) {
        if (n % 3_000 === 0) await store.auditEvents(0);
        store.appendAudit(n === 0 ? rare : { at: NOW, kind: 'tool', outcome: 'done' });
      }
      const first = await store.searchAudit({ machine: 'rare', limit: 50 });
      assert.deepEqual(first.events, []);
      const { next: before } = first;
      assert.ok(before !== undefined);
      assert.deepEqual(await store.searchAudit({ machine: 'rare', limit: 50, before }), {
        events: [rare],
      });
    });

    it('counts calls by tool and outcome, from one moment until just before another', async (t) => {
      const { store } = await open(t);
      const call = (at: number, tool: string, outcome: string) =>
        store.appendAudit({ at, kind: 'tool', outcome, detail: { tool } });
      call(NOW - 1, 'get_state', 'done');
      call(NOW, 'get_state', 'done');
      call(NOW + 5, 'get_state', 'done');
      call(NOW + 6, 'get_state', 'failed');
      call(NOW + 9, 'get_history', 'refused');
      call(NOW + 10, 'get_history', 'done');
      store.appendAudit({ at: NOW, kind: 'prompt', outcome: 'done', detail: { tool: 'no' } });
      const counts = await store.countCalls(NOW, NOW + 10);
      assert.deepEqual(
        counts.toSorted((a, b) => b.calls - a.calls || a.tool.localeCompare(b.tool)),
        [
          { tool: 'get_state', outcome: 'done', calls: 2 },
          { tool: 'get_history', outcome: 'refused', calls: 1 },
          { tool: 'get_state', outcome: 'failed', calls: 1 },
        ],
      );
      assert.deepEqual(await store.countCalls(NOW + 11, NOW + 99), []);
    });

    it('takes a burst, and never throws', async (t) => {
      const { store } = await open(t);
      for (let n = 0; n < 3_000; n += 1) {
        store.appendAudit({ at: NOW + n, kind: 'tool', outcome: 'allowed' });
      }
      store.appendAudit({ at: Number.NaN, kind: 'tool', outcome: 'odd' });
      assert.equal((await store.auditEvents(10_000)).length, 3_001);
    });
  });

  describe(`${driver}: purge`, () => {
    it('drops what has expired and keeps what has not', async (t) => {
      const { store } = await open(t);
      const later = NOW + HOUR;
      await store.putTransaction(sample.aTransaction('gone'), 10);
      await store.putTransaction(sample.aTransaction('kept', { expiresAt: later + 1 }), 10);
      const gone = await allow(store, 'gone code');
      const kept = await allow(store, 'kept code', { expiresAt: later + 1 });
      await store.claim('jti', 'gone', later, NOW);
      await store.claim('jti', 'kept', later + 1, NOW);
      await store.purge(later, KEEP);
      assert.equal(await store.transaction(sample.aTransaction('gone').id, NOW), undefined);
      assert.notEqual(await store.transaction(sample.aTransaction('kept').id, NOW), undefined);
      assert.equal(await store.code(gone.hash), undefined);
      assert.deepEqual(await store.code(kept.hash), kept);
      assert.equal(await store.claim('jti', 'kept', later + 1, NOW), false);
      assert.equal(await store.claim('jti', 'gone', later, NOW), true);
      assert.equal(await store.credential('credential gone code'), undefined);
      assert.notEqual(await store.credential('credential kept code'), undefined);
    });

    it('drops dynamic clients that nobody approved in time, and no other', async (t) => {
      const { store } = await open(t);
      const createdAt = NOW - DAY;
      await store.putClient(sample.aClient({ id: 'old', createdAt }), 10);
      await store.putClient(sample.aClient({ id: 'young', createdAt: createdAt + 1 }), 10);
      await store.putClient(sample.aClient({ id: 'static', createdAt, origin: 'static' }), 10);
      await store.putClient(sample.aClient({ id: 'approved', createdAt, approvedAt: NOW }), 10);
      await store.putClient(sample.aClient({ id: 'asking', createdAt }), 10);
      const request = sample.aRequest({ clientId: 'asking' });
      await store.putTransaction(sample.aTransaction('a', { request }), 10);
      await store.purge(NOW, KEEP);
      const ids = (await store.clients()).map((client) => client.id).toSorted();
      assert.deepEqual(ids, ['approved', 'asking', 'static', 'young']);
    });

    it('drops dynamic clients whose last grant is long gone, and no other', async (t) => {
      const { store } = await open(t);
      const approvedAt = NOW - KEEP.endedGrantMs;
      const { grant } = await connect(store, 'a');
      await store.putClient(sample.aClient({ id: grant.clientId, approvedAt }), 10);
      await store.putClient(sample.aClient({ id: 'gone', approvedAt }), 10);
      await store.putClient(sample.aClient({ id: 'recent', approvedAt: approvedAt + 1 }), 10);
      await store.putClient(sample.aClient({ id: 'listed', approvedAt, origin: 'static' }), 10);
      await store.purge(NOW, KEEP);
      const ids = (await store.clients()).map((client) => client.id).toSorted();
      assert.deepEqual(ids, [grant.clientId, 'listed', 'recent'].toSorted());
    });

    it('keeps a live grant, its credential and its newest token for as long as it may be used', async (t) => {
      const { store } = await open(t);
      const { refresh } = await connect(store, 'a');
      const at = refresh.expiresAt - 1;
      await store.purge(at, KEEP);
      assert.notEqual(await store.credential('credential a'), undefined);
      const outcome = await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, at);
      assert.deepEqual(outcome, { status: 'rotated' });
    });

    it('keeps a rotated token until it expires, so that a thief is recognised', async (t) => {
      const { store } = await open(t);
      const { refresh } = await connect(store, 'a');
      await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, NOW);
      await store.purge(refresh.expiresAt - 1, KEEP);
      assert.notEqual(await store.refreshToken(refresh.hash), undefined);
      await store.purge(refresh.expiresAt, KEEP);
      assert.equal(await store.refreshToken(refresh.hash), undefined);
    });

    it('ends a grant that nothing can use any more, and drops it later with its tokens', async (t) => {
      const { store, another } = await open(t);
      const other = await another();
      const { grant, refresh } = await connect(store, 'a');
      await other.grant(grant.id);
      const expired = NOW + 30 * DAY;
      assert.deepEqual([await store.countLiveGrants(), await store.hasLiveGrants()], [1, true]);
      assert.deepEqual(await store.purge(expired, KEEP), [grant.id]);
      assert.deepEqual([await store.countLiveGrants(), await store.hasLiveGrants()], [0, false]);
      assert.deepEqual(await other.purge(expired, KEEP), []);
      for (const seer of [store, other]) {
        assert.equal((await seer.grant(grant.id))?.endedReason, 'expired');
      }
      assert.equal(await store.credential('credential a'), undefined);
      const presented = await store.rotateRefresh(refresh.hash, successor('a', 1), GRACE, expired);
      assert.deepEqual(presented, { status: 'ended' });
      await store.purge(expired + 30 * DAY, KEEP);
      for (const seer of [store, other]) assert.equal(await seer.grant(grant.id), undefined);
      assert.equal(await store.refreshToken(refresh.hash), undefined);
    });

    it('leaves a grant alone that is used without a refresh token', async (t) => {
      const { store } = await open(t);
      const code = await allow(store, 'a');
      await store.redeemCode(code.hash, { grant: sample.aGrant('a'), answer: 'answer' }, NOW);
      store.touchGrant('grant a', NOW + 20 * DAY);
      await store.purge(NOW + 40 * DAY, KEEP);
      assert.equal((await store.grant('grant a'))?.endedAt, undefined);
      await store.purge(NOW + 50 * DAY, KEEP);
      assert.equal((await store.grant('grant a'))?.endedReason, 'expired');
    });

    it('drops audit events by age', async (t) => {
      const { store } = await open(t);
      store.appendAudit({ at: NOW - 90 * DAY, kind: 'old', outcome: 'o' });
      store.appendAudit({ at: NOW - 90 * DAY + 1, kind: 'young', outcome: 'o' });
      await store.purge(NOW, KEEP);
      assert.deepEqual(
        (await store.auditEvents(9)).map(({ kind }) => kind),
        ['young'],
      );
    });
  });

  describe(`${driver}: named secrets`, () => {
    const secret = (name: string, sealed = 'sealed') => ({ name, sealed, changedAt: NOW });

    it('are kept by name, replaced and removed', async (t) => {
      const { store, reopen } = await open(t);
      assert.equal(await store.putNamedSecret(secret('b'), 9), true);
      assert.equal(await store.putNamedSecret(secret('a'), 9), true);
      const later = { name: 'b', sealed: 'sealed anew', changedAt: NOW + 1 };
      assert.equal(await store.putNamedSecret(later, 9), true);
      const again = await reopen();
      assert.deepEqual(await again.namedSecrets(), [secret('a'), later]);
      assert.equal(await again.removeNamedSecret('a'), true);
      assert.equal(await again.removeNamedSecret('a'), false);
      assert.deepEqual(await again.namedSecrets(), [later]);
    });

    it('are no more than the limit, which holds up no replacement', async (t) => {
      const { store } = await open(t);
      for (const name of ['a', 'b']) await store.putNamedSecret(secret(name), 2);
      assert.equal(await store.putNamedSecret(secret('c'), 2), false);
      assert.equal(await store.putNamedSecret(secret('b', 'other'), 2), true);
      assert.deepEqual(await store.namedSecrets(), [secret('a'), secret('b', 'other')]);
    });

    it('outlive a purge', async (t) => {
      const { store } = await open(t);
      await store.putNamedSecret(secret('a'), 9);
      await store.purge(NOW + 999 * DAY, KEEP);
      assert.deepEqual(await store.namedSecrets(), [secret('a')]);
    });
  });

  describe(`${driver}: hostile strings`, () => {
    for (const [what, evil] of Object.entries(HOSTILE)) {
      it(`come back as they were: ${what}`, async (t) => {
        const { store, reopen } = await open(t);
        const client = sample.aClient({
          id: evil,
          name: evil,
          redirectUris: [evil, evil],
          scope: [evil],
          clientUri: evil,
          secretHash: evil,
        });
        const request = sample.aRequest({ clientId: evil, redirectUri: evil, state: evil });
        const code = sample.aCode('a', { hash: evil, request, scope: [evil], personId: evil });
        const person = sample.aPerson({ home: evil, id: evil, name: evil });
        const credential = sample.aCredential('a', { id: evil, sealed: evil, fingerprint: evil });
        const grant = sample.aGrant('a', { id: evil, clientId: evil, scope: [evil], issuer: evil });
        const refresh = sample.aRefresh('a', 0, { hash: evil, grantId: evil });
        const event = { at: NOW, kind: evil, home: evil, outcome: evil, detail: { [evil]: evil } };

        await store.putClient(client, 10);
        const transaction = sample.aTransaction('a', { id: evil, request });
        await store.putTransaction(transaction, 10);
        const allowed = { code, person, credential };
        await store.finishTransaction(evil, { outcome: evil, allowed }, NOW);
        await store.redeemCode(evil, { grant, refresh, answer: evil }, NOW);
        const next = { refresh: sample.aRefresh('a', 1), answer: evil, parameters: evil };
        await store.rotateRefresh(evil, next, GRACE, NOW);
        await store.claim(evil, evil, NOW + 1, NOW);
        await store.putRule(evil, 'client', evil, { domains: [evil] });
        const tool = { name: evil, description: evil, inputSchema: { type: 'object' } };
        await store.approveTools(evil, [tool], NOW);
        await store.putNamedSecret({ name: evil, sealed: evil, changedAt: NOW }, 9);
        store.appendAudit(event);

        const again = await reopen();
        assert.deepEqual(await again.client(evil), { ...client, approvedAt: NOW });
        assert.equal((await again.transaction(evil, NOW))?.outcome, evil);
        assert.deepEqual(await again.code(evil), { ...code, credentialId: evil });
        assert.deepEqual(await again.person(evil, evil), person);
        assert.deepEqual(await again.credential(evil), credential);
        assert.deepEqual(await again.grant(evil), grant);
        assert.deepEqual(await again.refreshToken(evil), { ...refresh, graceEndsAt: NOW + GRACE });
        assert.deepEqual(await again.rotateRefresh(evil, next, GRACE, NOW), {
          status: 'replay',
          answer: evil,
        });
        assert.equal(await again.claim(evil, evil, NOW + 1, NOW), false);
        assert.deepEqual(await again.rule(evil, 'client', evil), { domains: [evil] });
        assert.deepEqual(await again.approvedTools(evil), new Map([[evil, tool]]));
        assert.deepEqual(await again.auditEvents(1), [event]);
        assert.deepEqual(await again.namedSecrets(), [
          { name: evil, sealed: evil, changedAt: NOW },
        ]);
      });
    }

    it('a NUL does not cut a name short', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient({ id: 'client\0one' }), 10);
      assert.equal(await store.client('client'), undefined);
      assert.equal(await store.client('client\0two'), undefined);
    });

    it('half a surrogate pair is mended, not refused', async (t) => {
      const { store } = await open(t);
      await store.putClient(sample.aClient({ name: 'a\ud800b' }), 10);
      assert.equal((await store.client('client-1'))?.name, 'a\ufffdb');
    });
  });
}
