import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { HOUR } from '../../src/core/clock.ts';
import { HomeConnections } from '../../src/home/connections.ts';
import type { Home } from '../../src/home/home.ts';
import { heatpumpDailySummary } from '../../src/tools/energy/heatpump-daily-summary.ts';
import { energyHourlyConsumption } from '../../src/tools/energy/hourly-consumption.ts';
import { energyPeakHourDay } from '../../src/tools/energy/peak-hour-day.ts';
import { startOfDay } from '../../src/tools/local-days.ts';
import { getHistory } from '../../src/tools/reading/get-history.ts';
import { getLogbook } from '../../src/tools/reading/get-logbook.ts';
import { getStatistics } from '../../src/tools/reading/get-statistics.ts';
import type { Tool } from '../../src/tools/tool.ts';
import type { HomeUnderTest } from '../support/home-under-test.ts';
import { contextOf } from '../support/tool-context.ts';

const LAMP = 'light.kitchen';
const DEADLINE_MS = 30_000;

/** The meters of the home: what the recorder contract compares answers about. */
export interface TestMeters {
  readonly gridImport: string;
  readonly gridExport: string;
  readonly electric: string;
  readonly heat: string;
  /** The heat pump has a device that can be found; otherwise its meters are given. */
  readonly hasHeatPump: boolean;
  readonly solar: string;
  /** A day with 25 hours that statistics are kept of. */
  readonly longDay: string;
}

