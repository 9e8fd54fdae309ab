import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { McpServer } from '@modelcontextprotocol/server';
import { ask } from '../../src/control/ask.ts';
import { decrypt, parseKey } from '../../src/keys/fernet.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { mcpRequest } from '../support/mcp-request.ts';
import { jsonOf, mcp, send, signIn, tokensOf, toolNames } from '../support/oauth-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { startHouse } from './house.ts';
import { startPostgres } from './server.ts';

const server = await startPostgres({ after });
const UNLOCK = { domain: 'lock', service: 'unlock', entity_id: 'lock.front_door' };

test('a new signing key of one instance counts in all at once, even when no notice comes', async (t) => {
  const database = await server.database();
  const house = await startHouse(t, database, { count: 3 });
  await server.sql('drop trigger changed on latchkey.shared_states', database);
  const { base, url, balancer, instances } = house;
  const { client, tokens } = await signIn(base, house.people[0]);
  const given = [tokens.access_token];
  let refresh = tokens.refresh_token;
  for (const one of instances) {
    await ask(one.dataDir, { method: 'POST', path: '/keys/signing/rotate' });
    for (const { port } of instances) {
      balancer.next(port);
      const next = tokensOf(await client.refresh(refresh));
      refresh = next.refresh_token;
      given.push(next.access_token);
      for (const token of given) {
        for (const { port: other } of instances) {
          balancer.next(other);
          assert.equal((await mcp(url, token, 'tools/list')).status, 200);
        }
      }
    }
  }
  assert.ok(new Set(given.map((token) => token.split('.')[0])).size >= 4, 'other keys signed');
});

test('every instance shows the same keys, and none of them is in the database in the clear', async (t) => {
  const database = await server.database();
  const house = await startHouse(t, database);
  const [first, second] = house.instances;
  assert.ok(first && second);
  await ask(first.dataDir, { method: 'POST', path: '/keys/signing/rotate' });
  const keys = async (port: number) => {
    house.balancer.next(port);
    return jsonOf(await send(`${house.base}/jwks`)).keys;
  };
  await eventually(async () => {
    const [one, other] = [await keys(first.port), await keys(second.port)];
    assert.equal((one as object[]).length, 2);
    return JSON.stringify(one) === JSON.stringify(other);
  });
  const rows = await server.sql('select name, sealed from latchkey.shared_states', database);
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['keyring'],
  );
  assert.match(String(rows[0]?.sealed), /^gAAAA/, 'a Fernet token');
});

test('an instance with another key is refused, and says which', async (t) => {
  const database = await server.database();
  await startHouse(t, database, { count: 1 });
  await assert.rejects(startHouse(t, database, { count: 1 }), {
    code: 'keyring_unreadable',
    message: /give this instance the OAUTH_ENCRYPTION_KEY that the others have/,
  });
});

test('a key of the operator is replaced in three rounds, and nobody signs in anew', async (t) => {
  const database = await server.database();
  const house = await startHouse(t, database, { count: 1 });
  const { OAUTH_ENCRYPTION_KEY: old = '' } = house.env;
  const fresh = `${randomBytes(32).toString('base64url')}=`;
  const { tokens } = await signIn(house.base, house.people[0]);
  const works = async (at: number) => {
    house.balancer.next(house.instances[at]?.port ?? 0);
    const read = { name: 'get_state', arguments: { entity_id: 'lock.front_door' } };
    const { result, text } = await mcp(house.url, tokens.access_token, 'tools/call', read);
    assert.ok(result !== undefined && result.isError !== true, text);
  };
  const sealed = async () =>
    (
      await server.sql(
        'select sealed from latchkey.credentials union all select sealed from latchkey.shared_states',
        database,
      )
    ).map((row) => String(row.sealed));
  await house.join({ OAUTH_ENCRYPTION_KEY: `${old},${fresh}` });
  await house.join({ OAUTH_ENCRYPTION_KEY: `${fresh},${old}` });
  const opens = (one: string) => {
    try {
      return decrypt([parseKey(fresh)], one, { now: 0 }).length > 0;
    } catch {
      return false;
    }
  };
  await eventually(async () => (await sealed()).every(opens));
  assert.equal((await sealed()).length, 2);
  await house.join({ OAUTH_ENCRYPTION_KEY: fresh });
  for (const at of [1, 2, 3]) await works(at);
});

