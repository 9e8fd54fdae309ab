import type { FlatEntity } from './entity.ts';

const MEASUREMENT = { state_class: 'measurement' } as const;

/** What watches: motion, doors, water, air and batteries. */
export const SENSOR_ENTITIES: readonly FlatEntity[] = [
  {
    id: 'binary_sensor.kitchen_motion',
    device: 'kitchen_motion',
    state: 'off',
    attributes: { device_class: 'motion' },
  },
  {
    id: 'sensor.kitchen_motion_illuminance',
    device: 'kitchen_motion',
    part: 'Illuminance',
    state: '42',
    attributes: { ...MEASUREMENT, unit_of_measurement: 'lx', device_class: 'illuminance' },
  },
  {
    id: 'sensor.kitchen_motion_battery',
    device: 'kitchen_motion',
    part: 'Battery',
    category: 'diagnostic',
    state: '87',
    attributes: { ...MEASUREMENT, unit_of_measurement: '%', device_class: 'battery' },
  },
  {
    id: 'binary_sensor.sink_leak',
    device: 'leak_sensor',
    state: 'off',
    attributes: { device_class: 'moisture' },
  },
  {
    id: 'sensor.sink_leak_battery',
    device: 'leak_sensor',
    part: 'Battery',
    category: 'diagnostic',
    state: '6',
    attributes: { ...MEASUREMENT, unit_of_measurement: '%', device_class: 'battery' },
  },
  {
    id: 'binary_sensor.terrace_door',
    device: 'terrace_door',
    state: 'off',
    attributes: { device_class: 'door' },
  },
  {
    id: 'sensor.terrace_door_battery',
    device: 'terrace_door',
    part: 'Battery',
    category: 'diagnostic',
    state: '64',
    attributes: { ...MEASUREMENT, unit_of_measurement: '%', device_class: 'battery' },
  },
  {
    id: 'binary_sensor.front_door',
    device: 'front_door',
    part: 'Door',
    state: 'off',
    attributes: { device_class: 'door' },
  },
  {
    id: 'sensor.front_door_battery',
    device: 'front_door',
    part: 'Battery',
    category: 'diagnostic',
    state: '71',
    attributes: { ...MEASUREMENT, unit_of_measurement: '%', device_class: 'battery' },
  },
  {
    id: 'binary_sensor.bathroom_window',
    device: 'bathroom_window',
    labels: ['night_routine'],
    state: 'on',
    attributes: { device_class: 'window' },
  },
  {
    id: 'sensor.living_room_temperature',
    device: 'climate_sensor',
    part: 'Temperature',
    name: 'Living room temperature',
    state: '20.9',
    attributes: { ...MEASUREMENT, unit_of_measurement: '°C', device_class: 'temperature' },
  },
  {
    id: 'sensor.living_room_humidity',
    device: 'climate_sensor',
    part: 'Humidity',
    name: 'Living room humidity',
    state: '46',
    attributes: { ...MEASUREMENT, unit_of_measurement: '%', device_class: 'humidity' },
  },
  {
    id: 'sensor.bedroom_temperature',
    device: 'bedroom_sensor',
    part: 'Temperature',
    name: 'Bedroom temperature',
    state: 'unavailable',
    attributes: { ...MEASUREMENT, unit_of_measurement: '°C', device_class: 'temperature' },
  },
];
