import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { auditEnds } from '../../src/audit/ends.ts';
import { DAY } from '../../src/core/clock.ts';
import { LatchkeyError } from '../../src/core/errors.ts';
import type { GrantEnd, Store } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { aClient, connect, NOW, successor } from '../contract/samples.ts';
import { lastly } from '../support/lastly.ts';

const KEEP = { unapprovedClientMs: DAY, auditMs: 900 * DAY, endedGrantMs: 30 * DAY };

function open(t: TestContext): Store {
  const store = openSqliteStore({ path: ':memory:' });
  lastly(t, () => store.close());
  return store;
}

const ENDINGS: Readonly<Record<string, readonly [GrantEnd, (store: Store) => Promise<unknown>]>> = {
  'by a replayed code': [
    'code_replayed',
    (store) => store.endGrant('grant a', 'code_replayed', NOW),
  ],
  'with its credential': [
    'credential_refused',
    (store) => store.endCredential('credential a', 'credential_refused', NOW),
  ],
  'by a replayed refresh token': [
    'refresh_replayed',
    async (store) => {
      const first = (await store.grants()).length;
      assert.equal(first, 1);
      const { hash } = successor('a', 0).refresh;
      await store.rotateRefresh(hash, successor('a', 1), 0, NOW);
      await store.rotateRefresh(hash, successor('a', 2), 0, NOW);
    },
  ],
  'with its client': [
    'disconnected',
    async (store) => {
      const [grant] = await store.grants();
      await store.putClient(aClient({ id: grant?.clientId ?? '' }), 10);
      await store.removeClient(grant?.clientId ?? '', NOW);
    },
  ],
  'by its age': ['expired', (store) => store.purge(NOW + 100 * DAY, KEEP)],
};

for (const [how, [reason, end]] of Object.entries(ENDINGS)) {
  test(`a grant that ends ${how} leaves one event`, async (t) => {
    const store = auditEnds(open(t));
    const { grant } = await connect(store, 'a');
    await end(store);
    await store.endGrant('grant a', 'revoked_by_client', NOW);
    await store.endGrant('unknown', 'revoked_by_client', NOW);
    const events = await store.auditEvents(10);
    assert.deepEqual(
      events.map(({ at: _, ...event }) => event),
      [
        {
          kind: 'grant',
          home: grant.home,
          personId: grant.personId,
          clientId: grant.clientId,
          grantId: 'grant a',
          issuer: grant.issuer,
          outcome: reason,
        },
      ],
    );
  });
}

test('a grant that cannot be read any more has ended all the same', async (t) => {
  const inner = open(t);
  await connect(inner, 'a');
  const store = auditEnds({
    ...inner,
    grant: () => Promise.reject(new LatchkeyError('store_unavailable', 'x')),
  });
  assert.equal(await store.endGrant('grant a', 'disconnected', NOW), true);
  const [event] = await inner.auditEvents(1);
  assert.deepEqual(event, { at: NOW, kind: 'grant', grantId: 'grant a', outcome: 'disconnected' });
});
