import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Home } from '../../../src/home/home.ts';
import { exposeEntity } from '../../../src/tools/configure/expose-entity.ts';
import { manageAreas } from '../../../src/tools/configure/manage-areas.ts';
import { manageHelper } from '../../../src/tools/configure/manage-helper.ts';
import { RESTORERS } from '../../../src/tools/configure/restorers.ts';
import { updateDevice } from '../../../src/tools/configure/update-device.ts';
import { updateEntity } from '../../../src/tools/configure/update-entity.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { eventually } from '../../support/eventually.ts';
import type { Family } from './stage.ts';

const LAMP = 'light.kitchen';

/** Devices that nothing else is tested with; each home has one. */
const SPARE = ['humidifier.hygrostat', 'device_tracker.ada_phone'];

interface Answer {
  readonly id: string;
  readonly entity_id: string;
  readonly device_id: string;
  readonly changes: readonly { field: string; before: unknown; after: unknown }[];
  readonly held: readonly string[];
  readonly changed: readonly string[];
  readonly exposed: readonly string[];
  readonly note?: string;
  readonly version: string;
}

/** The tools that change registries and helpers, and the ways back. */
export const configureRegistries: Family = (stage, kind) => {
  const ada = () => stage().ada;
  const ask = async (tool: Tool, args: unknown, home: Home = ada()) => {
    const answer = await stage().use(tool, args, home);
    const [{ text }] = answer.content;
    return { text, failed: answer.isError === true, answer: answer.structuredContent };
  };
  /** Uses a tool as the administrator; it has to work and to answer as it says it does. */
  const use = async (
    tool: Tool & { output: { parse(value: unknown): unknown } },
    args: unknown,
  ) => {
    const { text, failed, answer } = await ask(tool, args);
    assert.equal(failed, false, text);
    return { ...(tool.output.parse(answer) as Answer), text };
  };
  const refused = async (tool: Tool, args: unknown, why: RegExp, home: Home = ada()) => {
    const { text, failed } = await ask(tool, args, home);
    assert.equal(failed, true, text);
    assert.match(text, why);
  };
  const restore = async (version: string) => {
    const kept = await stage().archive.version(version);
    assert.ok(kept, `no version ${version}`);
    await RESTORERS[kept.kind]?.(ada(), kept.thing, kept.content);
  };
  const lamp = () => ada().mirror.entity(LAMP);
  const place = async (what: 'area' | 'floor' | 'label', name: string, more: object = {}) =>
    (await use(manageAreas, { action: 'create', kind: what, name, ...more })).id;
  const drop = async (what: 'area' | 'floor' | 'label', id: string) =>
    use(manageAreas, { action: 'delete', kind: what, id });

  test('an entity gets a name, an icon, an area, labels and aliases, and has them back', async () => {
    const before = lamp();
    const [area, label] = [await place('area', 'Larder'), await place('label', 'Stage light')];
    const change = {
      entity_id: LAMP,
      name: 'Cooking light',
      icon: 'mdi:stove',
      area: 'Larder',
      add_labels: ['Stage light'],
      aliases: ['Hob'],
      hidden: true,
    };
    const changed = await use(updateEntity, change);
    assert.deepEqual(
      [lamp()?.name, lamp()?.areaId, lamp()?.labels.includes(label), lamp()?.hidden],
      ['Cooking light', area, true, true],
    );
    assert.deepEqual(changed.changes.map(({ field }) => field).sort(), [
      'aliases',
      'area',
      'hidden',
      'icon',
      'labels',
      'name',
    ]);
    assert.match(changed.text, /icon: null -> "mdi:stove"/);
    assert.match(changed.text, new RegExp(`version ${changed.version}; restore_version`));

    const again = await use(updateEntity, change);
    assert.deepEqual([again.changes, again.version], [[], undefined]);
    await use(updateEntity, { entity_id: LAMP, remove_labels: [label], hidden: false });
    assert.deepEqual([lamp()?.labels.includes(label), lamp()?.hidden], [false, false]);
    await soon(() => assert.deepEqual(lamp()?.aliases, ['Hob']));

    await restore(changed.version);
    await soon(() =>
      assert.deepEqual(
        [lamp()?.name, lamp()?.areaId, lamp()?.labels, lamp()?.aliases, lamp()?.hidden],
        [before?.name, before?.areaId, before?.labels, before?.aliases, before?.hidden],
      ),
    );
    await drop('area', area);
    await drop('label', label);
  });

  test('a new entity id says who uses the old one, and comes back', async () => {
    if (kind === 'real') await useInScene(ada());
    const other = ada()
      .mirror.entities()
      .find(({ id, domain }) => domain === 'light' && id !== LAMP)?.id;
    await refused(
      updateEntity,
      { entity_id: LAMP, new_entity_id: other },
      new RegExp(`There is a ${other} already`),
    );
    await refused(
      updateEntity,
      { entity_id: LAMP, new_entity_id: 'switch.x' },
      /begin with light\./,
    );
    const moved = await use(updateEntity, { entity_id: LAMP, new_entity_id: 'light.hob' });
    assert.equal(moved.entity_id, 'light.hob');
    assert.match(moved.note ?? '', /still use light\.kitchen .*scene\.good_night/);
    assert.deepEqual([lamp(), ada().mirror.entity('light.hob')?.id], [undefined, 'light.hob']);
    await restore(moved.version);
    await soon(() => assert.equal(lamp()?.id, LAMP));
  });

  test('what has no entry, does not exist or is near something is said', async () => {
    await refused(updateEntity, { entity_id: 'zone.home', name: 'X' }, /no unique id/);
    await refused(updateEntity, { entity_id: 'light.kitchn', name: 'X' }, /mean light\.kitchen/);
    await refused(updateEntity, { entity_id: LAMP, area: 'Kitchn' }, /No area Kitchn.*kitchen/);
    await refused(updateEntity, { entity_id: LAMP, add_labels: ['Nonesuch'] }, /No label/);
    await refused(updateEntity, { entity_id: LAMP }, /Say what to change/);
    await refused(updateEntity, { entity_id: LAMP, icon: 'lamp' }, /icon: must be an icon/);
    await refused(updateDevice, { device: 'light.kitchn', name: 'X' }, /mean light\.kitchen/);
    await refused(updateDevice, { device: 'zone.home', name: 'X' }, /belongs to no device/);
    await refused(manageAreas, { action: 'delete', kind: 'area', id: 'kitchn' }, /mean kitchen/);
    await refused(manageHelper, { action: 'delete', entity_id: LAMP }, /no helper of these kinds/);
    await refused(
      exposeEntity,
      { entity_id: 'light.kitchn', exposed: true },
      /mean light\.kitchen/,
    );
  });

  test('a disabled entity is gone, can still be changed, and says when it comes back', async () => {
    const helper = await use(manageHelper, {
      action: 'create',
      kind: 'input_button',
      name: 'Stage bell',
    });
    const id = helper.entity_id;
    await use(updateEntity, { entity_id: id, disabled: true });
    assert.equal(ada().mirror.entity(id), undefined);
    await use(updateEntity, { entity_id: id, name: 'Second bell' });
    const enabled = await use(updateEntity, { entity_id: id, disabled: false });
    assert.match(enabled.note ?? '', /restarted/);
    assert.deepEqual(enabled.changes, [{ field: 'disabled', before: true, after: false }]);
    await use(manageHelper, { action: 'delete', entity_id: id });
  });

  test('a device is renamed, moved and labelled with what it has, and put back', async () => {
    const spare = SPARE.find((id) => ada().mirror.entity(id) !== undefined) ?? '';
    const [area, label] = [await place('area', 'Cellar'), await place('label', 'Spare')];
    const device = () => ada().mirror.devices.get(moved.device_id);
    const old = ada().mirror.devices.get(ada().mirror.entity(spare)?.deviceId ?? '');
    const change = { device: spare, name: 'Old thing', area, labels: [label] };
    const moved = await use(updateDevice, change);
    assert.deepEqual(
      [device()?.name, device()?.areaId, device()?.labels],
      ['Old thing', area, [label]],
    );
    assert.equal(ada().mirror.entity(spare)?.areaId, area);
    assert.deepEqual((await use(updateDevice, { ...change, device: 'old thing' })).changes, []);

    const off = await use(updateDevice, { device: moved.device_id, disabled: true });
    assert.equal(ada().mirror.entity(spare), undefined);
    assert.match(off.text, new RegExp(spare));
    await restore(off.version);
    await soon(() => assert.ok(ada().mirror.entity(spare)));

    await restore(moved.version);
    await soon(() => assert.deepEqual(device(), old));
    await drop('area', area);
    await drop('label', label);
  });

  test('an area that is deleted says what it held and comes back with it', async () => {
    const floor = await place('floor', 'Loft', { level: 3 });
    const area = await place('area', 'Attic', { floor: 'Loft', aliases: ['Garret'] });
    assert.equal(ada().mirror.areas.get(area)?.floorId, floor);
    await refused(
      manageAreas,
      { action: 'create', kind: 'area', name: 'attic' },
      /name attic \(attic\) is already in use/,
    );
    await refused(
      manageAreas,
      { action: 'create', kind: 'area', name: 'X', color: 'red' },
      /An area has no color/,
    );
    const home = lamp()?.areaId ?? '';
    await use(updateEntity, { entity_id: LAMP, area });
    const renamed = await use(manageAreas, {
      action: 'update',
      kind: 'area',
      id: 'Attic',
      name: 'Den',
    });
    assert.deepEqual(renamed.changes, [{ field: 'name', before: 'Attic', after: 'Den' }]);
    assert.equal(ada().mirror.areas.get(area)?.name, 'Den');
    await restore(renamed.version);

    const gone = await drop('area', area);
    assert.deepEqual(gone.held, [LAMP]);
    assert.equal(ada().mirror.areas.has(area), false);
    await restore(gone.version);
    await soon(() => {
      const back = ada().mirror.areas.get(area);
      assert.deepEqual([back?.name, back?.floorId, back?.aliases], ['Attic', floor, ['Garret']]);
      assert.equal(lamp()?.areaId, area);
    });

    const downstairs = await drop('floor', floor);
    assert.deepEqual(downstairs.held, [`area ${area}`]);
    await restore(downstairs.version);
    await soon(() => {
      assert.equal(ada().mirror.floors.get(floor)?.level, 3);
      assert.equal(ada().mirror.areas.get(area)?.floorId, floor);
    });
    await use(updateEntity, { entity_id: LAMP, area: home });
    await drop('area', area);
    await drop('floor', floor);
  });

  test('a label that is deleted comes back on all that wore it; what is lost is said', async () => {
    const label = await place('label', 'Gala', { color: 'red', icon: 'mdi:star' });
    const area = await place('area', 'Salon', { labels: ['Gala'] });
    await use(updateEntity, { entity_id: LAMP, add_labels: ['Gala'] });
    const gone = await drop('label', label);
    assert.deepEqual([...gone.held].sort(), [`area ${area}`, LAMP]);
    await soon(() => assert.equal(lamp()?.labels.includes(label), false));
    await restore(gone.version);
    await soon(() => {
      assert.equal(lamp()?.labels.includes(label), true);
      assert.deepEqual(ada().mirror.areas.get(area)?.labels, [label]);
    });
    const areaGone = await drop('area', area);
    await drop('label', label);
    await assert.rejects(restore(areaGone.version), /back, but not all of it: the label gala/);
    await soon(() => assert.ok(ada().mirror.areas.has(area)));
    await drop('area', area);
  });

  for (const [helper, settings, update] of HELPERS) {
    test(`a helper of kind ${helper} is made, changed, deleted and brought back`, async () => {
      const made = await use(manageHelper, {
        action: 'create',
        kind: helper,
        name: `Stage ${helper}`,
        settings,
      });
      const id = made.entity_id;
      assert.equal(id, `${helper}.stage_${helper}`);
      const entity = () => ada().mirror.entity(id);
      assert.equal(entity()?.name, `Stage ${helper}`);
      await use(updateEntity, { entity_id: id, area: 'Kitchen' });
      const changed = await use(manageHelper, {
        action: 'update',
        entity_id: id,
        name: 'Stage prop',
        settings: update,
      });
      assert.equal(entity()?.name, 'Stage prop');
      assert.deepEqual(
        changed.changes.map(({ field }) => field).sort(),
        ['name', ...Object.keys(update)].sort(),
      );
      const gone = await use(manageHelper, { action: 'delete', entity_id: id });
      assert.equal(entity(), undefined);
      await restore(gone.version);
      await soon(() =>
        assert.deepEqual([entity()?.name, entity()?.areaId], ['Stage prop', 'kitchen']),
      );
      await restore(changed.version);
      await soon(() => assert.equal(entity()?.name, `Stage ${helper}`));
      const stored = await ada().command<readonly Record<string, unknown>[]>({
        type: `${helper}/list`,
      });
      const item = stored.find(({ name }) => name === `Stage ${helper}`);
      for (const [setting, value] of Object.entries(settings)) {
        assert.deepEqual(item?.[setting], value);
      }
      await use(manageHelper, { action: 'delete', entity_id: id });
    });
  }

  test('a helper that cannot be is refused before anything is asked', async () => {
    const create = { action: 'create', name: 'Stage' };
    await refused(manageHelper, { ...create, kind: 'input_number' }, /needs min and max/);
    await refused(
      manageHelper,
      { ...create, kind: 'input_number', settings: { min: 9, max: 1 } },
      /max must be greater/,
    );
    await refused(manageHelper, { action: 'create', kind: 'counter' }, /Say the name/);
    const yaml = ada()
      .mirror.entities()
      .find(
        ({ domain, state }) => domain === 'input_boolean' && state.attributes.editable === false,
      );
    for (const action of ['update', 'delete']) {
      const more = action === 'update' ? { name: 'X' } : {};
      await refused(manageHelper, { action, entity_id: yaml?.id, ...more }, /defined in YAML/);
    }
  });

  test('entities are hidden from Assist and shown to it', async () => {
    const list = async () => (await use(exposeEntity, { domain: 'light' })).exposed;
    assert.equal((await list()).includes(LAMP), true);
    const hidden = await use(exposeEntity, { entity_id: [LAMP, 'zone.home'], exposed: false });
    assert.deepEqual(hidden.changed, [LAMP]);
    assert.equal((await list()).includes(LAMP), false);
    const again = await use(exposeEntity, { entity_id: LAMP, exposed: false });
    assert.deepEqual([again.changed, again.version], [[], undefined]);
    await restore(hidden.version);
    assert.equal((await list()).includes(LAMP), true);
  });

  test('nobody but administrators changes any of it', async () => {
    const { ben } = stage();
    const unauthorized = /unauthorized/;
    await refused(updateEntity, { entity_id: LAMP, name: 'Mine' }, unauthorized, ben);
    const device = SPARE.find((id) => ben.mirror.entity(id) !== undefined);
    await refused(updateDevice, { device, name: 'Mine' }, unauthorized, ben);
    const area = { kind: 'area', action: 'create', name: 'Mine' };
    await refused(manageAreas, area, unauthorized, ben);
    await refused(
      manageAreas,
      { kind: 'area', action: 'delete', id: 'kitchen' },
      unauthorized,
      ben,
    );
    const helper = { kind: 'counter', action: 'create', name: 'Mine' };
    await refused(manageHelper, helper, unauthorized, ben);
    await refused(exposeEntity, { entity_id: LAMP, exposed: false }, unauthorized, ben);
    assert.equal(lamp()?.name, 'Kitchen');
    assert.equal(ada().mirror.areas.has('kitchen'), true);
  });
};

