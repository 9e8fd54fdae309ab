import { HOUR } from '../../src/core/clock.ts';
import type { Home } from '../../src/home/home.ts';
import { fromLocal } from '../../src/tools/local-days.ts';
import { recorderContract, until } from '../contract/recorder.ts';
import { startHomeUnderTest } from './start.ts';

/** In Madrid the clocks went back on this day. */
const LONG_DAY = '2025-10-26';
const BEFORE = fromLocal(Date.UTC(2025, 9, 25), 'Europe/Madrid');
const HOURS = 72;

recorderContract('real', startHomeUnderTest, async (administrator) => {
  // The meter is reset at noon and not recorded in the 33rd and 34th hour.
  await count(administrator, 'test:grid_import', (hour) => 0.5 + (hour % 7) / 10, [32, 33]);
  await count(administrator, 'test:grid_export', (hour) => (hour % 5) / 20);
  await count(administrator, 'test:solar', (hour) => (hour % 24 > 8 && hour % 24 < 18 ? 0.8 : 0));
  await count(administrator, 'test:electric', (hour) => 0.3 + (hour % 3) / 10);
  await count(administrator, 'test:heat', (hour) => 1.1 + (hour % 4) / 10);
  await allFossil(administrator);
  await administrator.command({
    type: 'energy/save_prefs',
    energy_sources: [
      {
        type: 'grid',
        stat_energy_from: 'test:grid_import',
        stat_energy_to: 'test:grid_export',
        stat_cost: null,
        stat_compensation: null,
        entity_energy_price: null,
        number_energy_price: null,
        entity_energy_price_export: null,
        number_energy_price_export: null,
        cost_adjustment_day: 0,
      },
      { type: 'solar', stat_energy_from: 'test:solar', config_entry_solar_forecast: null },
    ],
    device_consumption: [],
  });
  return {
    gridImport: 'test:grid_import',
    gridExport: 'test:grid_export',
    solar: 'test:solar',
    electric: 'test:electric',
    heat: 'test:heat',
    hasHeatPump: false,
    longDay: LONG_DAY,
  };
});

/** Gives Home Assistant three days of a meter, and waits until it shows them. */
async function count(
  home: Home,
  id: string,
  kwh: (hour: number) => number,
  missing: readonly number[] = [],
): Promise<void> {
  let sum = 0;
  let state = 0;
  const stats = Array.from({ length: HOURS }, (_, hour) => {
    if (hour === 36) state = 0;
    sum += kwh(hour);
    state += kwh(hour);
    return { start: new Date(BEFORE + hour * HOUR).toISOString(), sum, state };
  }).filter((_, hour) => !missing.includes(hour));
  await home.command({
    type: 'recorder/import_statistics',
    metadata: {
      statistic_id: id,
      source: 'test',
      name: id,
      has_mean: false,
      mean_type: 0,
      has_sum: true,
      unit_class: 'energy',
      unit_of_measurement: 'kWh',
    },
    stats,
  });
  await untilShown(home, id, stats.length);
}

async function allFossil(home: Home): Promise<void> {
  await home.command({
    type: 'recorder/import_statistics',
    metadata: {
      statistic_id: 'test:co2',
      source: 'test',
      name: 'Fossil part',
      has_mean: true,
      mean_type: 1,
      has_sum: false,
      unit_class: 'unitless',
      unit_of_measurement: '%',
    },
    stats: Array.from({ length: HOURS }, (_, hour) => ({
      start: new Date(BEFORE + hour * HOUR).toISOString(),
      mean: 100,
      min: 100,
      max: 100,
    })),
  });
  await untilShown(home, 'test:co2', HOURS);
}

async function untilShown(home: Home, id: string, rows: number): Promise<void> {
  await until(async () => {
    const shown = await home.command<Record<string, unknown[]>>({
      type: 'recorder/statistics_during_period',
      start_time: new Date(BEFORE).toISOString(),
      statistic_ids: [id],
      period: 'hour',
    });
    return shown[id]?.length === rows;
  });
}
