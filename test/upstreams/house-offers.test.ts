import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from '@modelcontextprotocol/client';
import { completable, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { houseOffers } from '../../src/upstreams/house-offers.ts';
import { ResourceUpdates } from '../../src/upstreams/resource-updates.ts';
import type { Shelf } from '../../src/upstreams/shelf.ts';
import { gatewayStage } from '../support/gateway-stage.ts';

const ADA = { home: 'home', id: 'ada', name: 'Ada' };
const BEN = { home: 'home', id: 'ben', name: 'Ben' };

function notebook(): McpServer {
  const server = new McpServer({ name: 'notes', version: '1' });
  server.registerTool('add', { description: 'Adds.' }, () => ({ content: [] }));
  const one = new ResourceTemplate('note://{id}', {
    list: () => ({ resources: [{ uri: 'note://1', name: 'one' }] }),
    complete: { id: () => ['1'] },
  });
  server.registerResource('note', one, {}, (uri) => ({
    contents: [{ uri: uri.href, text: 'buy milk' }],
  }));
  const about = completable(z.string(), () => ['milk']);
  server.registerPrompt('write', { argsSchema: z.object({ about }) }, () => ({
    messages: [{ role: 'user', content: { type: 'text', text: 'Write.' } }],
  }));
  return server;
}

test('where people sign in for themselves, prompts and resources are each one’s own', async (t) => {
  const stage = await gatewayStage(t);
  const { upstream, gateway } = stage;
  upstream.make = notebook;
  await stage.keep({ credentials: 'person' });
  const offers = houseOffers(gateway);
  const uri = 'latchkey-upstream://notes/note://1';
  const offer = offers.at(uri)?.offer;
  assert.ok(offer);
  const listed = async (person: typeof ADA | undefined) =>
    (await offer.list(async () => person)).resources.map((one) => one.uri);
  const read = (person: typeof ADA | undefined) =>
    offer.read('note://1', { person: async () => person });
  /** Reads, gets and completes, and answers with what proved who asks. */
  const uses = async (person: typeof ADA) => {
    const who = async () => person;
    assert.deepEqual(await listed(person), [uri]);
    const before = upstream.bearers.length;
    assert.match(JSON.stringify(await read(person)), /buy milk/);
    assert.deepEqual(await offer.complete('note://{id}', { name: 'id', value: '' }, {}, who), [
      '1',
    ]);
    const [prompt] = offers.prompts();
    assert.match(JSON.stringify(await prompt?.get({ about: 'x' }, { person: who })), /Write/);
    assert.deepEqual(await prompt?.complete({ name: 'about', value: '' }, {}, who), ['milk']);
    return new Set(upstream.bearers.slice(before));
  };
  /** What they are told when they have not signed in, and signs them in by it. */
  const arrives = async (person: typeof ADA) => {
    assert.deepEqual(await listed(person), []);
    let link = '';
    await assert.rejects(read(person), (error: Error) => {
      link = /open (https:\/\/\S+) in your browser/.exec(error.message)?.[1] ?? '';
      assert.match(error.message, new RegExp(`is for ${person.name} alone`));
      return true;
    });
    await stage.signIn(link);
  };

  await arrives(ADA);
  const asAda = await uses(ADA);
  await arrives(BEN);
  const asBen = await uses(BEN);
  assert.equal(asAda.size, 1);
  assert.equal(asBen.size, 1);
  assert.notDeepEqual(asAda, asBen);

  assert.deepEqual(await listed(undefined), []);
  await assert.rejects(read(undefined), /as nobody in particular/);
});

test('a list of somebody who has not signed in makes no link that pushes out another’s', async (t) => {
  const stage = await gatewayStage(t);
  stage.upstream.make = notebook;
  await stage.keep({ credentials: 'person' });
  const [offer] = houseOffers(stage.gateway).resources();
  let link = '';
  await offer?.read('note://1', { person: async () => ADA }).catch(({ message }: Error) => {
    link = /open (https:\/\/\S+) in/.exec(message)?.[1] ?? '';
  });
  for (let n = 0; n < 2_000; n += 1) await offer?.list(async () => BEN);
  await stage.signIn(link);
  assert.equal((await offer?.list(async () => ADA))?.resources.length, 1);
});

/** A shelf whose upstream tells of changes when the test says so. */
function shelfOf(name: string) {
  const client = {
    transport: {},
    getServerCapabilities: () => ({ resources: { subscribe: true } }),
    getDiscoverResult: () => undefined,
    subscribeResource: async () => ({}),
  } as unknown as Client;
  const upstream = { name, use: <T>(work: (one: Client) => Promise<T>) => work(client) };
  const updates = new ResourceUpdates(upstream, 1_000);
  return { upstream, resources: { updates } } as unknown as Shelf;
}

test('where people sign in for themselves, nobody hears of another’s changes', async () => {
  const shelves = { shared: shelfOf('notes'), ada: shelfOf('notes'), ben: shelfOf('notes') };
  const offers = houseOffers({
    shelves: new Map([['notes', shelves.shared]]),
    isPerPerson: () => true,
    isSignedIn: async () => true,
    shelfFor: async (_name, person) => (person?.id === 'ada' ? shelves.ada : shelves.ben),
  });
  const there = offers.at('latchkey-upstream://notes/note://1');
  assert.ok(there);
  const heard: string[] = [];
  for (const person of [ADA, BEN]) {
    const listener = { updated: () => void heard.push(person.id), lost: () => {} };
    await there.offer.watch(there.uri, listener, async () => person);
  }
  shelves.ben.resources.updates.updated('note://1');
  assert.deepEqual(heard, ['ben']);
  shelves.shared.resources.updates.updated('note://1');
  shelves.ada.resources.updates.updated('note://1');
  assert.deepEqual(heard, ['ben', 'ada']);
});
