import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../../support/eventually.ts';
import { signIn } from '../../support/oauth-client.ts';
import { ERAS, sdkClient } from '../../support/sdk-client.ts';
import { inHouse, startWithUpstreams, upstreamTools } from '../../support/written-upstreams.ts';
import { officialServer, startFastMcp } from './servers.ts';

const SECRET = 'hunter2-hunter2';

test('the everything server and FastMCP through our endpoint, in both eras', async (t) => {
  const latchkey = await startWithUpstreams(t, {
    everything: { command: process.execPath, args: [await officialServer('everything')] },
    fast: inHouse(await startFastMcp(t, 'bearer', SECRET), { auth: { token: SECRET } }),
  });
  const { tokens } = await signIn(latchkey.base, latchkey.people[1]);
  await eventually(async () => {
    const there = await upstreamTools(latchkey.url, tokens.access_token);
    return ['everything__echo', 'fast__add'].every((name) => there.includes(name));
  });
  for (const { mode } of ERAS) {
    const client = await sdkClient(t, latchkey.url, tokens.access_token, mode);
    const call = async (name: string, args: object) =>
      JSON.stringify(await client.callTool({ name, arguments: { ...args } }));
    assert.match(await call('everything__echo', { message: 'hi' }), /Echo: hi/);
    assert.match(await call('fast__add', { a: 20, b: 22 }), /42/);
    assert.match(await call('everything__get-tiny-image', {}), /"image\/png"/);
    const steps: number[] = [];
    const long = { name: 'everything__trigger-long-running-operation' };
    await client.callTool(
      { ...long, arguments: { duration: 0.3, steps: 3 } },
      { onprogress: ({ progress }) => void steps.push(progress) },
    );
    assert.deepEqual(steps.slice(0, 2), [1, 2]);

    const { prompts } = await client.listPrompts();
    const names = prompts.map(({ name }) => name);
    assert.ok(names.includes('everything__args-prompt') && names.includes('fast__greet'));
    const args = { city: 'Rome' };
    const got = await client.getPrompt({ name: 'everything__args-prompt', arguments: args });
    assert.match(JSON.stringify(got), /Rome/);
    const ref = { type: 'ref/prompt', name: 'everything__completable-prompt' } as const;
    const department = { name: 'department', value: 'S' };
    const { completion } = await client.complete({ ref, argument: department });
    assert.deepEqual(completion.values, ['Sales', 'Support']);
    const sales = { arguments: { department: 'Sales' } };
    const person = { name: 'name', value: '' };
    const people = await client.complete({ ref, argument: person, context: sales });
    assert.deepEqual(people.completion.values, ['David', 'Eve', 'Frank']);

    const { resources } = await client.listResources();
    const guide = resources.find(({ name }) => name === 'features.md');
    assert.ok(guide);
    assert.match(JSON.stringify(await client.readResource({ uri: guide.uri })), /Features/);
    const motd = await client.readResource({ uri: 'latchkey-upstream://fast/fast://motd' });
    assert.match(JSON.stringify(motd), /Mind the gap/);
    const uri = 'latchkey-upstream://everything/demo://resource/dynamic/text/7';
    assert.match(JSON.stringify(await client.readResource({ uri })), /7/);
    const linked = await call('everything__get-resource-links', { count: 2 });
    assert.match(linked, /latchkey-upstream:\/\/everything\/demo:/);
  }
});
