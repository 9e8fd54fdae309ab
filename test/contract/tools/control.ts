import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { controlDevices } from '../../../src/tools/control/control-devices.ts';
import type { Family, Stage } from './stage.ts';

/** What to act on in each home. */
const THINGS = {
  demo: {
    colorful: 'light.living_room',
    plain: 'light.bathroom',
    area: 'living_room',
    floor: 'ground_floor',
    floorLights: ['light.kitchen', 'light.living_room'],
    lock: 'lock.front_door',
    /** Both ends at once; without a position. */
    gate: 'cover.garage_door',
    blind: 'cover.bedroom_blind',
    thermostat: 'climate.living_room',
    modes: ['heat', 'auto'],
    player: 'media_player.living_room',
    vacuum: 'vacuum.rosie',
    chooser: 'media_player.living_room',
    options: ['TV', 'Radio'],
  },
  real: {
    colorful: 'light.bed_light',
    plain: 'light.kitchen',
    area: 'studio',
    floor: 'upstairs',
    floorLights: ['light.bed_light', 'light.ceiling_lights'],
    lock: 'lock.front_door',
    gate: 'cover.garage_door',
    blind: 'cover.hall_window',
    thermostat: 'climate.hvac',
    modes: ['cool', 'dry'],
    player: 'media_player.walkman',
    vacuum: 'vacuum.demo_vacuum_0_ground_floor',
    chooser: 'input_select.house_mode',
    options: ['Away', 'Home'],
  },
} as const;

