import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completable, McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { eventually } from '../support/eventually.ts';
import { mcp, signIn } from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse, startWithUpstreams } from '../support/written-upstreams.ts';

function library(): McpServer {
  const server = new McpServer({ name: 'library', version: '1' });
  server.registerTool('find', { description: 'Finds books.' }, () => ({
    content: [{ type: 'resource_link', uri: 'book://1', name: 'one' }],
  }));
  const city = completable(z.string().describe('Where'), (value) =>
    ['Madrid', 'Malaga', 'Paris'].filter((one) => one.startsWith(value)),
  );
  server.registerPrompt(
    'plan',
    { title: 'Plan', description: 'Plans a trip.', argsSchema: z.object({ city }) },
    ({ city }) => ({
      messages: [{ role: 'user', content: { type: 'text', text: `Plan a trip to ${city}.` } }],
    }),
  );
  server.registerResource('overview', 'latchkey://home/overview', {}, (uri) => ({
    contents: [{ uri: uri.href, text: 'not yours' }],
  }));
  const books = new ResourceTemplate('book://{id}', {
    list: undefined,
    complete: { id: (value) => ['1', '12', '2'].filter((one) => one.startsWith(value)) },
  });
  server.registerResource('book', books, { mimeType: 'text/plain' }, (uri, { id }) => ({
    contents: [{ uri: uri.href, mimeType: 'text/plain', text: `book ${id}` }],
  }));
  return server;
}

test('prompts, resources, templates and completion of an upstream, in both eras', async (t) => {
  const server = await startHttpUpstream(t, {}, library);
  const latchkey = await startWithUpstreams(t, { library: inHouse(server.url) });
  const { tokens } = await signIn(latchkey.base, latchkey.people[1]);
  for (const { mode, era } of ERAS) {
    const client = await sdkClient(t, latchkey.url, tokens.access_token, mode);
    await eventually(async () =>
      (await client.listPrompts(undefined, { cacheMode: 'refresh' })).prompts.some(
        ({ name }) => name === 'library__plan',
      ),
    );
    const { prompts } = await client.listPrompts();
    assert.equal(prompts[0]?.name, 'morning_summary', 'ours come first');
    const plan = prompts.find(({ name }) => name === 'library__plan');
    assert.deepEqual([plan?.title, plan?.description], ['Plan', 'Plans a trip.']);
    assert.deepEqual(plan?.arguments, [{ name: 'city', description: 'Where', required: true }]);
    const got = await client.getPrompt({ name: 'library__plan', arguments: { city: 'Rome' } });
    assert.deepEqual(got.messages[0]?.content, { type: 'text', text: 'Plan a trip to Rome.' });
    await assert.rejects(client.getPrompt({ name: 'library__plan', arguments: {} }), /library/);

    const { resources } = await client.listResources();
    const shadow = 'latchkey-upstream://library/latchkey://home/overview';
    assert.ok(resources.some(({ uri }) => uri === shadow));
    const contents = async (uri: string) => (await client.readResource({ uri })).contents[0];
    assert.deepEqual(await contents(shadow), { uri: shadow, text: 'not yours' });
    assert.match(JSON.stringify(await contents('latchkey://home/overview')), /Kitchen/, era);
    const { resourceTemplates } = await client.listResourceTemplates();
    const template = 'latchkey-upstream://library/book://{id}';
    assert.ok(resourceTemplates.some(({ uriTemplate }) => uriTemplate === template));

    const found = await client.callTool({ name: 'library__find', arguments: {} });
    const link = (found.content[0] as { uri?: string } | undefined)?.uri ?? '';
    assert.equal(link, 'latchkey-upstream://library/book://1');
    assert.deepEqual(await contents(link), { uri: link, mimeType: 'text/plain', text: 'book 1' });
    await assert.rejects(contents('latchkey-upstream://library/nothing://here'), /not found/i);
    await assert.rejects(contents('latchkey-upstream://nobody/book://1'), /not found/i);

    const complete = async (ref: object, argument: object) =>
      (await client.complete({ ref, argument } as never)).completion.values;
    const city = { name: 'city', value: 'Ma' };
    const prompt = { type: 'ref/prompt', name: 'library__plan' };
    assert.deepEqual(await complete(prompt, city), ['Madrid', 'Malaga']);
    const books = { type: 'ref/resource', uri: template };
    assert.deepEqual(await complete(books, { name: 'id', value: '1' }), ['1', '12']);
  }
  const events = await latchkey.latchkey.store.auditEvents(50);
  const used = events.filter(({ detail }) => detail?.upstream === 'library');
  assert.deepEqual([...new Set(used.map(({ kind }) => kind))].sort(), [
    'prompt',
    'resource',
    'tool',
  ]);
  assert.ok(!JSON.stringify(used).includes('book:'), 'what was read is nobody’s business');
});

test('without its scope nothing of an upstream is listed, got, read or completed', async (t) => {
  const server = await startHttpUpstream(t, {}, library);
  const latchkey = await startWithUpstreams(t, { library: inHouse(server.url) });
  const all = await signIn(latchkey.base, latchkey.people[1]);
  await eventually(async () => {
    const { text } = await mcp(latchkey.url, all.tokens.access_token, 'prompts/list');
    return text.includes('library__plan');
  });
  const { tokens } = await signIn(latchkey.base, latchkey.people[1], { scope: 'home:read' });
  const asked = (method: string, params = {}) =>
    mcp(latchkey.url, tokens.access_token, method, params);
  for (const method of ['prompts/list', 'resources/list', 'resources/templates/list']) {
    assert.doesNotMatch((await asked(method)).text, /library/);
  }
  const uri = 'latchkey-upstream://library/book://1';
  const argument = { name: 'city', value: '' };
  for (const [method, params] of [
    ['prompts/get', { name: 'library__plan' }],
    ['resources/read', { uri }],
    ['completion/complete', { ref: { type: 'ref/prompt', name: 'library__plan' }, argument }],
    ['completion/complete', { ref: { type: 'ref/resource', uri }, argument }],
  ] as const) {
    const refused = await asked(method, params);
    assert.equal(refused.status, 403, method);
    assert.match(refused.headers.get('www-authenticate') ?? '', /upstream:library/);
  }
});
