import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { endlessTool } from '../support/endless-tool.ts';
import { eventually } from '../support/eventually.ts';
import { mcp, signIn } from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../support/written-upstreams.ts';

const BIG = 'x'.repeat(200_000);

/** A Latchkey before one upstream with tools that take time, answer much or never. */
async function scene(t: TestContext, tools = 0) {
  const endless = endlessTool();
  const server = await startHttpUpstream(t, {}, () => {
    const made = new McpServer({ name: 'shop', version: '1.0.0' });
    made.registerTool('big', { description: 'Says much.' }, () => ({
      content: [{ type: 'text', text: BIG }],
    }));
    made.registerTool('steps', { description: 'Tells how far it is.' }, async ({ mcpReq }) => {
      const progressToken = mcpReq._meta?.progressToken;
      for (const progress of [1, 2]) {
        if (progressToken === undefined) break;
        const params = { progressToken, progress, total: 2, message: `step ${progress}` };
        await mcpReq.notify({ method: 'notifications/progress', params });
      }
      return { content: [{ type: 'text', text: 'done' }] };
    });
    endless.addTo(made);
    for (let n = 0; n < tools; n += 1) {
      const inputSchema = z.object({ some: z.string().describe(`Such as ${n}.`) });
      made.registerTool(`t${n}`, { description: `Number ${n}.`, inputSchema }, () => ({
        content: [],
      }));
    }
    return made;
  });
  const latchkey = await startWithUpstreams(t, { shop: inHouse(server.url) });
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const token = tokens.access_token;
  await eventually(async () => (await upstreamTools(latchkey.url, token)).length === tools + 3);
  return { server, latchkey, token, ...endless };
}

for (const { era, mode } of ERAS) {
  test(`${era}: progress reaches whoever called, and a large answer is cut`, async (t) => {
    const { latchkey, token } = await scene(t);
    const client = await sdkClient(t, latchkey.url, token, mode);
    const heard: unknown[] = [];
    const result = await client.callTool(
      { name: 'shop__steps', arguments: {} },
      { onprogress: (progress) => void heard.push(progress) },
    );
    assert.deepEqual(result.content, [{ type: 'text', text: 'done' }]);
    assert.deepEqual(heard, [
      { progress: 1, total: 2, message: 'step 1' },
      { progress: 2, total: 2, message: 'step 2' },
    ]);
    const big = await client.callTool({ name: 'shop__big', arguments: {} });
    const [text, note] = big.content as { text: string }[];
    assert.equal(text?.text.length, 150_000);
    assert.match(note?.text ?? '', /50000 characters left out/);
  });

  test(`${era}: giving a call up gives it up at the upstream`, async (t) => {
    const { latchkey, token, started, cancelled } = await scene(t);
    const client = await sdkClient(t, latchkey.url, token, mode);
    const ending = new AbortController();
    const call = client.callTool({ name: 'shop__wait', arguments: {} }, { signal: ending.signal });
    await eventually(async () => started() === 1);
    ending.abort();
    await assert.rejects(call);
    await eventually(async () => cancelled() === 1);
  });
}

test('a thousand tools are listed from memory, asking nobody', async (t) => {
  const { server, latchkey, token } = await scene(t, 997);
  await server.stop();
  const asked = server.headers.length;
  const once = async () => {
    const startedAt = performance.now();
    const { result, text } = await mcp(latchkey.url, token, 'tools/list');
    assert.ok(Array.isArray(result?.tools) && result.tools.length > 1_000);
    return { ms: performance.now() - startedAt, size: text.length };
  };
  const runs = [];
  for (let n = 0; n < 10; n += 1) runs.push(await once());
  const fastest = Math.min(...runs.map(({ ms }) => ms));
  t.diagnostic(`${runs[0]?.size} bytes, ${fastest.toFixed(1)} ms at best`);
  assert.equal(server.headers.length, asked);
  assert.ok(fastest < 500, `${fastest} ms`);
});

test('2026-07-28: whoever listens is told when the tools of upstreams change', async (t) => {
  const { server, latchkey, token } = await scene(t);
  const client = await sdkClient(t, latchkey.url, token, { pin: '2026-07-28' });
  assert.equal(client.getServerCapabilities()?.tools?.listChanged, true);
  let told = 0;
  client.setNotificationHandler('notifications/tools/list_changed', () => {
    told += 1;
  });
  await client.listen({ toolsListChanged: true });
  latchkey.write({ shop: inHouse(server.url), other: inHouse(server.url) });
  await eventually(async () => told > 0);
  const older = await sdkClient(t, latchkey.url, token, 'legacy');
  assert.equal(older.getServerCapabilities()?.tools?.listChanged, true);
});
