import type { FlatEntity } from './entity.ts';
import { CLIMATE } from './features.ts';

const TEMPERATURE = {
  state_class: 'measurement',
  unit_of_measurement: '°C',
  device_class: 'temperature',
} as const;
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

/** The thermostat and the heat pump. States of meters and thermometers come from the model. */
export const HEATING_ENTITIES: readonly FlatEntity[] = [
  {
    id: 'climate.living_room',
    device: 'thermostat',
    state: 'heat',
    attributes: {
      hvac_modes: ['off', 'heat', 'auto'],
      min_temp: 7,
      max_temp: 30,
      temperature_unit: '°C',
      target_temp_step: 0.5,
      preset_modes: ['none', 'eco', 'away'],
      current_temperature: 20.9,
      temperature: 21,
      hvac_action: 'idle',
      preset_mode: 'none',
      supported_features:
        CLIMATE.targetTemperature | CLIMATE.presetMode | CLIMATE.turnOff | CLIMATE.turnOn,
    },
  },
  {
    id: 'climate.heat_pump',
    device: 'heat_pump',
    state: 'heat',
    attributes: {
      hvac_modes: ['off', 'heat', 'cool', 'heat_cool'],
      min_temp: 16,
      max_temp: 26,
      temperature_unit: '°C',
      target_temp_step: 0.5,
      current_temperature: 20.9,
      temperature: 21,
      target_temp_high: null,
      target_temp_low: null,
      hvac_action: 'heating',
      supported_features:
        CLIMATE.targetTemperature | CLIMATE.targetRange | CLIMATE.turnOff | CLIMATE.turnOn,
    },
  },
  {
    id: 'sensor.heat_pump_energy',
    device: 'heat_pump',
    part: 'Electric energy',
    state: '0',
    attributes: ENERGY,
  },
  {
    id: 'sensor.heat_pump_heat',
    device: 'heat_pump',
    part: 'Heat energy',
    state: '0',
    attributes: ENERGY,
  },
  {
    id: 'sensor.heat_pump_power',
    device: 'heat_pump',
    part: 'Power',
    state: '0',
    attributes: POWER,
  },
  {
    id: 'sensor.heat_pump_flow_temperature',
    device: 'heat_pump',
    part: 'Flow temperature',
    state: '35',
    attributes: TEMPERATURE,
  },
  {
    id: 'sensor.heat_pump_return_temperature',
    device: 'heat_pump',
    part: 'Return temperature',
    state: '30',
    attributes: TEMPERATURE,
  },
  {
    id: 'sensor.heat_pump_outdoor_temperature',
    device: 'heat_pump',
    part: 'Outdoor temperature',
    state: '10',
    attributes: TEMPERATURE,
  },
  {
    id: 'sensor.heat_pump_cop',
    device: 'heat_pump',
    part: 'COP',
    state: '3.5',
    attributes: { state_class: 'measurement' },
  },
  {
    id: 'binary_sensor.heat_pump_compressor',
    device: 'heat_pump',
    part: 'Compressor',
    state: 'off',
    attributes: { device_class: 'running' },
  },
  {
    id: 'switch.heat_pump_silent_mode',
    device: 'heat_pump',
    part: 'Silent mode',
    category: 'config',
    state: 'off',
  },
  {
    id: 'number.heat_pump_curve',
    device: 'heat_pump',
    part: 'Heating curve',
    category: 'config',
    state: '0.7',
    attributes: { min: 0.2, max: 2, step: 0.05, mode: 'auto' },
  },
];
