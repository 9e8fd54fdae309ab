import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exposeEntity } from '../../../src/tools/configure/expose-entity.ts';
import { manageHelper } from '../../../src/tools/configure/manage-helper.ts';
import { updateEntity } from '../../../src/tools/configure/update-entity.ts';
import { hands, LAMP, soon } from './hands.ts';
import type { Family } from './stage.ts';

/** Helpers, what Assist sees, and the ways back. */
export const configureHelpers: Family = (stage) => {
  const { ada, use, refused, restore } = hands(stage);

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
