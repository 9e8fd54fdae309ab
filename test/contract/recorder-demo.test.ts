import { startDemoHome } from '../../src/demo/demo-home.ts';
import { recorderContract } from './recorder.ts';

recorderContract(
  'demo',
  async () => {
    const home = await startDemoHome();
    const [first, second] = home.people;
    if (first === undefined || second === undefined) throw new Error('nobody lives there');
    return {
      kind: 'demo',
      version: home.version,
      url: home.url,
      people: [first, second],
      stop: () => home.stop(),
    };
  },
  async () => ({
    gridImport: 'sensor.grid_import',
    gridExport: 'sensor.grid_export',
    solar: 'sensor.solar_production',
    electric: 'sensor.heat_pump_energy',
    heat: 'sensor.heat_pump_heat',
    hasHeatPump: true,
    longDay: '2025-10-26',
  }),
);
