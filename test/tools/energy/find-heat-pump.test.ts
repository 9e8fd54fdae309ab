import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startDemoHome } from '../../../src/demo/demo-home.ts';
import { HomeConnections } from '../../../src/home/connections.ts';
import type { Home } from '../../../src/home/home.ts';
import { findHeatPump } from '../../../src/tools/energy/find-heat-pump.ts';
import { lastly } from '../../support/lastly.ts';
import { smallHome } from '../small-home.ts';

async function demo(t: TestContext): Promise<Home> {
  const home = await startDemoHome();
  const connections = new HomeConnections({
    homes: [{ name: 'home', url: home.url, verifyTls: true }],
    credential: async () => ({ home: 'home', token: home.people[0]?.token ?? '' }),
    onRefused: () => {},
    clock: Date.now,
  });
  lastly(t, async () => {
    await connections.closeAll();
    await home.stop();
  });
  return connections.for('ada');
}

test('the heat pump of the demo home is found with all its sensors', async (t) => {
  const { mirror } = await demo(t);
  const found = findHeatPump(mirror, undefined, { deviceId: undefined, sources: {} });
  assert.deepEqual(found, {
    name: 'Heat pump',
    sources: {
      electric: 'sensor.heat_pump_energy',
      heat: 'sensor.heat_pump_heat',
      compressor: 'binary_sensor.heat_pump_compressor',
      outdoor: 'sensor.heat_pump_outdoor_temperature',
      supplyline: 'sensor.heat_pump_flow_temperature',
      returnline: 'sensor.heat_pump_return_temperature',
    },
    warnings: [],
  });
});

test('a sensor that is given replaces the one that was found', async (t) => {
  const { mirror } = await demo(t);
  const sources = { outdoor: 'sensor.garden' };
  const found = findHeatPump(mirror, undefined, { deviceId: undefined, sources });
  assert.equal(found.sources.outdoor, 'sensor.garden');
  assert.equal(found.sources.heat, 'sensor.heat_pump_heat');
});

test('without one, or with an unknown device, it says what to give', () => {
  const { mirror } = smallHome([]);
  const find = (deviceId: string | undefined) => () =>
    findHeatPump(mirror, undefined, { deviceId, sources: {} });
  assert.throws(find(undefined), { name: 'ToolError', message: /Give device_id, or sensors/ });
  assert.throws(find('nope'), { name: 'ToolError', message: /^No device nope/ });
});
