import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FLAT_ROUTINES } from '../../src/demo/flat/routines.ts';
import type { RoutineKind } from '../../src/demo/routines.ts';

/** Where the configuration folder is, inside the root. */
export const CONFIG = '/config';

const configuration = (port: number) => `
homeassistant:
  name: Test home
  time_zone: Europe/Madrid
  unit_system: metric
  currency: EUR
  country: ES
  language: en
  latitude: 40.4168
  longitude: -3.7038
  elevation: 650
frontend:
api:
config:
conversation:
counter:
demo:
energy:
history:
input_button:
input_datetime:
input_text:
logbook:
mobile_app:
repairs:
schedule:
search:
sun:
system_log:
timer:
recorder:
  db_url: sqlite:///${CONFIG}/home-assistant.db
  commit_interval: 0
automation: !include automations.yaml
script: !include scripts.yaml
scene: !include scenes.yaml
input_boolean:
  kitchen_switch:
    name: Kitchen switch
  guest_mode:
    name: Guest mode
input_number:
  meter_reading:
    name: Meter reading
    min: 0
    max: 100000
    step: 0.001
    initial: 100
    mode: box
    unit_of_measurement: kWh
input_select:
  house_mode:
    name: House mode
    options: [Home, Away, Night]
template:
  - light:
      - name: Kitchen
        unique_id: kitchen
        state: "{{ is_state('input_boolean.kitchen_switch', 'on') }}"
        turn_on:
          - action: input_boolean.turn_on
            target:
              entity_id: input_boolean.kitchen_switch
        turn_off:
          - action: input_boolean.turn_off
            target:
              entity_id: input_boolean.kitchen_switch
  - image:
      - name: Snapshot
        unique_id: snapshot
        url: "http://127.0.0.1:${port}/static/icons/favicon-192x192.png"
  - sensor:
      - name: Grid energy
        unique_id: grid_energy
        device_class: energy
        state_class: total_increasing
        unit_of_measurement: kWh
        state: "{{ states('input_number.meter_reading') }}"
      - name: Boiler power
        unique_id: boiler_power
        device_class: power
        state_class: measurement
        unit_of_measurement: W
        state: "{{ 1250 }}"
`;

/**
 * Writes a fresh configuration folder for a home that listens on this port of 127.0.0.1 only.
 *
 * @param more configuration.yaml text to add, with keys of its own
 * @param http lines to add to the stored configuration of the web server
 */
export async function writeConfiguration(
  folder: string,
  port: number,
  more = '',
  http: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await mkdir(join(folder, '.storage'));
  await writeFile(join(folder, 'configuration.yaml'), `${configuration(port)}${more}`);
  await writeRoutines(folder);
  // The first version of this file: Home Assistant fills in whatever its own version needs.
  await writeStored(
    folder,
    'http',
    { version: 1, minor_version: 1 },
    {
      server_host: ['127.0.0.1'],
      server_port: port,
      ...http,
    },
  );
  // These steps would ask outside services.
  await writeStored(
    folder,
    'onboarding',
    { version: 4, minor_version: 1 },
    {
      done: ['core_config', 'analytics', 'integration'],
    },
  );
}

/** The demo home's, so that both homes are asked about the same; JSON is YAML too. */
async function writeRoutines(folder: string): Promise<void> {
  const configs = (kind: RoutineKind) =>
    FLAT_ROUTINES.filter((one) => one.kind === kind).map(({ config }) => config);
  const scripts = FLAT_ROUTINES.filter(({ kind }) => kind === 'script');
  const files = {
    'automations.yaml': configs('automation'),
    'scripts.yaml': Object.fromEntries(scripts.map(({ id, config }) => [id, config])),
    'scenes.yaml': configs('scene'),
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), JSON.stringify(content));
  }
}

async function writeStored(
  folder: string,
  key: string,
  versions: { version: number; minor_version: number },
  data: unknown,
): Promise<void> {
  await writeFile(join(folder, '.storage', key), JSON.stringify({ ...versions, key, data }));
}
