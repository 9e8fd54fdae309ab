import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manageAreas } from '../../../src/tools/configure/manage-areas.ts';
import { manageHelper } from '../../../src/tools/configure/manage-helper.ts';
import { updateEntity } from '../../../src/tools/configure/update-entity.ts';
import { hands, LAMP, soon } from './hands.ts';
import type { Family } from './stage.ts';

/** Bringing things back into a home that has changed since. */
export const configureRestoring: Family = (stage) => {
  const { ada, use, restore, place, drop, lamp } = hands(stage);
  const bell = async () =>
    (await use(manageHelper, { action: 'create', kind: 'input_button', name: 'Gong' })).entity_id;
  const unhang = (id: string) => use(manageHelper, { action: 'delete', entity_id: id });

  test('an id that somebody else has now is left to them, and that is said', async () => {
    const gong = await bell();
    const moved = await use(updateEntity, {
      entity_id: gong,
      name: 'Big gong',
      new_entity_id: 'input_button.big_gong',
    });
    const other = await bell();
    assert.equal(other, gong);
    await assert.rejects(
      restore(moved.version),
      /back, but not all of it: the id input_button\.gong is taken/,
    );
    await soon(() => assert.equal(ada().mirror.entity('input_button.big_gong')?.name, 'Gong'));
    await unhang(other);
    await unhang('input_button.big_gong');
  });

  test('an area that is gone stays away while the rest comes back', async () => {
    const [gong, area] = [await bell(), await place('area', 'Belfry')];
    await use(updateEntity, { entity_id: gong, area });
    const moved = await use(updateEntity, { entity_id: gong, area: '', name: 'Small gong' });
    assert.equal(ada().mirror.entity(gong)?.areaId, undefined);
    await drop('area', area);
    await assert.rejects(restore(moved.version), /the area belfry no longer exists/);
    await soon(() => assert.equal(ada().mirror.entity(gong)?.name, 'Gong'));
    await unhang(gong);
  });

  test('what was put elsewhere since stays there', async () => {
    const area = await place('area', 'Belfry');
    const home = lamp()?.areaId;
    await use(updateEntity, { entity_id: LAMP, area });
    const gone = await drop('area', area);
    await use(updateEntity, { entity_id: LAMP, area: home });
    await restore(gone.version);
    await soon(() => assert.ok(ada().mirror.areas.has(area)));
    assert.equal(lamp()?.areaId, home);
    await drop('area', area);
  });

  test('a name that is taken by now is refused and nothing is made', async () => {
    const gone = await drop('area', await place('area', 'Belfry'));
    const other = await place('area', 'Tower');
    await use(manageAreas, { action: 'update', kind: 'area', id: other, name: 'Belfry' });
    const before = ada().mirror.areas.size;
    await assert.rejects(restore(gone.version), /already in use/);
    const areas = await ada().command<readonly unknown[]>({ type: 'config/area_registry/list' });
    assert.equal(areas.length, before);
    await drop('area', other);
  });

  test('a helper comes back under the id it was given, and with all that was set', async () => {
    const gong = await bell();
    const { entity_id: id } = await use(updateEntity, {
      entity_id: gong,
      new_entity_id: 'input_button.dinner',
      name: 'Dinner',
      aliases: ['Lunch'],
      icon: 'mdi:bell',
    });
    const gone = await unhang(id);
    await restore(gone.version);
    await soon(() => {
      const back = ada().mirror.entity('input_button.dinner');
      assert.deepEqual([back?.name, back?.aliases], ['Dinner', ['Lunch']]);
      assert.equal(back?.state.attributes.icon, 'mdi:bell');
    });
    await unhang(id);
  });
};