interface WireState {
  readonly entity_id: string;
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** `control_devices`: everyday control, seen in the states Home Assistant itself tells. */
export const control: Family = (stage, kind) => {
  const things = THINGS[kind];

  before(async () => {
    if (kind === 'real') await furnishStudio(stage());
  });

  const use = async (args: Record<string, unknown>) => {
    const answer = await stage().use(controlDevices, args);
    const data = controlDevices.output.parse(
      answer.structuredContent ?? { results: [], passed_over: 0 },
    );
    const statuses = Object.fromEntries(data.results.map((one) => [one.entity_id, one.status]));
    return { ...data, statuses, isError: answer.isError === true, text: answer.content[0].text };
  };

  const told = async (id: string): Promise<WireState> => {
    const states = await stage().ada.command<readonly WireState[]>({ type: 'get_states' });
    const found = states.find((one) => one.entity_id === id);
    assert.ok(found, id);
    return found;
  };

  const until = async (id: string, holds: (state: WireState) => boolean) => {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const state = await told(id);
      if (holds(state)) return state;
      assert.ok(Date.now() < deadline, `${id} is still ${JSON.stringify(state)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  test('a light is turned on, is on already, is toggled', async () => {
    await use({ action: 'turn_off', entity_id: 'light.kitchen' });
    const on = await use({ action: 'turn_on', entity_id: 'light.kitchen' });
    assert.deepEqual(on.statuses, { 'light.kitchen': 'done' });
    assert.match(on.results[0]?.before ?? '', /^off/);
    assert.match(on.results[0]?.after ?? '', /^on/);
    assert.equal((await told('light.kitchen')).state, 'on');
    const again = await use({ action: 'turn_on', entity_id: 'light.kitchen' });
    assert.deepEqual(again.statuses, { 'light.kitchen': 'unchanged' });
    const toggled = await use({ action: 'toggle', entity_id: 'light.kitchen' });
    assert.deepEqual(toggled.statuses, { 'light.kitchen': 'done' });
    assert.equal((await told('light.kitchen')).state, 'off');
  });

  test('brightness and colours reach lights that have them, and no others', async () => {
    const { colorful, plain } = things;
    const both = await use({
      action: 'set_brightness',
      percent: 40,
      entity_id: [colorful, plain],
    });
    assert.deepEqual(both.statuses, { [plain]: 'unsupported', [colorful]: 'done' });
    assert.equal((await told(colorful)).attributes.brightness, 102);
    const red = await use({ action: 'set_color', color: '#ff0000', entity_id: colorful });
    assert.equal(red.statuses[colorful], 'done', red.text);
    assert.deepEqual((await told(colorful)).attributes.rgb_color, [255, 0, 0]);
    const white = await use({ action: 'set_color', color: '2700K', entity_id: colorful });
    assert.equal(white.statuses[colorful], 'done', white.text);
    const { color_temp_kelvin: kelvin } = (await told(colorful)).attributes;
    assert.ok(Math.abs(Number(kelvin) - 2700) < 50, String(kelvin));
  });

  test('an area with several kinds of things is asked about, and untouched', async () => {
    const earlier = await told(things.colorful);
    const answer = await use({ action: 'turn_off', area_id: things.area });
    assert.equal(answer.isError, true);
    assert.match(answer.text, /light \(\d\).*say in domain/);
    assert.deepEqual(await told(things.colorful), earlier);
  });

  test('the lights of a floor go off and on, and only they', async () => {
    const { floor, floorLights } = things;
    for (const [action, state] of [
      ['turn_off', 'off'],
      ['turn_on', 'on'],
    ]) {
      const answer = await use({ action, floor_id: floor, domain: 'light' });
      assert.deepEqual(Object.keys(answer.statuses).sort(), [...floorLights]);
      for (const id of floorLights) {
        assert.match(answer.statuses[id] ?? '', /^(done|unchanged)$/);
        assert.equal((await told(id)).state, state);
      }
    }
    const all = await use({ action: 'set_brightness', percent: 50, floor_id: floor });
    assert.ok(all.passed_over > 0);
  });

  test('a lock is locked and unlocked, and the answer waits for it', async () => {
    const { lock } = things;
    const open = await use({ action: 'unlock', entity_id: lock });
    assert.deepEqual([open.results[0]?.status, open.results[0]?.after], ['done', 'unlocked']);
    assert.equal((await told(lock)).state, 'unlocked');
    const locked = await use({ action: 'lock', entity_id: lock });
    assert.deepEqual([locked.results[0]?.status, locked.results[0]?.after], ['done', 'locked']);
    assert.equal((await told(lock)).state, 'locked');
  });

  test('covers open and close, and go to a position when they have one', async () => {
    const { gate, blind } = things;
    assert.match((await use({ action: 'open', entity_id: gate })).text, /done|under_way/);
    await until(gate, ({ state }) => state === 'open');
    assert.match((await use({ action: 'close', entity_id: gate })).text, /done|under_way/);
    await until(gate, ({ state }) => state === 'closed');
    const moved = await use({
      action: 'set_position',
      percent: 30,
      entity_id: [blind, gate],
    });
    assert.equal(moved.statuses[gate], 'unsupported');
    assert.match(moved.statuses[blind] ?? '', /^(done|under_way)$/);
    await until(blind, ({ attributes }) => attributes.current_position === 30);
    const there = await use({ action: 'set_position', percent: 30, entity_id: blind });
    assert.equal(there.statuses[blind], 'unchanged');
  });

  test('a thermostat takes temperatures within its limits and its own modes', async () => {
    const { thermostat, modes } = things;
    const [first, second] = modes;
    const mode = await use({ action: 'set_hvac_mode', option: second, entity_id: thermostat });
    assert.equal(mode.statuses[thermostat], 'done', mode.text);
    assert.equal((await told(thermostat)).state, second);
    await use({ action: 'set_hvac_mode', option: first, entity_id: thermostat });
    await use({ action: 'set_temperature', temperature: 20, entity_id: thermostat });
    const warm = await use({ action: 'set_temperature', temperature: 22.5, entity_id: thermostat });
    assert.equal(warm.statuses[thermostat], 'done', warm.text);
    assert.equal((await told(thermostat)).attributes.temperature, 22.5);
    const hot = await use({ action: 'set_temperature', temperature: 90, entity_id: thermostat });
    assert.match(hot.text, /it takes 7 to 3\d °C/);
    const odd = await use({ action: 'set_hvac_mode', option: 'sauna', entity_id: thermostat });
    assert.match(odd.text, /it has no sauna, only off, /);
    assert.equal((await told(thermostat)).attributes.temperature, 22.5);
  });

  test('a player is paused, plays, and is turned down', async () => {
    const { player } = things;
    await use({ action: 'play', entity_id: player });
    const paused = await use({ action: 'pause', entity_id: player });
    assert.equal(paused.statuses[player], 'done');
    assert.equal((await told(player)).state, 'paused');
    await use({ action: 'play', entity_id: player });
    assert.equal((await told(player)).state, 'playing');
    await use({ action: 'set_volume', percent: 50, entity_id: player });
    const quiet = await use({ action: 'set_volume', percent: 15, entity_id: player });
    assert.equal(quiet.statuses[player], 'done');
    assert.equal((await told(player)).attributes.volume_level, 0.15);
    const skipped = await use({ action: 'next_track', entity_id: player });
    assert.equal(skipped.statuses[player], 'done');
    assert.notEqual(skipped.results[0]?.before, skipped.results[0]?.after);
  });

  test('a vacuum starts and goes home', async () => {
    const { vacuum } = things;
    const started = await use({ action: 'start', entity_id: vacuum });
    assert.equal(started.statuses[vacuum], 'done', started.text);
    assert.equal((await told(vacuum)).state, 'cleaning');
    assert.match((await use({ action: 'dock', entity_id: vacuum })).text, /done|under_way/);
    await until(vacuum, ({ state }) => state === 'docked' || state === 'returning');
  });

  test('an option is chosen by its name, however it is written', async () => {
    const { chooser, options } = things;
    for (const option of options) {
      const answer = await use({
        action: 'select_option',
        option: option.toUpperCase(),
        entity_id: chooser,
      });
      assert.equal(answer.statuses[chooser], 'done', answer.text);
      const { state, attributes } = await told(chooser);
      assert.ok([state, attributes.source].includes(option));
    }
  });

  test('what is unavailable is said and not called, and the rest is done', async () => {
    const { colorful } = things;
    const { state, attributes } = await told(colorful);
    const put = async (value: string) => {
      await stage().ada.rest({
        method: 'POST',
        path: ['states', colorful],
        body: { state: value, attributes },
      });
      await mirrored(() => stage().ben.mirror.entity(colorful)?.state.state === value);
    };
    await put('unavailable');
    const answer = await use({ action: 'toggle', entity_id: [colorful, 'light.kitchen'] });
    assert.deepEqual(answer.statuses, { [colorful]: 'unavailable', 'light.kitchen': 'done' });
    assert.equal(answer.isError, false);
    const alone = await use({ action: 'toggle', entity_id: colorful });
    assert.equal(alone.isError, true);
    assert.match(alone.text, / unavailable$/);
    await put(state);
  });

  if (kind === 'real') {
    test('a lock that jams is a failure beside one that locks', async () => {
      const jams = 'lock.poorly_installed_door';
      const fine = 'lock.kitchen_door';
      await use({ action: 'unlock', entity_id: [jams, fine] });
      const answer = await use({ action: 'lock', entity_id: [jams, fine] });
      assert.deepEqual(answer.statuses, { [jams]: 'failed', [fine]: 'done' });
      assert.match(answer.text, /jammed/);
    });

    test('fans, switches, sirens, humidifiers, valves and buttons do what they are told', async () => {
      const rows: [Record<string, unknown>, string, RegExp][] = [
        [{ action: 'set_speed', percent: 50 }, 'fan.percentage_full_fan', /^on, 50 %$/],
        [{ action: 'toggle' }, 'fan.ceiling_fan', /./],
        [{ action: 'turn_off' }, 'switch.decorative_lights', /^off$/],
        [{ action: 'turn_on' }, 'siren.siren', /^on$/],
        [{ action: 'turn_off' }, 'humidifier.dehumidifier', /^off$/],
        [{ action: 'turn_off' }, 'climate.heatpump', /^off/],
        [{ action: 'turn_on' }, 'climate.heatpump', /^heat/],
        [{ action: 'set_temperature', temperature: 45 }, 'water_heater.demo_water_heater', /45°/],
        [{ action: 'open' }, 'valve.orchard', /^open/],
        [{ action: 'press' }, 'button.push', /T\d\d:/],
        [{ action: 'turn_off' }, 'media_player.bedroom', /^off/],
        [{ action: 'select_option', option: 'Ludicrous_Speed' }, 'select.speed', /^ludicrous/],
        [{ action: 'start' }, 'lawn_mower.my_lawn_mower', /^mowing$/],
      ];
      for (const [args, id, after] of rows) {
        const answer = await use({ ...args, entity_id: id });
        assert.match(answer.statuses[id] ?? answer.text, /^(done|unchanged|under_way)$/, id);
        await until(id, ({ state }) => state !== 'opening');
        if (answer.statuses[id] === 'done') assert.match(answer.results[0]?.after ?? '', after, id);
      }
    });

    test('a thermostat that keeps a range is not given one temperature', async () => {
      const answer = await use({
        action: 'set_temperature',
        temperature: 21,
        entity_id: 'climate.ecobee',
      });
      assert.match(answer.text, /keeps between two temperatures; use call_service/);
    });
  }
};

/** The real home comes without floors, and with its devices in no room. */
async function furnishStudio({ ada, ben }: Stage): Promise<void> {
  const { floor_id: floor } = await ada.command<{ floor_id: string }>({
    type: 'config/floor_registry/create',
    name: 'Upstairs',
  });
  const { area_id: area } = await ada.command<{ area_id: string }>({
    type: 'config/area_registry/create',
    name: 'Studio',
    floor_id: floor,
  });
  const things = ['light.bed_light', 'light.ceiling_lights', 'switch.decorative_lights'];
  for (const id of [...things, 'climate.ecobee', 'cover.kitchen_window']) {
    const device = ada.mirror.entity(id)?.deviceId;
    await ada.command({ type: 'config/device_registry/update', device_id: device, area_id: area });
  }
  await mirrored(() => ben.mirror.onFloor(floor).length >= 5);
}

/** Waits until a mirror has heard of something. */
async function mirrored(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'the mirror never heard of it');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