/** What Latchkey relies on in a recorder, and that its answers are the recorder's own. */
export function recorderContract(
  /** The demo home has no command for what the Energy dashboard counts, and no gap in its meters. */
  kind: HomeUnderTest['kind'],
  start: () => Promise<HomeUnderTest>,
  /** Sets up meters as the administrator, once nothing is known of energy was tried. */
  prepare: (administrator: Home) => Promise<TestMeters>,
): void {
  describe('the recorder of a home', { concurrency: false, timeout: 120_000 }, () => {
    let place: HomeUnderTest;
    let connections: HomeConnections;
    let meters: TestMeters;
    let ada: Home;
    let ben: Home;

    before(async () => {
      place = await start();
      const tokens = new Map(place.people.map(({ name, token }) => [name, token]));
      connections = new HomeConnections({
        homes: [{ name: 'home', url: place.url, verifyTls: true }],
        credential: async (id) => ({ home: 'home', token: tokens.get(id) ?? '' }),
        onRefused: () => {},
        clock: Date.now,
      });
      const [first, second] = place.people;
      [ada, ben] = await Promise.all([connections.for(first.name), connections.for(second.name)]);
      if (place.kind === 'real') await withoutPreferences();
      meters = await prepare(ada);
    });

    after(async () => {
      await connections?.closeAll();
      await place?.stop();
    });

    const use = (tool: Tool, args: unknown, home: Home = ben) => tool.call(args, contextOf(home));

    async function withoutPreferences(): Promise<void> {
      for (const tool of [energyHourlyConsumption, energyPeakHourDay]) {
        const answer = await use(tool, {});
        assert.equal(answer.isError, true);
        assert.match(answer.content[0].text, /Settings > Dashboards > Energy/);
        assert.match(answer.content[0].text, /sensor\.grid_energy/);
      }
    }

    /** What Home Assistant itself says a meter counted, by the start of the hour. */
    async function recorded(id: string, from: number, to: number): Promise<Map<number, number>> {
      const rows = await ben.command<Record<string, { start: number; change: number }[]>>({
        type: 'recorder/statistics_during_period',
        start_time: new Date(from).toISOString(),
        end_time: new Date(to).toISOString(),
        statistic_ids: [id],
        period: 'hour',
        types: ['change'],
        units: { energy: 'kWh' },
      });
      return new Map((rows[id] ?? []).map(({ start, change }) => [start, change]));
    }

    async function longDay() {
      const zone = ben.mirror.config.timeZone;
      const from = startOfDay(meters.longDay, zone);
      const to = from + 25 * HOUR;
      const [bought, sold, made] = await Promise.all(
        [meters.gridImport, meters.gridExport, meters.solar].map((id) => recorded(id, from, to)),
      );
      const used = Array.from({ length: 25 }, (_, index) => {
        const at = from + index * HOUR;
        return (bought?.get(at) ?? 0) + (made?.get(at) ?? 0) - (sold?.get(at) ?? 0);
      });
      return { from, to, bought, used };
    }

    test('energy_hourly_consumption says what the recorder says, over 25 hours', async () => {
      const { from, to, bought, used } = await longDay();
      const answer = await use(energyHourlyConsumption, {
        from: meters.longDay,
        to: meters.longDay,
      });
      const data = energyHourlyConsumption.output.parse(answer.structuredContent);
      assert.equal(data.count, 25);
      assert.equal(Date.parse(data.from), from);
      assert.equal(Date.parse(data.to), to);
      assert.ok(used.some((kwh) => kwh > 0));
      for (const [index, hour] of data.hours.entries()) {
        const at = from + index * HOUR;
        assert.equal(Date.parse(hour.hour_start), at);
        near(hour.total_energy_kwh ?? 0, used[index] ?? 0);
        near(Number(hour.grid_import_kwh), bought?.get(at) ?? 0);
      }
      near(
        Number(data.totals.total_energy_kwh),
        used.reduce((sum, kwh) => sum + kwh, 0),
      );
    });

    if (kind === 'real') {
      test('the Energy dashboard counts the same', async () => {
        const { from, to } = await longDay();
        // Where all electricity counts as fossil, its fossil part is all of it.
        const fossil = await ben.command<Record<string, number>>({
          type: 'energy/fossil_energy_consumption',
          start_time: new Date(from).toISOString(),
          end_time: new Date(to).toISOString(),
          energy_statistic_ids: [meters.gridImport],
          co2_statistic_id: 'test:co2',
          period: 'hour',
        });
        const answer = await use(energyHourlyConsumption, {
          from: meters.longDay,
          to: meters.longDay,
        });
        const { hours } = energyHourlyConsumption.output.parse(answer.structuredContent);
        const known = new Map(Object.entries(fossil).map(([at, kwh]) => [Date.parse(at), kwh]));
        assert.ok(known.size >= 20);
        for (const hour of hours) {
          near(Number(hour.grid_import_kwh), known.get(Date.parse(hour.hour_start)) ?? 0);
        }
      });
    }

    if (kind === 'real') {
      test('a gap is told, and the hour after it is no peak', async () => {
        const answer = await use(energyHourlyConsumption, {
          from: meters.longDay,
          to: meters.longDay,
        });
        const { gaps, hours } = energyHourlyConsumption.output.parse(answer.structuredContent);
        assert.equal(gaps.length, 1);
        assert.equal(gaps[0]?.statistic_id, meters.gridImport);
        assert.equal(hours.filter(({ uncertain }) => uncertain === true).length, 3);
      });
    }

    test('energy_peak_hour_day finds the highest complete hour', async () => {
      const hourly = await use(energyHourlyConsumption, {
        from: meters.longDay,
        to: meters.longDay,
      });
      const { hours } = energyHourlyConsumption.output.parse(hourly.structuredContent);
      const highest = Math.max(
        ...hours
          .filter(({ uncertain }) => uncertain !== true)
          .map(({ total_energy_kwh: kwh }) => kwh ?? 0),
      );
      const answer = await use(energyPeakHourDay, { day: meters.longDay });
      const { peak, hours_compared, hours_left_out } = energyPeakHourDay.output.parse(
        answer.structuredContent,
      );
      near(peak?.total_energy_kwh ?? 0, highest);
      assert.equal(hours_compared + hours_left_out, 25);
    });

    test('heatpump_daily_summary divides the sums of the day', async () => {
      const zone = ben.mirror.config.timeZone;
      const from = startOfDay(meters.longDay, zone);
      const sum = async (id: string) =>
        total((await recorded(id, from, from + 25 * HOUR)).values());
      const [electric, heat] = [await sum(meters.electric), await sum(meters.heat)];
      const answer = await use(heatpumpDailySummary, {
        from: meters.longDay,
        to: meters.longDay,
        ...(!meters.hasHeatPump && { sensors: { electric: meters.electric, heat: meters.heat } }),
      });
      const { days, sources } = heatpumpDailySummary.output.parse(answer.structuredContent);
      assert.equal(days.length, 1);
      assert.equal(sources.electric, meters.electric);
      assert.equal(sources.heat, meters.heat);
      near(days[0]?.electric_kwh ?? 0, electric);
      near(days[0]?.heat_kwh ?? 0, heat);
      assert.equal(days[0]?.cop, Number((heat / electric).toFixed(2)));
    });

    test('get_statistics reads days of the home and helps with unknown ids', async () => {
      const { bought } = await longDay();
      const sum = total(bought?.values() ?? []);
      const wrong = `${meters.gridImport}x`;
      const answer = await use(getStatistics, {
        statistic_ids: [meters.gridImport, wrong],
        start: meters.longDay,
        end: `${meters.longDay}T23:00`,
      });
      const { statistics, unknown } = getStatistics.output.parse(answer.structuredContent);
      assert.equal(statistics[0]?.unit, 'kWh');
      assert.equal(statistics[0]?.rows.length, 1);
      near(Number(statistics[0]?.rows[0]?.change), sum);
      assert.match(unknown[0] ?? '', new RegExp(`mean.*${meters.gridImport}`));
      const none = await use(getStatistics, { statistic_ids: [LAMP] });
      assert.equal(none.isError, true);
      assert.match(none.content[0].text, /^No statistics are kept of light\.kitchen/);
    });

    test('get_history and get_logbook tell of a lamp, and who turned it on', async () => {
      for (const service of ['turn_on', 'turn_off', 'turn_on']) {
        await ada.callService(
          { domain: 'light', service, target: { entity_id: [LAMP] } },
          { waitFor: [LAMP] },
        );
      }
      await until(async () => {
        const answer = await use(getHistory, { entity_ids: [LAMP, 'light.kitchn'], start: '1h' });
        const { entities, unknown } = getHistory.output.parse(answer.structuredContent);
        assert.match(unknown[0] ?? '', /light\.kitchen/);
        return entities[0]?.points.at(-1)?.state === 'on';
      });
      await until(async () => {
        const answer = await use(getLogbook, { entity_ids: [LAMP], start: '1h', limit: 1 });
        const { events, left_out } = getLogbook.output.parse(answer.structuredContent);
        const [newest] = events;
        if (newest?.state !== 'on') return false;
        assert.deepEqual([newest.entity_id, newest.name], [LAMP, 'Kitchen']);
        assert.match(newest.by ?? '', new RegExp(`${place.people[0].name}|light\\.turn_on`));
        return left_out > 0;
      });
    });

    test('spans of time that make no sense are refused with how to write one', async () => {
      for (const [tool, args] of [
        [getHistory, { entity_ids: [LAMP], start: 'soon' }],
        [getLogbook, { end: '2026-02-30' }],
        [energyHourlyConsumption, { from: '1d', to: 'tomorrow-ish' }],
      ] as const) {
        const answer = await use(tool, args);
        assert.equal(answer.isError, true);
        assert.match(answer.content[0].text, /is no time\. Write/);
      }
    });
  });
}

function total(values: Iterable<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0);
}

/** Answers are rounded to the watt hour. */
function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 0.002, `${actual} is not ${expected}`);
}

/** The recorder writes what happened a moment later. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('The recorder did not show it in time.');
    await pause(100);
  }
}
