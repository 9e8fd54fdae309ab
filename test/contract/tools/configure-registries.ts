import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Home } from '../../../src/home/home.ts';
import { exposeEntity } from '../../../src/tools/configure/expose-entity.ts';
import { manageAreas } from '../../../src/tools/configure/manage-areas.ts';
import { manageHelper } from '../../../src/tools/configure/manage-helper.ts';
import { updateDevice } from '../../../src/tools/configure/update-device.ts';
import { updateEntity } from '../../../src/tools/configure/update-entity.ts';
import { hands, LAMP, soon } from './hands.ts';
import type { Family } from './stage.ts';

/** Devices that nothing else is tested with; each home has one. */
const SPARE = ['binary_sensor.basement_floor_wet', 'device_tracker.ada_phone'];

/** The tools that change registries, and the ways back. */
export const configureRegistries: Family = (stage, kind) => {
  const { ada, use, refused, restore, place, drop, lamp } = hands(stage);

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

  test('a device is renamed, moved and labelled with what it has, and put back', async () => {
    const spare = SPARE.find((id) => ada().mirror.entity(id) !== undefined) ?? '';
    const [area, label] = [await place('area', 'Cellar'), await place('label', 'Spare')];
    await refused(updateEntity, { entity_id: spare, area }, /set the area on its device/);
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

/** A scene as it is in the demo home already. */
async function useInScene(home: Home): Promise<void> {
  await home.rest({
    method: 'POST',
    path: ['config', 'scene', 'config', 'stage'],
    body: { id: 'stage', name: 'Good night', entities: { [LAMP]: { state: 'off' } } },
  });
  await soon(() => assert.ok(home.mirror.entity('scene.good_night')));
}
