import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepStaticClients } from '../../src/clients/static-clients.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { aClient, connect, NOW } from '../contract/samples.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { signIn, TestClient } from '../support/oauth-client.ts';

test('the store follows the list: kept, changed, and forgotten with their grants', async (t) => {
  const store = openSqliteStore({ path: ':memory:' });
  lastly(t, () => store.close());
  const { origin, createdAt, ...mine } = aClient({ id: 'mine' });
  await store.putClient(aClient({ id: 'dynamic', approvedAt: NOW }), 10);
  await keepStaticClients([mine, { ...mine, id: 'other' }], store, NOW);
  await connect(store, 'one', { grant: { clientId: 'mine' } });
  await connect(store, 'two', { grant: { clientId: 'other' } });

  await keepStaticClients([{ ...mine, name: 'Renamed' }], store, NOW + 1);
  const kept = await store.client('mine');
  assert.equal(kept?.name, 'Renamed');
  assert.equal(kept?.origin, 'static');
  assert.equal(kept?.createdAt, NOW);
  assert.notEqual(kept?.approvedAt, undefined);
  assert.equal(await store.client('other'), undefined);
  assert.notEqual(await store.client('dynamic'), undefined);
  assert.equal((await store.grant('grant one'))?.endedAt, undefined);
  assert.equal((await store.grant('grant two'))?.endedReason, 'disconnected');
  assert.equal(origin, 'dynamic');
  assert.equal(createdAt, NOW);
});

test('a client that the operator listed goes the whole way with its secret', async (t) => {
  const secret = 'q7Zr0aV5tX2mK9cL4nB8';
  const redirect = 'https://client.example/callback';
  const { base, people } = await startTestLatchkey(t, {
    env: {
      MCP_CLIENTS: JSON.stringify([
        {
          client_id: 'listed',
          client_name: 'Listed client',
          client_secret: secret,
          redirect_uris: [redirect],
          scopes: ['home:read'],
        },
      ]),
    },
  });
  const client = TestClient.known(base, 'listed', redirect, secret);
  const { tokens } = await signIn(base, people[0], { client });
  assert.equal(tokens.scope, 'home:read');
  assert.equal((await client.refresh(tokens.refresh_token)).status, 200);
  assert.equal((await client.refresh(tokens.refresh_token, { client_secret: 'x' })).status, 401);
});
