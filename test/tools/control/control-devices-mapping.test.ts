import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTIONS, deedFor } from '../../../src/tools/control/actions.ts';
import { controlDevices } from '../../../src/tools/control/control-devices.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

/** Every bit of `supported_features` there is. */
const ABLE = 2 ** 22 - 1;

const ATTRIBUTES: Readonly<Record<string, Record<string, unknown>>> = {
  light: { supported_color_modes: ['color_temp', 'hs'] },
  climate: { hvac_modes: ['off', 'Heat'], min_temp: 7, max_temp: 30 },
  water_heater: { min_temp: 30, max_temp: 60 },
  select: { options: ['Slow', 'Fast'] },
  input_select: { options: ['Slow', 'Fast'] },
  media_player: { source_list: ['TV', 'Fast'] },
};

/** States in which there is something to do, where that is not `off`. */
const STATES: Readonly<Record<string, Record<string, string>>> = {
  pause: { media_player: 'playing', vacuum: 'cleaning', lawn_mower: 'mowing' },
  stop: { media_player: 'playing' },
};

type Row = readonly [
  action: string,
  args: Readonly<Record<string, unknown>>,
  services: Readonly<Record<string, string>>,
  data?: Readonly<Record<string, unknown>>,
];

const same = (service: string, ...domains: readonly string[]) =>
  Object.fromEntries(domains.map((domain) => [domain, service]));

const SWITCHED = ['light', 'switch', 'input_boolean', 'automation', 'humidifier', 'remote', 'fan'];
const HEATED = ['siren', 'climate', 'media_player'];

/** Written out from Home Assistant's list of services, and complete. */
const ROWS: readonly Row[] = [
  ['turn_on', {}, same('turn_on', ...SWITCHED, ...HEATED, 'water_heater', 'script', 'scene')],
  ['turn_off', {}, same('turn_off', ...SWITCHED, ...HEATED, 'water_heater', 'script')],
  ['toggle', {}, same('toggle', ...SWITCHED, ...HEATED)],
  ['set_brightness', { percent: 40 }, { light: 'turn_on' }, { brightness_pct: 40 }],
  ['set_color', { color: 'red' }, { light: 'turn_on' }, { rgb_color: [255, 0, 0] }],
  ['set_color', { color: '#FF8800' }, { light: 'turn_on' }, { rgb_color: [255, 136, 0] }],
  ['set_color', { color: '2700K' }, { light: 'turn_on' }, { color_temp_kelvin: 2700 }],
  ['open', {}, { cover: 'open_cover', valve: 'open_valve' }],
  ['close', {}, { cover: 'close_cover', valve: 'close_valve' }],
  [
    'stop',
    {},
    {
      cover: 'stop_cover',
      valve: 'stop_valve',
      vacuum: 'stop',
      lawn_mower: 'stop',
      media_player: 'media_stop',
    },
  ],
  [
    'set_position',
    { percent: 30 },
    { cover: 'set_cover_position', valve: 'set_valve_position' },
    { position: 30 },
  ],
  ['lock', {}, { lock: 'lock' }],
  ['unlock', {}, { lock: 'unlock' }],
  [
    'set_temperature',
    { temperature: 30 },
    same('set_temperature', 'climate', 'water_heater'),
    { temperature: 30 },
  ],
  ['set_hvac_mode', { option: 'heat' }, { climate: 'set_hvac_mode' }, { hvac_mode: 'Heat' }],
  ['set_speed', { percent: 66 }, { fan: 'set_percentage' }, { percentage: 66 }],
  ['set_volume', { percent: 15 }, { media_player: 'volume_set' }, { volume_level: 0.15 }],
  ['play', {}, { media_player: 'media_play' }],
  ['pause', {}, { media_player: 'media_pause', vacuum: 'pause', lawn_mower: 'pause' }],
  ['next_track', {}, { media_player: 'media_next_track' }],
  ['previous_track', {}, { media_player: 'media_previous_track' }],
  [
    'select_option',
    { option: 'fast' },
    same('select_option', 'select', 'input_select'),
    { option: 'Fast' },
  ],
  ['select_option', { option: 'Fast' }, { media_player: 'select_source' }, { source: 'Fast' }],
  ['press', {}, same('press', 'button', 'input_button')],
  ['start', {}, { vacuum: 'start', lawn_mower: 'start_mowing' }],
  ['dock', {}, { vacuum: 'return_to_base', lawn_mower: 'dock' }],
];