for (const what of ['ends', 'is paused'] as const) {
  test(`a stream at one instance ends when its grant ${what} at another`, async (t) => {
    const house = await startHouse(t, await server.database());
    const [first, second] = house.instances;
    assert.ok(first && second);
    const { client, tokens } = await signIn(house.base, house.people[0]);
    const { headers, body } = mcpRequest(tokens.access_token, 'subscriptions/listen', {
      notifications: { toolsListChanged: true },
    });
    const listening = request(`http://127.0.0.1:${second.port}/mcp`, {
      method: 'POST',
      agent: false,
      headers: { ...headers, host: new URL(house.base).host },
    });
    listening.end(body);
    const [answer] = await once(listening, 'response');
    assert.equal(answer.statusCode, 200);
    answer.on('error', () => {});
    answer.resume();
    const ended = new Promise((resolve) => answer.once('close', resolve));
    house.balancer.next(first.port);
    if (what === 'ends') await client.revoke(tokens.refresh_token);
    else {
      const { store } = first.latchkey;
      const [grant] = await store.grants();
      assert.equal(await store.pauseGrant(grant?.id ?? '', Date.now()), true);
    }
    await ended;
  });
}

for (const said of ['accept', 'decline'] as const) {
  test(`2025-11-25: a question of one instance hears the ${said} that comes to another`, async (t) => {
    const house = await startHouse(t, await server.database(), { count: 4 });
    const { home, url } = house;
    home.setState('person.ada', 'home', { device_trackers: [] });
    home.setState('lock.front_door', 'locked');
    const { tokens } = await signIn(house.base, house.people[0]);
    const client = new Client(
      { name: 'asking', version: '0' },
      { versionNegotiation: { mode: 'legacy' }, capabilities: { elicitation: {} } },
    );
    client.setRequestHandler('elicitation/create', () =>
      said === 'accept' ? { action: said, content: {} } : { action: said },
    );
    const headers = { Authorization: `Bearer ${tokens.access_token}` };
    await client.connect(
      new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
    );
    lastly(t, () => client.close());
    const called = await client.callTool({ name: 'call_service', arguments: UNLOCK });
    assert.equal(called.isError, said === 'accept' ? undefined : true, JSON.stringify(called));
    const sent = home.commands().filter(({ type }) => type === 'call_service');
    assert.equal(sent.length, said === 'accept' ? 1 : 0);
    assert.ok(new Set(house.balancer.taken.map(({ port }) => port)).size === 4);
  });
}

test('a secret and an approval of one instance are taken up by the others', async (t) => {
  let more = false;
  const upstream = await startHttpUpstream(t, {}, () => {
    const calculator = new McpServer({ name: 'calculator', version: '1.0.0' });
    for (const name of ['add', ...(more ? ['multiply'] : [])]) {
      calculator.registerTool(name, { description: name }, () => ({ content: [] }));
    }
    return calculator;
  });
  const written = { mcpServers: { calculator: { url: upstream.url, private_network: true } } };
  const house = await startHouse(t, await server.database(), {
    env: { MCP_UPSTREAMS: JSON.stringify(written) },
  });
  const [first, second] = house.instances;
  assert.ok(first && second);
  const { tokens } = await signIn(house.base, house.people[0]);
  const listed = async (port: number) => {
    house.balancer.next(port);
    const names = await toolNames(house.url, tokens.access_token);
    return names.filter((name) => name.startsWith('calculator')).length;
  };
  await eventually(async () => (await listed(first.port)) === 1);
  await eventually(async () => (await listed(second.port)) === 1);

  more = true;
  await ask(first.dataDir, { method: 'POST', path: '/connections/calculator/refresh' });
  const { waiting } = await ask<{ waiting: { name: string; pin: string }[] }>(first.dataDir, {
    method: 'GET',
    path: '/connections/calculator/waiting',
  });
  assert.deepEqual(
    waiting.map(({ name }) => name),
    ['multiply'],
  );
  await ask(first.dataDir, {
    method: 'POST',
    path: '/connections/calculator/approve',
    body: { tools: waiting.map(({ name, pin }) => ({ name, pin })) },
  });
  await eventually(async () => (await listed(second.port)) === 2);

  await ask(second.dataDir, { method: 'PUT', path: '/secrets/notes', body: { value: 'a secret' } });
  await eventually(async () => {
    const { secrets } = await ask<{ secrets: { name: string; readable: boolean }[] }>(
      first.dataDir,
      { method: 'GET', path: '/secrets' },
    );
    return secrets.some(({ name, readable }) => name === 'notes' && readable);
  });
});
