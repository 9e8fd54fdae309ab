import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPreferences } from '../../../src/tools/energy/preferences.ts';

const solar = { type: 'solar', stat_energy_from: 'sensor.sun' };
const battery = { type: 'battery', stat_energy_from: 'sensor.out', stat_energy_to: 'sensor.in' };

const expected = {
  grid_import: ['sensor.day', 'sensor.night'],
  grid_export: ['sensor.back'],
  solar: ['sensor.sun'],
  battery_in: ['sensor.in'],
  battery_out: ['sensor.out'],
};

test('the grid as lists of flows, as it was until 2026.2', () => {
  const { flows } = readPreferences({
    energy_sources: [
      {
        type: 'grid',
        flow_from: [{ stat_energy_from: 'sensor.day' }, { stat_energy_from: 'sensor.night' }],
        flow_to: [{ stat_energy_to: 'sensor.back' }],
      },
      solar,
      battery,
    ],
  });
  assert.deepEqual(flows, expected);
});

test('the grid as one meter each way, as it is since; one named twice counts once', () => {
  const { flows, devices } = readPreferences({
    energy_sources: [
      { type: 'grid', stat_energy_from: 'sensor.day', stat_energy_to: 'sensor.back' },
      { type: 'grid', stat_energy_from: 'sensor.night', stat_energy_to: null },
      { type: 'grid', stat_energy_from: 'sensor.day', stat_energy_to: null },
      solar,
      battery,
      { type: 'gas', stat_energy_from: 'sensor.gas' },
    ],
    device_consumption: [{ stat_consumption: 'sensor.oven', name: 'Oven' }, { name: 'x' }],
  });
  assert.deepEqual(flows, expected);
  assert.deepEqual(devices, [{ id: 'sensor.oven', name: 'Oven' }]);
});

test('nothing is no trouble', () => {
  for (const nothing of [null, {}, { energy_sources: null }]) {
    assert.ok(Object.values(readPreferences(nothing).flows).every((ids) => ids.length === 0));
  }
});
