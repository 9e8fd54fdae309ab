import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, signIn, toolNames } from '../support/oauth-client.ts';

const lk = await startTestLatchkey({ after });
const [ada, ben] = lk.people;

/** What a reading tool is called with to say something in the demo home; the rest need nothing. */
const ARGUMENTS: Readonly<Record<string, object>> = {
  get_state: { entity_id: 'light.kitchen' },
  get_history: { entity_ids: ['light.kitchen'] },
  get_statistics: { statistic_ids: ['sensor.living_room_temperature'] },
  get_logbook: { entity_ids: ['light.kitchen'] },

  find_entities: { text: 'light' },
};

/** They ask for what is not exposed in the demo home, or for more than an argument of ours. */
const NEEDS_MORE: readonly string[] = [
  'energy_hourly_consumption',
  'energy_peak_hour_day',
  'get_automation',
  'get_calendar_events',
  'get_camera_image',
  'get_weather_forecast',
  'heatpump_daily_summary',
];

for (const [who, person] of [
  ['somebody who is no administrator', ben],
  ['an administrator held to what is exposed', ada],
] as const) {
  test(`the reading tools that are listed for ${who} answer`, async () => {
    await lk.latchkey.store.putRule('home', 'home', '', { exposedOnly: true });
    const { tokens } = await signIn(lk.base, person, { permission: 'look' });
    const listed = await toolNames(lk.url, tokens.access_token);
    assert.ok(listed.length > 5);
    for (const name of listed.filter((one) => !NEEDS_MORE.includes(one))) {
      const args = { ...ARGUMENTS[name] };
      const { result, text } = await callTool(lk.url, tokens.access_token, name, args);
      assert.equal(result?.isError, undefined, `${name}: ${text}`);
    }
  });
}

const ENERGY = ['energy_hourly_consumption', 'energy_peak_hour_day', 'heatpump_daily_summary'];

test("the household's energy is not taken back by a default, but by a rule that says so", async () => {
  await lk.latchkey.store.putRule('home', 'home', '', {});
  const { tokens } = await signIn(lk.base, ben, { permission: 'look' });
  for (const name of ENERGY) {
    const { result, text } = await callTool(lk.url, tokens.access_token, name, {});
    assert.equal(result?.isError, undefined, `${name}: ${text}`);
  }
  await lk.latchkey.store.putRule('home', 'home', '', { exposedOnly: true });
  for (const name of ENERGY) {
    const { result } = await callTool(lk.url, tokens.access_token, name, {});
    assert.equal(result?.isError, true, name);
  }
});