type Settings = Readonly<Record<string, unknown>>;

const MORNING = [{ from: '08:00:00', to: '09:00:00' }];

/** Each kind with settings to make it with and settings to change. */
const HELPERS: readonly (readonly [string, Settings, Settings])[] = [
  ['input_boolean', {}, {}],
  ['input_button', {}, {}],
  ['input_number', { min: 0, max: 10, step: 2 }, { max: 20 }],
  ['input_text', { min: 0, max: 20 }, { max: 30 }],
  ['input_select', { options: ['a', 'b'] }, { options: ['a', 'b', 'c'] }],
  ['input_datetime', { has_date: true, has_time: false }, { has_time: true }],
  ['counter', { initial: 3, step: 2 }, { step: 5 }],
  ['timer', { duration: '0:05:00' }, { duration: '0:06:00' }],
  ['schedule', { monday: MORNING }, { tuesday: MORNING }],
];

/** Waits until an assertion holds; fails as it does when it never did. */
async function soon(assertion: () => void): Promise<void> {
  const holds = async () => {
    try {
      assertion();
      return true;
    } catch {
      return false;
    }
  };
  await eventually(holds).catch(assertion);
}

/** A scene as it is in the demo home already. */
async function useInScene(home: Home): Promise<void> {
  await home.rest({
    method: 'POST',
    path: ['config', 'scene', 'config', 'stage'],
    body: { id: 'stage', name: 'Good night', entities: { [LAMP]: { state: 'off' } } },
  });
  await soon(() => assert.ok(home.mirror.entity('scene.good_night')));
}
