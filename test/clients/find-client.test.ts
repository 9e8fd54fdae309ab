import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { clientDocuments } from '../../src/clients/documents.ts';
import { ClientFinder } from '../../src/clients/find-client.ts';
import { HOUR, MINUTE } from '../../src/core/clock.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { aClient } from '../contract/samples.ts';
import { CLAUDE_CODE } from '../support/documents.ts';
import { lastly } from '../support/lastly.ts';
import { TestClock } from '../support/latchkey-under-test.ts';
import { startPublicWeb } from '../support/public-web.ts';

const ID = CLAUDE_CODE.client_id;

async function finder(t: TestContext) {
  const web = await startPublicWeb(t, ['claude.ai']);
  const clock = new TestClock();
  const store = openSqliteStore({ path: ':memory:' });
  lastly(t, () => store.close());
  const start = () =>
    new ClientFinder({
      store,
      clock: clock.read,
      documents: clientDocuments({ fetch: web.fetch, clock: clock.read, onFault: () => {} }),
    });
  web.publish(ID, { json: CLAUDE_CODE });
  return { web, clock, store, clients: start(), start };
}

async function refusalOf(clients: ClientFinder, id: string): Promise<string> {
  const found = await clients.find(id);
  return found.ok ? '' : `${found.error.error}: ${found.error.description}`;
}

test('registered and listed clients come from the store, whatever their name looks like', async (t) => {
  const { web, store, clients } = await finder(t);
  const listed = aClient({ id: ID, origin: 'static', name: 'Listed' });
  await store.putClient(aClient(), 10);
  await store.putClient(listed, 10);
  assert.deepEqual(await clients.find('client-1'), { ok: true, value: aClient() });
  assert.deepEqual(await clients.find(ID), { ok: true, value: listed });
  assert.deepEqual(await clients.known(ID), listed);
  assert.equal(await clients.renew(listed), listed);
  assert.deepEqual(web.fetched, []);
});

test('a document is read for who asks, and keeps no row before a person has allowed it', async (t) => {
  const { web, clock, store, clients } = await finder(t);
  const found = await clients.find(ID);
  assert.ok(found.ok);
  assert.equal(found.value.name, 'Claude Code');
  assert.equal(found.value.createdAt, clock.read());
  assert.equal((await clients.known(ID))?.name, 'Claude Code');
  assert.deepEqual(web.fetched, [ID]);
  assert.deepEqual(await store.clients(), []);
  await clients.remember(found.value);
  assert.deepEqual(await store.client(ID), found.value);
});

test('a client_id that is nothing is refused with what would help', async (t) => {
  const { web, clients } = await finder(t);
  assert.match(await refusalOf(clients, 'nobody'), /^invalid_client: .*not registered/);
  assert.match(await refusalOf(clients, 'http://claude.ai/c'), /^invalid_client: .*not registered/);
  assert.match(
    await refusalOf(clients, 'https://claude.ai/'),
    /^invalid_client_metadata: .*no path/,
  );
  assert.deepEqual(web.fetched, []);
  web.publish(ID, { json: { ...CLAUDE_CODE, redirect_uris: [] } });
  assert.match(await refusalOf(clients, ID), /^invalid_client_metadata: .*redirect_uris/);
});

test('the same words whether an address is private, missing or silent', async (t) => {
  const { web, clients } = await finder(t);
  web.publish(ID, (_request, response) => response.writeHead(302, { Location: ID }).end());
  const said = new Set<string>();
  for (const id of [
    ID,
    'https://claude.ai/missing',
    'https://192.168.1.1/c',
    'https://gone.example/c',
  ]) {
    said.add(await refusalOf(clients, id));
  }
  assert.equal(said.size, 1, [...said].join('\n'));
});

test('what is unreadable now is no new authorization, but no lost connection either', async (t) => {
  const { web, clock, store, clients, start } = await finder(t);
  const found = await clients.find(ID);
  assert.ok(found.ok);
  await clients.remember({ ...found.value, approvedAt: clock.read() });

  web.publish(ID, undefined);
  clock.pass(HOUR);
  assert.match(await refusalOf(clients, ID), /^invalid_client_metadata: /);
  assert.equal((await clients.known(ID))?.name, 'Claude Code');
  assert.equal((await start().known(ID))?.name, 'Claude Code', 'also after a restart');
  assert.match(await refusalOf(start(), ID), /^invalid_client_metadata: /);

  clock.pass(MINUTE);
  web.publish(ID, { json: { ...CLAUDE_CODE, client_name: 'Claude Code 2' } });
  assert.equal((await clients.known(ID))?.name, 'Claude Code 2');
  const kept = await store.client(ID);
  assert.equal(kept?.name, 'Claude Code 2', 'what is kept follows the document');
  assert.equal(kept?.createdAt, found.value.createdAt);
  assert.notEqual(kept?.approvedAt, undefined);
});

test('an unapproved address named with a token is not fetched', async (t) => {
  const { web, clients } = await finder(t);
  assert.equal(await clients.known(ID), undefined);
  assert.deepEqual(web.fetched, []);
});

test('a document that no longer fits a request is read once more', async (t) => {
  const { web, clock, clients } = await finder(t);
  const found = await clients.find(ID);
  assert.ok(found.ok);
  web.publish(ID, { json: { ...CLAUDE_CODE, redirect_uris: ['http://localhost/other'] } });
  assert.deepEqual(await clients.renew(found.value), found.value, 'not within a minute');
  clock.pass(MINUTE);
  assert.deepEqual((await clients.renew(found.value)).redirectUris, ['http://localhost/other']);
  clock.pass(MINUTE);
  web.publish(ID, undefined);
  assert.deepEqual(
    await clients.renew(found.value),
    found.value,
    'what cannot be read changes nothing',
  );
});
