import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { askForToken } from '../support/machine-client.ts';
import { jsonOf, type Page, send, tokensOf } from '../support/oauth-client.ts';

const ROBOT = { id: 'robot', secret: 'a secret that is long enough for a robot' };

test('a machine gets a token for itself, says initialize without params and calls a tool', async (t) => {
  const home = await startDemoHome();
  const { base, url } = await startTestLatchkey(t, {
    home,
    env: {
      HOMEASSISTANT_TOKEN: home.people.find(({ name }) => name === 'Ben')?.token ?? '',
      MCP_CLIENTS: JSON.stringify([
        {
          client_id: ROBOT.id,
          client_secret: ROBOT.secret,
          grant_types: ['client_credentials'],
          scopes: 'home:read energy:read',
        },
      ]),
    },
  });
  const { access_token: token } = tokensOf(await askForToken(base, ROBOT));
  const say = (message: Readonly<Record<string, unknown>>): Promise<Page> =>
    send(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
    });

  const opened = await say({ method: 'initialize' });
  assert.equal(opened.status, 200, opened.text);
  assert.match(opened.text, /"protocolVersion":"2024-11-05"/);
  const listed = await say({ method: 'tools/list' });
  for (const tool of [
    'energy_hourly_consumption',
    'energy_peak_hour_day',
    'heatpump_daily_summary',
  ]) {
    assert.ok(listed.text.includes(`"${tool}"`), tool);
  }
  const hours = (range: Readonly<Record<string, string>>) =>
    say({
      method: 'tools/call',
      params: { name: 'energy_hourly_consumption', arguments: range },
    });
  assert.match((await hours({ from: 'yesterday' })).text, /the home used [\d.]+ kWh/);
  const unreadable = await hours({ from: 'yesterday', to: 'nonsense' });
  assert.match(unreadable.text, /"isError":true/, 'a time that is none is never taken for now');
  assert.equal(jsonOf(await askForToken(base, { ...ROBOT, secret: 'x' })).error, 'invalid_client');
});
