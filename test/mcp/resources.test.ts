import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Client } from '@modelcontextprotocol/client';
import { suggestEntities } from '../../src/mcp/suggestions.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, mcp, signIn } from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { smallHome } from '../tools/small-home.ts';

const lk = await startTestLatchkey({ after });
const [ada, ben] = lk.people;
const looking = await signIn(lk.base, ada, { scope: 'home:read', permission: 'look' });
const token = looking.tokens.access_token;
const energy = await signIn(lk.base, ben, { scope: 'energy:read home:read', permission: 'look' });

const OVERVIEW = 'latchkey://home/overview';
const KITCHEN = 'latchkey://entity/light.kitchen';
const TEMPLATE = 'latchkey://entity/{entity_id}';

async function read(client: Client, uri: string): Promise<Record<string, unknown>> {
  const { contents } = await client.readResource({ uri });
  const [content] = contents;
  assert.ok(contents.length === 1 && content !== undefined && 'text' in content);
  assert.equal(content.uri, uri);
  assert.equal(content.mimeType, 'application/json');
  return JSON.parse(content.text) as Record<string, unknown>;
}

for (const { era, mode } of ERAS) {
  test(`the overview is what home_overview answers, ${era}`, async (t) => {
    const client = await sdkClient(t, lk.url, token, mode);
    const { resources } = await client.listResources();
    assert.deepEqual(
      resources.map(({ uri, mimeType }) => [uri, mimeType]),
      [[OVERVIEW, 'application/json']],
    );
    const { local_time: _now, ...overview } = await read(client, OVERVIEW);
    const { result } = await callTool(lk.url, token, 'home_overview');
    const answer = (result?.structuredContent ?? {}) as Record<string, unknown>;
    const { local_time: _then, ...called } = answer;
    assert.deepEqual(overview, called);
    assert.deepEqual(overview.you, { name: ada.name, administrator: true });
  });

  test(`an entity is read as the person sees it now, ${era}`, async (t) => {
    const client = await sdkClient(t, lk.url, token, mode);
    const { resourceTemplates } = await client.listResourceTemplates();
    assert.deepEqual(
      resourceTemplates.map(({ uriTemplate }) => uriTemplate),
      [TEMPLATE],
    );
    for (const state of ['on', 'off']) {
      lk.home.setState('light.kitchen', state);
      await eventually(async () => (await read(client, KITCHEN)).state === state);
    }
    assert.equal((await read(client, KITCHEN)).entity_id, 'light.kitchen');
  });

  test(`what is not there is an error of the protocol, ${era}`, async (t) => {
    const client = await sdkClient(t, lk.url, token, mode);
    for (const uri of [
      'latchkey://entity/light.nope',
      'latchkey://entity/Light.Kitchen',
      'latchkey://entity/light.kitchen/more',
      'latchkey://entity/..%2Fhome',
      'latchkey://home/overview?x=1',
      'latchkey://home',
      'file:///etc/passwd',
    ]) {
      await assert.rejects(client.readResource({ uri }), { code: -32602, data: { uri } }, uri);
    }
  });

  test(`entity ids are completed, capped and without hidden ones, ${era}`, async (t) => {
    const client = await sdkClient(t, lk.url, token, mode);
    const complete = async (value: string, name = 'entity_id', uri = TEMPLATE) => {
      const ref = { type: 'ref/resource', uri } as const;
      return (await client.complete({ ref, argument: { name, value } })).completion;
    };
    const kitchen = await complete('light.kit');
    assert.equal(kitchen.values[0], 'light.kitchen');
    assert.ok((await complete('kitchen')).values.includes('light.kitchen'));
    assert.deepEqual(await complete('no such thing'), { values: [], total: 0, hasMore: false });
    assert.deepEqual((await complete('x'.repeat(300))).values, []);
    assert.deepEqual((await complete('light', 'other')).values, []);
    await assert.rejects(complete('', 'entity_id', 'latchkey://nope/{x}'), { code: -32602 });

    const ids = Array.from({ length: 120 }, (_, n) => `sensor.many_${n}`);
    for (const id of ids) lk.home.setState(id, '1');
    lastly(t, () => ids.forEach((id) => void lk.home.removeState(id)));
    await eventually(async () => (await complete('sensor.many')).total === 120);
    const many = await complete('sensor.many');
    assert.equal(many.values.length, 100);
    assert.equal(many.hasMore, true);
  });

  test(`a home that is down is an error that says so, and completes nothing, ${era}`, async (t) => {
    const down = await startTestLatchkey(t);
    const { tokens } = await signIn(down.base, down.people[0]);
    const client = await sdkClient(t, down.url, tokens.access_token, mode);
    down.home.setReachable(false);
    await assert.rejects(client.readResource({ uri: OVERVIEW }), {
      code: -32603,
      message: /Home Assistant does not answer right now/,
    });
    const ref = { type: 'ref/resource', uri: TEMPLATE } as const;
    const { completion } = await client.complete({
      ref,
      argument: { name: 'entity_id', value: '' },
    });
    assert.deepEqual(completion.values, []);
  });
}

test('hidden entities are not suggested', () => {
  const home = smallHome([
    { id: 'light.b', name: 'Lamp' },
    { id: 'light.lamp', hidden: true },
    { id: 'switch.lamp' },
  ]);
  assert.deepEqual(suggestEntities(home, 'lamp').values, ['light.b', 'switch.lamp']);
});

test('reading is written down, and is the caller’s own', async () => {
  const { result } = await mcp(
    lk.url,
    token,
    'resources/read',
    { uri: KITCHEN },
    {
      headers: { 'Mcp-Name': KITCHEN },
    },
  );
  assert.equal(result?.cacheScope, 'private');
  const [event] = await lk.latchkey.store.auditEvents(1);
  assert.equal(event?.kind, 'resource');
  assert.equal(event?.outcome, 'done');
  assert.equal(event?.detail?.on, 'light.kitchen');
  assert.equal(event?.clientId, looking.client.id);
});

test('a token without home:read lists nothing, and is told what it lacks', async (t) => {
  const narrow = await startTestLatchkey(t, { env: { MCP_REQUIRED_SCOPES: 'energy:read' } });
  const { tokens } = await signIn(narrow.base, narrow.people[0], { scope: 'energy:read' });
  const ask = (method: string, params = {}, headers = {}) =>
    mcp(narrow.url, tokens.access_token, method, params, { headers });
  assert.deepEqual((await ask('resources/list')).result?.resources, []);
  assert.deepEqual((await ask('resources/templates/list')).result?.resourceTemplates, []);
  const refused = await ask('resources/read', { uri: OVERVIEW }, { 'Mcp-Name': OVERVIEW });
  assert.equal(refused.status, 403);
  assert.match(refused.headers.get('www-authenticate') ?? '', /scope="home:read"/);
});

test('a token that the home no longer accepts is 401 for a resource too', async () => {
  lk.home.refuseToken(ben.token);
  const { status } = await mcp(
    lk.url,
    energy.tokens.access_token,
    'resources/read',
    { uri: OVERVIEW },
    { headers: { 'Mcp-Name': OVERVIEW } },
  );
  assert.equal(status, 401);
});
