import { type Command, command } from '../websocket/command.ts';

const PREFERENCES = {
  energy_sources: [
    {
      type: 'grid',
      stat_energy_from: 'sensor.grid_import',
      stat_energy_to: 'sensor.grid_export',
      stat_cost: 'sensor.grid_import_cost',
      entity_energy_price: null,
      number_energy_price: null,
      stat_compensation: null,
      entity_energy_price_export: null,
      number_energy_price_export: null,
      stat_rate: 'sensor.grid_power',
      cost_adjustment_day: 0,
    },
    {
      type: 'solar',
      stat_energy_from: 'sensor.solar_production',
      stat_rate: 'sensor.solar_power',
      config_entry_solar_forecast: null,
    },
  ],
  device_consumption: [
    { stat_consumption: 'sensor.heat_pump_energy', name: 'Heat pump' },
    { stat_consumption: 'sensor.washing_machine_energy' },
  ],
  device_consumption_water: [],
};

export const ENERGY_COMMANDS: readonly Command[] = [
  command('energy/get_prefs', {}, () => PREFERENCES),

  command('energy/info', {}, () => ({
    cost_sensors: { 'sensor.grid_import': 'sensor.grid_import_cost' },
    solar_forecast_domains: [],
  })),
];
