import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutward } from '../../src/doctor/probes/ask.ts';
import { eventually } from '../support/eventually.ts';
import { TestClient } from '../support/oauth-client.ts';
import { type SettingsStage, settingsStage } from '../support/settings-stage.ts';

async function looked({ as, ada }: SettingsStage): Promise<string> {
  const visitor = as(ada);
  const answer = await visitor.send('doctor', 'doctor/look');
  assert.equal(answer.status, 303);
  await eventually(async () => /Looked at on/.test(await visitor.read('doctor')));
  return visitor.read('doctor');
}

test("a look at a sound Latchkey says so, and is nobody's attempt to connect", async (t) => {
  const stage = await settingsStage(t);
  const { as, ada } = stage;
  assert.match(await as(ada).read('doctor'), /Nobody has looked yet/);
  assert.match(await as(ada).read(''), /Not checked yet/);
  const page = await looked(stage);
  assert.doesNotMatch(page, /class="note problem"/);
  assert.match(page, /No assistant has tried to connect/);
  assert.doesNotMatch(page, /undefined|\[object/);
  assert.doesNotMatch(await as(ada).read(''), /Not checked yet|Something keeps assistants out/);
});

test('what keeps assistants out is said on both pages', async (t) => {
  const outward = createOutward({
    route: (host, port) => (host === 'mcp.example.net' ? undefined : { host, port }),
    resolve: async () => ['93.184.215.14'],
  });
  const stage = await settingsStage(t, { baseUrl: () => 'https://mcp.example.net', outward });
  const page = await looked(stage);
  assert.match(page, /1 problem/);
  assert.match(page, /About the address https:\/\/mcp\.example\.net/);
  const first = await stage.as(stage.ada).read('');
  assert.match(first, /Something keeps assistants out/);
  assert.match(first, /Assistants cannot connect/);
});

test('an assistant that stopped on its way is shown with the reason', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const client = await TestClient.register(latchkey.base, { client_name: 'Claude <b>' });
  await client.openConsent({});
  const page = await as(ada).read('doctor');
  assert.match(page, /Claude &lt;b&gt;/);
  assert.match(page, /Consent page opened: done/);
  assert.doesNotMatch(page, /undefined|\[object/);
});
