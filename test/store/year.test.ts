import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DAY, HOUR, MINUTE } from '../../src/core/clock.ts';
import type { Store } from '../../src/store/contract.ts';
import { openDatabase } from '../../src/store/sqlite/database.ts';
import { storeOn } from '../../src/store/sqlite.ts';
import * as sample from '../contract/samples.ts';
import { connect, NOW, successor } from '../contract/samples.ts';
import { TestClock } from '../support/latchkey-under-test.ts';
import { tempDir } from '../support/temp.ts';

const MEGABYTE = 1_000_000;
const DAYS = 365;
/** A busy household: five people with two assistants each, and strangers who try. */
const PEOPLE = 5;
const ASSISTANTS = 10;
const CALLS_A_DAY = 500;
/** Each assistant renews its hour-long token while it is used. */
const REFRESHES_A_DAY = 3;
const NEW_SIGN_INS_A_DAY = 2;
const STRANGERS_A_DAY = 5;
const VERSIONS_A_DAY = 3;
/** What a running Latchkey keeps, as its upkeep does it, and what versions it keeps. */
const KEEP = { unapprovedClientMs: DAY, auditMs: 90 * DAY, endedGrantMs: 30 * DAY };
const LIMITS = { perThing: 20, perHome: 2_000, charactersPerHome: 16 * 1_024 * 1_024 };
const GRACE = 30_000;

const AT_MOST = 50 * MEGABYTE;
/** A call is some 300 bytes with its part of three indexes; 90 days of 500 of them are kept. */
const BYTES_A_CALL = 700;
const CALLS_KEPT = (KEEP.auditMs / DAY) * CALLS_A_DAY;
assert.ok(CALLS_KEPT * BYTES_A_CALL < AT_MOST, 'the arithmetic: the audit log alone fits');

/** One day, spread over its hours. */
async function live(store: Store, clock: TestClock, day: number, turns: Map<string, number>) {
  const now = clock.read();
  for (let n = 0; n < CALLS_A_DAY; n += 1) {
    store.appendAudit({
      at: now + (n * DAY) / CALLS_A_DAY,
      kind: 'tool',
      home: 'home',
      personId: `0123456789abcdef0123456789abcde${n % PEOPLE}`,
      clientId: `abcdefghijklmnopqrst${n % ASSISTANTS}`,
      grantId: `zyxwvutsrqponmlkjihg${n % ASSISTANTS}`,
      issuer: 'https://latchkey.example.duckdns.org',
      outcome: 'done',
      detail: { tool: 'control_devices', entities: 'light.kitchen light.hall', ms: 41 },
    });
  }
  for (let n = 0; n < NEW_SIGN_INS_A_DAY; n += 1) {
    const client = `client ${day} ${n}`;
    await store.putClient(sample.aClient({ id: client, createdAt: now, approvedAt: now }), 100);
    const name = `visit ${day} ${n}`;
    const request = sample.aRequest({ clientId: client });
    const times = { createdAt: now, expiresAt: now + 10 * MINUTE };
    const transaction = sample.aTransaction(name, { request, ...times });
    const code = sample.aCode(name, { request, ...times });
    await store.putTransaction(transaction, 1_000);
    const credential = sample.aCredential(name, { createdAt: now, sealed: 'x'.repeat(400) });
    const allowed = { code, person: sample.aPerson({ seenAt: now }), credential };
    await store.finishTransaction(transaction.id, { outcome: 'x'.repeat(200), allowed }, now);
    const grant = sample.aGrant(name, { clientId: client, createdAt: now, lastUsedAt: now });
    const refresh = sample.aRefresh(name, 0, { createdAt: now, expiresAt: now + 30 * DAY });
    await store.redeemCode(code.hash, { grant, refresh, answer: 'x'.repeat(1_500) }, now);
  }
  for (let n = 0; n < STRANGERS_A_DAY; n += 1) {
    const client = sample.aClient({ id: `stranger ${day} ${n}`, createdAt: now });
    await store.putClient(client, 100);
    await store.claim('jti', `assertion ${day} ${n}`, now + MINUTE, now);
  }
  for (let n = 0; n < VERSIONS_A_DAY; n += 1) {
    const content = JSON.stringify({ actions: 'x'.repeat(4_000) });
    const id = `version ${day} ${n}`;
    await store.keepVersion(
      sample.aVersion(0, { id, at: now, thing: `thing ${n}`, content }),
      LIMITS,
    );
  }
  for (let hour = 1; hour <= 24; hour += 1) {
    if (hour <= REFRESHES_A_DAY) {
      for (let n = 0; n < ASSISTANTS; n += 1) await renew(store, `assistant ${n}`, clock, turns);
    }
    clock.pass(HOUR);
    // Every ten minutes in truth; the fewer, the more there is at once.
    if (hour % 12 === 0) await store.purge(clock.read(), KEEP);
  }
}

async function renew(store: Store, name: string, clock: TestClock, turns: Map<string, number>) {
  const turn = turns.get(name) ?? 0;
  const now = clock.read();
  const refresh = sample.aRefresh(name, turn + 1, { createdAt: now, expiresAt: now + 30 * DAY });
  const next = { ...successor(name, turn + 1), refresh, answer: 'x'.repeat(1_500) };
  const outcome = await store.rotateRefresh(sample.aRefresh(name, turn).hash, next, GRACE, now);
  assert.equal(outcome.status, 'rotated');
  turns.set(name, turn + 1);
}

test(`a year of a busy household stays under 50 MB, keeps its assistants and 90 days of its log`, async (t) => {
  const path = join(tempDir(t), 'latchkey.db');
  const db = openDatabase(path);
  // A year of commits in seconds: what is on the disk in between is not asked here.
  db.exec('pragma synchronous = off');
  const store = storeOn(db, { path, onError: (trouble) => assert.fail(String(trouble)) });
  const clock = new TestClock(NOW);
  for (let n = 0; n < ASSISTANTS; n += 1) await connect(store, `assistant ${n}`);
  const turns = new Map<string, number>();
  let largest = 0;
  for (let day = 0; day < DAYS; day += 1) {
    await live(store, clock, day, turns);
    largest = Math.max(largest, statSync(path).size + statSync(`${path}-wal`).size);
  }
  t.diagnostic(`${(largest / MEGABYTE).toFixed(1)} MB at most`);
  assert.ok(largest < AT_MOST, `${largest} bytes`);

  const live365 = (await store.grants()).filter(({ endedAt }) => endedAt === undefined);
  const assistants = live365.filter(({ id }) => id.startsWith('grant assistant'));
  assert.equal(assistants.length, ASSISTANTS, 'whoever is used stays signed in for the year');
  const [eldest] = (await store.auditPage({ limit: 1 })).events;
  const age = clock.read() - (eldest?.at ?? 0);
  assert.ok(age > 89 * DAY && age < 91 * DAY, `the log goes back ${age / DAY} days`);
  assert.ok((await store.clients()).length < 200, 'clients that nobody uses are gone');

  await store.purge(clock.read() + 400 * DAY, KEEP);
  const after = statSync(path).size;
  assert.ok(after < 2 * MEGABYTE, `an abandoned house gives its room back: ${after} bytes`);
  await store.close();
});
