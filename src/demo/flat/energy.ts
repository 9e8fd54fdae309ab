import type { FlatEntity } from './entity.ts';

const ENERGY = {
  state_class: 'total_increasing',
  unit_of_measurement: 'kWh',
  device_class: 'energy',
} as const;
const POWER = {
  state_class: 'measurement',
  unit_of_measurement: 'W',
  device_class: 'power',
} as const;

/** Meters of what comes in, goes out and is made. Their states come from the model. */
export const ENERGY_ENTITIES: readonly FlatEntity[] = [
  {
    id: 'sensor.grid_import',
    device: 'meter',
    part: 'Import',
    name: 'Grid import',
    state: '0',
    attributes: ENERGY,
  },
  {
    id: 'sensor.grid_export',
    device: 'meter',
    part: 'Export',
    name: 'Grid export',
    state: '0',
    attributes: ENERGY,
  },
  {
    id: 'sensor.grid_power',
    device: 'meter',
    part: 'Power',
    name: 'Grid power',
    state: '0',
    attributes: POWER,
  },
  {
    id: 'sensor.grid_import_cost',
    name: 'Grid import cost',
    platform: 'energy',
    state: '0',
    attributes: { state_class: 'total', unit_of_measurement: 'EUR', device_class: 'monetary' },
  },
  {
    id: 'sensor.electricity_price',
    name: 'Electricity price',
    platform: 'pvpc_hourly_pricing',
    state: '0.16',
    attributes: { state_class: 'measurement', unit_of_measurement: 'EUR/kWh' },
  },
  {
    id: 'sensor.solar_production',
    device: 'solar',
    part: 'Production',
    name: 'Solar production',
    state: '0',
    attributes: ENERGY,
  },
  {
    id: 'sensor.solar_power',
    device: 'solar',
    part: 'Power',
    name: 'Solar power',
    state: '0',
    attributes: POWER,
  },
  {
    id: 'sensor.washing_machine_energy',
    device: 'washing_machine',
    part: 'Energy',
    state: '0',
    attributes: ENERGY,
  },
  {
    id: 'sensor.washing_machine_program',
    device: 'washing_machine',
    part: 'Program',
    state: 'idle',
    attributes: { options: ['idle', 'cotton', 'eco', 'quick'], device_class: 'enum' },
  },
];
