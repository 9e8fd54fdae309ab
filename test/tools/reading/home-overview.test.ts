import assert from 'node:assert/strict';
import { test } from 'node:test';
import { homeOverview } from '../../../src/tools/reading/home-overview.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome, type Thing } from '../small-home.ts';

async function overview(things: readonly Thing[]) {
  const answer = await homeOverview.call({}, contextOf(smallHome(things), NOW));
  const data = homeOverview.output.parse(answer.structuredContent);
  return { data, text: answer.content[0].text };
}

test('the home at a glance', async () => {
  const { data, text } = await overview([
    { id: 'light.kitchen', area: 'kitchen', state: 'on' },
    { id: 'light.salon', area: 'salon' },
    { id: 'person.ada', name: 'Ada', state: 'home' },
    { id: 'person.ben', name: 'Ben', state: 'not_home' },
  ]);
  assert.deepEqual(data.floors, [
    {
      floor_id: 'ground',
      name: 'Ground floor',
      areas: [
        { area_id: 'kitchen', name: 'Kitchen', entities: 1 },
        { area_id: 'salon', name: 'Salón', entities: 1 },
      ],
    },
  ]);
  assert.deepEqual(data.areas_without_floor, [{ area_id: 'garden', name: 'Garden', entities: 0 }]);
  assert.deepEqual(data.domains, [
    { domain: 'light', entities: 2 },
    { domain: 'person', entities: 2 },
  ]);
  assert.equal(
    text,
    [
      'Casa, 2026-11-21T09:30:00+01:00 (Europe/Madrid), Home Assistant 2026.11.0.',
      'You act as Ada, an administrator.',
      'Ground floor: Kitchen (1), Salón (1)',
      'Without a floor: Garden (0)',
      'Visible entities: 2 light, 2 person',
      'People: Ada home, Ben away',
      'On (1): light.kitchen',
    ].join('\n'),
  );
});

test('what needs a look', async () => {
  const { data } = await overview([
    { id: 'lock.front', state: 'unlocked' },
    { id: 'lock.back', state: 'locked' },
    { id: 'cover.garage', state: 'opening' },
    { id: 'binary_sensor.window', state: 'on', attributes: { device_class: 'window' } },
    { id: 'binary_sensor.motion', state: 'on', attributes: { device_class: 'motion' } },
    { id: 'binary_sensor.leak', state: 'on', attributes: { device_class: 'moisture' } },
    { id: 'alarm_control_panel.home', state: 'triggered' },
    { id: 'media_player.tv', state: 'playing' },
    { id: 'media_player.radio', state: 'on' },
    { id: 'switch.child_lock', state: 'on', diagnostic: true },
    { id: 'light.gone', state: 'unavailable' },
    { id: 'sensor.gone_signal', state: 'unavailable', diagnostic: true },
    { id: 'light.hidden', state: 'on', hidden: true },
    ...[
      ['low', '6', '%'],
      ['fine', '80', '%'],
      ['volts', '3', 'V'],
      ['unknown', 'unknown', '%'],
    ].map(([name, state, unit]) => ({
      id: `sensor.${name}`,
      state: state ?? '',
      diagnostic: true,
      attributes: { device_class: 'battery', unit_of_measurement: unit },
    })),
  ]);
  const listed = Object.fromEntries(
    (['on', 'open', 'unlocked', 'alerts', 'unavailable', 'low_battery'] as const).map((name) => [
      name,
      data[name].entity_ids,
    ]),
  );
  assert.deepEqual(listed, {
    on: ['media_player.tv'],
    open: ['binary_sensor.window', 'cover.garage'],
    unlocked: ['lock.front'],
    alerts: ['alarm_control_panel.home', 'binary_sensor.leak'],
    unavailable: ['light.gone'],
    low_battery: ['sensor.low'],
  });
});

test('a very large home still fits, and says what was left out', async () => {
  const things = Array.from({ length: 3_000 }, (_, index) => ({
    id: `domain_${index % 100}.with_quite_a_long_name_number_${index}`,
    state: 'unavailable',
    name: `A name that is rather long ${index}`,
    area: 'kitchen',
  }));
  const { data, text } = await overview(things);
  assert.ok(text.length < 6_000);
  assert.ok(JSON.stringify(data).length < 12_000);
  assert.deepEqual([data.unavailable.count, data.unavailable.entity_ids.length], [3_000, 12]);
  assert.equal(data.left_out, 75);
  assert.match(text, /and 2988 more/);
});

test('an empty home is no trouble', async () => {
  const { data } = await overview([]);
  assert.deepEqual([data.domains, data.people], [[], []]);
});