/** What `supported_features` must have, in the words of Home Assistant's entity services. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  turn_on: { fan: [32], siren: [1], climate: [256], media_player: [128], water_heater: [8] },
  turn_off: { fan: [16], siren: [2], climate: [128], media_player: [256], water_heater: [8] },
  toggle: { fan: [16, 32], siren: [3], climate: [128, 256], media_player: [384] },
  open: { cover: [1], valve: [1] },
  close: { cover: [2], valve: [2] },
  stop: { cover: [8], valve: [8], vacuum: [8], lawn_mower: [8], media_player: [4096] },
  set_position: { cover: [4], valve: [4] },
  set_temperature: { climate: [1, 2], water_heater: [1] },
  set_speed: { fan: [1] },
  set_volume: { media_player: [4] },
  play: { media_player: [16384] },
  pause: { media_player: [1], vacuum: [4], lawn_mower: [2] },
  next_track: { media_player: [32] },
  previous_track: { media_player: [16] },
  select_option: { media_player: [2048] },
  start: { vacuum: [8192], lawn_mower: [1] },
  dock: { vacuum: [16], lawn_mower: [4] },
};

async function act(
  action: string,
  args: Readonly<Record<string, unknown>>,
  domain: string,
  features: number,
) {
  const attributes = { ...ATTRIBUTES[domain], supported_features: features };
  const place = smallHome([
    { id: `${domain}.it`, state: STATES[action]?.[domain] ?? 'off', attributes },
  ]);
  const answer = await controlDevices.call(
    { action, entity_id: `${domain}.it`, ...args },
    contextOf(place, NOW),
  );
  return { answer, calls: place.calls.map(({ call }) => call) };
}

for (const [action, args, services, data] of ROWS) {
  for (const [domain, service] of Object.entries(services)) {
    test(`${action} ${JSON.stringify(args)} of a ${domain} is ${domain}.${service}`, async () => {
      const { answer, calls } = await act(action, args, domain, ABLE);
      assert.equal(answer.isError, undefined, answer.content[0].text);
      assert.deepEqual(calls, [
        {
          domain,
          service,
          ...(data !== undefined && { data }),
          target: { entity_id: [`${domain}.it`] },
        },
      ]);
    });
  }
}

test('nothing is mapped that is not written here', () => {
  const written = new Map<string, Set<string>>();
  for (const [action, , services] of ROWS) {
    const domains = written.get(action) ?? new Set<string>();
    for (const domain of Object.keys(services)) domains.add(domain);
    written.set(action, domains);
  }
  assert.deepEqual([...written.keys()].sort(), [...ACTIONS].sort());
  const domains = new Set([...written.values()].flatMap((set) => [...set]));
  for (const action of ACTIONS) {
    const mapped = [...domains].filter((domain) => deedFor(action, domain) !== undefined);
    assert.deepEqual(mapped.sort(), [...(written.get(action) ?? [])].sort(), action);
    assert.equal(deedFor(action, 'constructor'), undefined);
    assert.equal(deedFor(action, 'alarm_control_panel'), undefined);
  }
});

test('the features asked for are those Home Assistant asks for', async () => {
  for (const [action, args, services] of ROWS) {
    for (const domain of Object.keys(services)) {
      const needed = NEEDED[action]?.[domain];
      const { answer, calls } = await act(action, args, domain, 0);
      assert.equal(calls.length, needed === undefined ? 1 : 0, `${action} ${domain}`);
      if (needed === undefined) continue;
      assert.match(answer.content[0].text, /is not among its features/);
      for (const mask of needed) {
        const able = await act(action, args, domain, mask);
        // A thermostat with a range only takes no single temperature.
        const expected = action === 'set_temperature' && mask === 2 ? 0 : 1;
        assert.equal(able.calls.length, expected, `${action} ${domain} with ${mask}`);
      }
    }
  }
});
