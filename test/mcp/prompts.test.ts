import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Client } from '@modelcontextprotocol/client';
import { PROMPTS } from '../../src/mcp/prompts/catalog.ts';
import { TOOLS } from '../../src/tools/catalog.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { mcp, signIn } from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';

const lk = await startTestLatchkey({ after });
const [ada] = lk.people;
const everything = 'home:read home:control home:configure energy:read';
const all = await signIn(lk.base, ada, { scope: everything, permission: 'configure' });
const looking = await signIn(lk.base, ada, { scope: 'home:read', permission: 'look' });
const energy = await signIn(lk.base, ada, { scope: 'home:read energy:read', permission: 'look' });

const namesOf = async (client: Client) =>
  (await client.listPrompts()).prompts.map(({ name }) => name);

const textsOf = async (client: Client, name: string, args?: Record<string, string>) => {
  const { messages } = await client.getPrompt({ name, ...(args && { arguments: args }) });
  return messages.map(({ role, content }) => {
    assert.equal(role, 'user');
    assert.equal(content.type, 'text');
    return content.type === 'text' ? content.text : '';
  });
};

for (const { era, mode } of ERAS) {
  test(`prompts are listed by what a token allows, ${era}`, async (t) => {
    const connect = (token: string) => sdkClient(t, lk.url, token, mode);
    const client = await connect(all.tokens.access_token);
    assert.deepEqual(await namesOf(client), [
      'morning_summary',
      'energy_review',
      'automation_helper',
    ]);
    assert.deepEqual(await namesOf(await connect(looking.tokens.access_token)), [
      'morning_summary',
    ]);
    assert.deepEqual(await namesOf(await connect(energy.tokens.access_token)), [
      'morning_summary',
      'energy_review',
    ]);
    const { prompts } = await client.listPrompts();
    assert.deepEqual(
      prompts.map((one) => one.arguments?.map(({ name, required }) => `${name} ${required}`)),
      [[], ['period false'], ['goal true', 'area false']],
    );
  });

  test(`a prompt names the tools in their order, and only those its caller has, ${era}`, async (t) => {
    const client = await sdkClient(t, lk.url, all.tokens.access_token, mode);
    const texts = await textsOf(client, 'morning_summary');
    assert.equal(texts.length, 2);
    assert.match(texts[1] ?? '', /\n1\. home_overview: .*get_logbook: .*energy_hourly/s);

    const other = await sdkClient(t, lk.url, looking.tokens.access_token, mode);
    const fewer = (await textsOf(other, 'morning_summary')).join('\n');
    assert.match(fewer, /get_logbook/);
    assert.doesNotMatch(fewer, /energy_hourly/);
  });

  test(`arguments shape a prompt, and wrong ones are refused, ${era}`, async (t) => {
    const client = await sdkClient(t, lk.url, all.tokens.access_token, mode);
    const of = async (period?: string) =>
      (await textsOf(client, 'energy_review', period === undefined ? {} : { period })).join('\n');
    assert.match(await of('day'), /over yesterday/);
    assert.match(await of('month'), /from 30d/);
    assert.equal(await of(), await of('week'));
    await assert.rejects(of('year'), { code: -32602, message: /period/ });

    const helper = (args: Record<string, string>) => textsOf(client, 'automation_helper', args);
    const [first = ''] = await helper({ goal: 'Hall light at dusk', area: 'Hall' });
    assert.match(first, /for the area "Hall"\. What I want: Hall light at dusk/);
    await assert.rejects(helper({ area: 'Hall' }), { code: -32602, message: /goal/ });
    await assert.rejects(helper({ goal: 'x', room: 'y' }), { code: -32602, message: /room/ });
    await assert.rejects(textsOf(client, 'no_such_prompt'), { code: -32602 });
  });

  test(`arguments are completed from the home, ${era}`, async (t) => {
    const client = await sdkClient(t, lk.url, all.tokens.access_token, mode);
    const complete = async (prompt: string, name: string, value: string) => {
      const ref = { type: 'ref/prompt', name: prompt } as const;
      return (await client.complete({ ref, argument: { name, value } })).completion;
    };
    const areas = await complete('automation_helper', 'area', 'kit');
    assert.deepEqual(areas, { values: ['Kitchen'], total: 1, hasMore: false });
    const every = await complete('automation_helper', 'area', '');
    assert.ok(every.values.length > 3 && every.values.includes('Kitchen'));
    assert.deepEqual((await complete('energy_review', 'period', 'm')).values, ['month']);
    assert.deepEqual((await complete('automation_helper', 'goal', 'x')).values, []);
    await assert.rejects(complete('no_such_prompt', 'area', ''), { code: -32602 });
  });

  test(`a prompt beyond what was granted asks for more scope, ${era}`, async () => {
    const token = looking.tokens.access_token;
    const params = { name: 'energy_review', arguments: {} };
    const ref = { type: 'ref/prompt', name: 'automation_helper' };
    for (const [method, asked, scope] of [
      ['prompts/get', params, 'energy:read'],
      ['completion/complete', { ref, argument: { name: 'area', value: '' } }, 'home:configure'],
    ] as const) {
      const { status, headers, text } = await mcp(lk.url, token, method, asked, { era });
      assert.equal(status, 403, text);
      assert.match(headers.get('www-authenticate') ?? '', new RegExp(`scope="${scope}"`));
      assert.doesNotMatch(text, /Kitchen/);
    }
  });
}

test('a list of prompts is one principal’s own, and its use is written down', async () => {
  const token = all.tokens.access_token;
  const { result } = await mcp(lk.url, token, 'prompts/list');
  assert.equal(result?.cacheScope, 'private');
  await mcp(lk.url, token, 'prompts/get', { name: 'morning_summary' });
  const [event] = await lk.latchkey.store.auditEvents(1);
  assert.equal(event?.kind, 'prompt');
  assert.equal(event?.detail?.prompt, 'morning_summary');
  assert.equal(event?.issuer, lk.base);
});

/** Tools that prompts name already, and that a home has once they are in the catalog. */
const ANNOUNCED = ['get_automation', 'list_services', 'save_automation'];

test('every step of a prompt is taken with a tool that there is', () => {
  const known = new Set([...TOOLS.map(({ name }) => name), ...ANNOUNCED]);
  for (const prompt of PROMPTS) {
    const named = new Set<string>();
    const anything = { has: (name: string) => named.add(name) } as unknown as Set<string>;
    prompt.messages(prompt.name === 'automation_helper' ? { goal: 'x' } : {}, anything);
    assert.deepEqual(
      [...named].filter((name) => !known.has(name)),
      [],
      prompt.name,
    );
  }
});
