import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, signIn, toolNames } from '../support/oauth-client.ts';
import { ERAS, sdkClient } from '../support/sdk-client.ts';
import { openSocket } from './socket.ts';
import { startHomeUnderTest } from './start.ts';

const PREFIX = 'homeassistant__';

test('Home Assistant’s own MCP server through ours, for administrators', {
  timeout: 120_000,
}, async (t) => {
  const home = await startHomeUnderTest();
  lastly(t, () => home.stop());
  const [ada, ben] = home.people;
  const latchkey = await startTestLatchkey(t, {
    home: { ...home, stop: async () => {} },
    env: { MCP_HOME_MCP: 'true' },
  });
  const socket = await openSocket(home.url, ada.token);
  lastly(t, () => socket.close());
  const expose = {
    assistants: ['conversation'],
    entity_ids: ['light.kitchen'],
    should_expose: true,
  };
  await socket.ask('homeassistant/expose_entity', expose);
  const state = async () => {
    const states = await socket.ask<{ entity_id: string; state: string }[]>('get_states');
    return states.find(({ entity_id }) => entity_id === 'light.kitchen')?.state;
  };

  const { tokens } = await signIn(latchkey.base, ada);
  assert.match(tokens.scope ?? '', /upstream:homeassistant/);
  const turnOn = { name: 'Kitchen', domain: ['light'] };
  const names = await toolNames(latchkey.url, tokens.access_token);
  const turnsOn = names.find((name) => name.endsWith('HassTurnOn')) ?? '';
  const asked = await callTool(latchkey.url, tokens.access_token, turnsOn, turnOn);
  // Home Assistant exposes its demo's garage door to Assist, and nobody can be asked here.
  assert.equal(asked.result?.isError, true);
  assert.match(asked.text, /garage/i);
  await latchkey.latchkey.store.putRule('home', 'home', '', {
    withoutAsking: ['alarm_control_panel', 'cover', 'lock', 'siren', 'valve'],
  });
  for (const { mode } of ERAS) {
    const client = await sdkClient(t, latchkey.url, tokens.access_token, mode);
    const { tools } = await client.listTools();
    const theirs = tools.filter(({ name }) => name.startsWith(PREFIX));
    const turn = (what: string) => theirs.find(({ name }) => name.endsWith(`HassTurn${what}`));
    const [on, off] = [turn('On'), turn('Off')];
    assert.ok(on && off, theirs.map(({ name }) => name).join(' '));
    for (const [tool, expected] of [
      [on, 'on'],
      [off, 'off'],
    ] as const) {
      const result = await client.callTool({ name: tool.name, arguments: turnOn });
      assert.notEqual(result.isError, true, JSON.stringify(result));
      assert.equal(await state(), expected);
    }
    const wrong = await client.callTool({ name: on.name, arguments: { nonsense: true } });
    assert.equal(wrong.isError, true, JSON.stringify(wrong));
    const missing = await client.callTool({ name: `${PREFIX}nothing`, arguments: {} });
    assert.match(JSON.stringify(missing), /has no tool/);
  }
  const [event] = await latchkey.latchkey.store.auditEvents(1);
  assert.equal(event?.detail?.upstream, 'homeassistant');

  const bens = (await signIn(latchkey.base, ben)).tokens.access_token;
  const seen = await toolNames(latchkey.url, bens);
  assert.deepEqual(
    seen.filter((name) => name.startsWith(PREFIX)),
    [],
  );
  const refused = await callTool(latchkey.url, bens, `${PREFIX}HassTurnOn`, { name: 'Kitchen' });
  assert.match(JSON.stringify(refused.result), /for administrators|reaches everything/);

  const looking = await signIn(latchkey.base, ada, { scope: 'home:read' });
  const token = looking.tokens.access_token;
  assert.deepEqual(
    (await toolNames(latchkey.url, token)).filter((name) => name.startsWith(PREFIX)),
    [],
  );
  assert.equal((await callTool(latchkey.url, token, `${PREFIX}HassTurnOn`, {})).status, 403);
  assert.doesNotMatch(home.logs(), /login attempt|Invalid authentication/i);
});
