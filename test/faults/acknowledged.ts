import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { MINUTE } from '../../src/core/clock.ts';
import type { Store } from '../../src/store/contract.ts';
import * as sample from '../contract/samples.ts';
import { NOW } from '../contract/samples.ts';

/** Something the store answered with success. */
export type Acknowledged =
  | { readonly did: 'client'; readonly name: string }
  | { readonly did: 'finish'; readonly name: string }
  | { readonly did: 'redeem'; readonly name: string }
  | { readonly did: 'rotate'; readonly name: string; readonly n: number }
  | { readonly did: 'claim'; readonly name: string }
  | { readonly did: 'version'; readonly name: string }
  | { readonly did: 'end'; readonly name: string };

/** Presents again what was spent, or asks for what was kept. */
export async function isStillThere(store: Store, acknowledged: Acknowledged, ended: boolean) {
  const { did, name } = acknowledged;
  switch (did) {
    case 'client':
      assert.ok(await store.client(`client ${name}`), name);
      break;
    case 'finish': {
      const { id } = sample.aTransaction(name);
      assert.deepEqual(await store.finishTransaction(id, { outcome: 'again' }, NOW), {
        status: 'already',
        outcome: name,
      });
      assert.ok(await store.code(sample.aCode(name).hash), name);
      // A purge may have dropped the credential of a grant that ended.
      assert.ok(ended || (await store.credential(`credential ${name}`)), name);
      break;
    }
    case 'redeem': {
      const again = { grant: sample.aGrant('again'), answer: 'again' };
      assert.deepEqual(await store.redeemCode(sample.aCode(name).hash, again, NOW), {
        status: 'spent',
        spentAt: NOW,
        answer: name,
      });
      assert.ok(await store.grant(`grant ${name}`), name);
      break;
    }
    case 'rotate': {
      const { n } = acknowledged;
      assert.ok(await store.refreshToken(sample.aRefresh(name, n).hash), name);
      const old = sample.aRefresh(name, n - 1).hash;
      const outcome = await store.rotateRefresh(old, sample.successor(name, 99), MINUTE, NOW);
      const expected = ended
        ? { status: 'ended' }
        : { status: 'replay', answer: sample.successor(name, n).answer };
      assert.deepEqual(outcome, expected);
      break;
    }
    case 'claim':
      assert.equal(await store.claim('jti', name, NOW + 1, NOW), false, name);
      break;
    case 'version':
      assert.ok(await store.version('home', name), name);
      break;
    case 'end':
      assert.equal((await store.grant(`grant ${name}`))?.endedAt, NOW, name);
      break;
  }
}

/** What must hold of the rows whatever was under way when the writer died. */
export function isWhole(path: string): void {
  const db = new DatabaseSync(path);
  const ask = (sql: string) => db.prepare(sql).all();
  assert.deepEqual(
    ask('pragma integrity_check').map((row) => row.integrity_check),
    ['ok'],
  );
  const halfRedeemed = `select hash from authorization_codes where spent_at is not null
    and (grant_id not in (select id from grants)
      or grant_id not in (select grant_id from refresh_tokens) or answer is null)`;
  assert.deepEqual(ask(halfRedeemed), []);
  const notOneLiveToken = `select grant_id from refresh_tokens group by grant_id
    having sum(grace_ends_at is null) <> 1`;
  assert.deepEqual(ask(notOneLiveToken), []);
  const halfFinished = `select id from consent_transactions where outcome is not null
    and client_id not in (select client_id from authorization_codes)`;
  assert.deepEqual(ask(halfFinished), []);
  db.close();
}
