/**
 * The process that kill-nine-store.faults.ts kills. Told to go, it connects, rotates, claims and
 * ends as fast as it can, in several lanes at once so that commits are shared, and says what the store
 * acknowledged, one line each, before that lane goes on.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { DAY, MINUTE } from '../../src/core/clock.ts';
import type { Store } from '../../src/store/contract.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import * as sample from '../contract/samples.ts';
import { NOW } from '../contract/samples.ts';
import type { Acknowledged } from './acknowledged.ts';

const LANES = 3;
const ROTATIONS = 5;
const STANDARD_OUT = 1;

function say(acknowledged: Acknowledged): void {
  writeSync(STANDARD_OUT, `${JSON.stringify(acknowledged)}\n`);
}

async function write(store: Store, life: string): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const name = `${life}-${turn}`;
    await store.putClient(sample.aClient({ id: `client ${name}`, approvedAt: NOW }), 100);
    say({ did: 'client', name });

    const request = sample.aRequest({ clientId: `client ${name}` });
    const transaction = sample.aTransaction(name, { request });
    const code = sample.aCode(name, { request });
    const allowed = { code, person: sample.aPerson(), credential: sample.aCredential(name) };
    await store.putTransaction(transaction, 100_000);
    await store.finishTransaction(transaction.id, { outcome: name, allowed }, NOW);
    say({ did: 'finish', name });

    const made = { grant: sample.aGrant(name), refresh: sample.aRefresh(name), answer: name };
    await store.redeemCode(code.hash, made, NOW);
    say({ did: 'redeem', name });

    for (let n = 1; n <= ROTATIONS; n += 1) {
      const old = sample.aRefresh(name, n - 1).hash;
      await store.rotateRefresh(old, sample.successor(name, n), MINUTE, NOW);
      say({ did: 'rotate', name, n });
    }
    await store.claim('jti', name, NOW + DAY, NOW);
    say({ did: 'claim', name });
    const version = sample.aVersion(turn, { id: name, thing: life });
    await store.keepVersion(version, {
      perThing: 100_000,
      perHome: 100_000,
      charactersPerHome: 1e9,
    });
    say({ did: 'version', name });
    if (turn % 3 === 0) {
      await store.endGrant(`grant ${name}`, 'disconnected', NOW);
      say({ did: 'end', name });
    }
    if (turn % 20 === 19) {
      await store.purge(NOW, { unapprovedClientMs: DAY, auditMs: DAY, endedGrantMs: DAY });
    }
  }
}

const [path = '', life = ''] = process.argv.slice(2);
// All is loaded by now, so that the time it lives is spent with writing.
await once(process.stdin, 'data');
const store = openSqliteStore({ path });
const lanes = Array.from({ length: LANES }, (_, lane) => write(store, `${life}-${lane}`));
await Promise.all(lanes);
