import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import type { MachinePrincipal, PersonPrincipal } from '../../src/access/principal.ts';
import { tokenHash } from '../../src/keys/token-hash.ts';
import { OpenStreams } from '../../src/mcp/open-streams.ts';
import type { Grant, KeptMachine, Store } from '../../src/store/contract.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { sdkClient } from '../support/sdk-client.ts';

const MOST_PER_OWNER = 16;
const MOST = 400;

/** A response of which only the end matters. */
function stream() {
  const made = new EventEmitter() as EventEmitter & { ended: boolean; destroy(): void };
  made.ended = false;
  made.destroy = () => {
    made.ended = true;
    made.emit('close');
  };
  return made as typeof made & ServerResponse;
}

function somebody(grantId: string, more: Partial<PersonPrincipal> = {}): PersonPrincipal {
  return {
    ...{ kind: 'person', grantId, clientId: 'client', home: 'home', personId: 'ada' },
    ...{ credentialId: 'credential', scope: [], expiresAt: 0, ...more },
  } as PersonPrincipal;
}

test('an owner’s oldest stream gives way to their newest', () => {
  const streams = new OpenStreams();
  const own = Array.from({ length: MOST_PER_OWNER + 1 }, stream);
  const other = stream();
  assert.equal(streams.add(other, somebody('other')), true);
  for (const one of own) assert.equal(streams.add(one, somebody('own')), true);
  assert.deepEqual(
    own.map(({ ended }) => ended),
    own.map((_, at) => at === 0),
  );
  assert.equal(other.ended, false);
});

test('all owners together have so many streams, and one that ends makes room', () => {
  const streams = new OpenStreams();
  const open = Array.from({ length: MOST }, stream);
  for (const [at, one] of open.entries()) {
    assert.equal(streams.add(one, somebody(`owner ${at % 50}`)), true);
  }
  assert.equal(streams.add(stream(), somebody('newcomer')), false);
  open[7]?.destroy();
  assert.equal(streams.add(stream(), somebody('newcomer')), true);
  streams.endAll();
  assert.ok(open.every(({ ended }) => ended));
});

test('those end whose grant has ended, is paused or cannot be looked up, or whose machine was deleted', async () => {
  const grants: Readonly<Record<string, Partial<Grant> | undefined>> = {
    lives: {},
    ended: { endedAt: 1 },
    paused: { pausedAt: 1 },
    'was paused': { pausedAt: 1 },
  };
  const store = {
    grant: async (id: string) => {
      if (id === 'away') throw new Error('the database is away');
      return grants[id] as Grant | undefined;
    },
    machines: async () => [{ id: 'made' } as KeptMachine],
  } satisfies Pick<Store, 'grant' | 'machines'>;
  const streams = new OpenStreams();
  const open = new Map(
    ['lives', 'ended', 'paused', 'was paused', 'gone', 'away'].map((id) => [id, stream()]),
  );
  for (const [id, one] of open) {
    streams.add(one, somebody(id, id === 'was paused' ? { paused: true } : {}));
  }
  for (const madeId of ['made', 'deleted', undefined]) {
    const one = stream();
    open.set(`machine ${madeId}`, one);
    streams.add(one, { kind: 'machine', name: 'n8n', madeId } as MachinePrincipal);
  }
  await streams.endDead(store);
  const left = [...open].filter(([, { ended }]) => !ended).map(([id]) => id);
  assert.deepEqual(left, ['lives', 'was paused', 'machine made', 'machine undefined']);
});

test('the stream in which a machine listens ends when the machine is deleted', async (t) => {
  const { url, latchkey } = await startTestLatchkey(t);
  const key = 'a-key-of-more-than-thirty-two-characters';
  const made = { kind: 'key', id: 'made', name: 'n8n', scope: ['home:read'] } as const;
  await latchkey.store.addMachine({ ...made, hash: tokenHash(key), createdAt: 0 }, 9);
  const client = await sdkClient(t, url, key, { pin: '2026-07-28' });
  const { closed } = await client.listen({ toolsListChanged: true });
  await latchkey.store.removeMachine('made', Date.now());
  await closed;
});
