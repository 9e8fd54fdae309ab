import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { openPostgres } from '../../src/store/postgres.ts';
import { lastly } from '../support/lastly.ts';
import { startPostgres } from './server.ts';

const server = await startPostgres({ after });

/** Longer than a row of an index may be, and nothing that could be compressed. */
const long = () => randomBytes(6_000).toString('base64url');

test('names too long for an index are claimed once, and found in the audit log', async (t) => {
  const errors: unknown[] = [];
  const url = await server.database();
  const { store } = await openPostgres({ url, onError: (error) => errors.push(error) });
  lastly(t, () => store.close());
  const [name, clientId, personId] = [long(), long(), long()];
  assert.equal(await store.claim('jti', name, 20, 10), true);
  assert.equal(await store.claim('jti', name, 20, 10), false);
  assert.equal(await store.claimed('jti', name, 10), true);
  assert.equal(await store.claim('jti', long(), 20, 10), true);

  const event = { at: Date.now(), kind: 'tool', outcome: 'done', home: 'home', clientId, personId };
  store.appendAudit(event);
  store.appendAudit({ ...event, clientId: long(), personId: long() });
  for (const filter of [{ clientId }, { person: { home: 'home', id: personId } }]) {
    const { events } = await store.searchAudit({ limit: 10, ...filter });
    assert.deepEqual(events, [event]);
  }
  assert.deepEqual(errors, []);
});

test('each month of the audit log is a table, which goes when its month does', async (t) => {
  const url = await server.database();
  const { store, bytes } = await openPostgres({ url });
  lastly(t, () => store.close());
  const months = async () => {
    const rows = await server.sql(
      `select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
       where inhparent = 'latchkey.audit_events'::regclass order by relname`,
      url,
    );
    return rows.map(({ relname }) => relname);
  };
  const event = { kind: 'tool', outcome: 'done' };
  for (const month of [0, 1, 2]) store.appendAudit({ ...event, at: Date.UTC(2026, month, 15) });
  assert.equal((await store.auditEvents(10)).length, 3);
  assert.deepEqual(await months(), [
    'audit_2026_01',
    'audit_2026_02',
    'audit_2026_03',
    'audit_other_times',
  ]);
  const now = Date.UTC(2026, 2, 20);
  const before = await bytes();
  await store.purge(now, {
    unapprovedClientMs: 1,
    endedGrantMs: 1,
    auditMs: now - Date.UTC(2026, 1, 10),
  });
  assert.deepEqual(await months(), ['audit_2026_02', 'audit_2026_03', 'audit_other_times']);
  assert.equal((await store.auditEvents(10)).length, 2);
  assert.ok((await bytes()) < before);
});
