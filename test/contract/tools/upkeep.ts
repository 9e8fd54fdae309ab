import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBackup } from '../../../src/tools/configure/create-backup.ts';
import { installUpdate } from '../../../src/tools/configure/install-update.ts';
import type { Family } from './stage.ts';

const UPDATES = {
  demo: {
    pending: 'update.latchkey_demo',
    versions: ['1.0.0', '1.1.0'],
    any: 'update.living_room_light_firmware',
    current: 'update.heat_pump_firmware',
  },
  real: {
    pending: 'update.demo_update_with_progress',
    versions: ['1.93.3', '1.94.2'],
    any: 'update.demo_living_room_bulb_update',
    current: 'update.demo_no_update',
  },
} as const;

/** Backups and updates. */
export const upkeep: Family = (stage, kind) => {
  const updates = UPDATES[kind];

  test('a backup is made and is there', async () => {
    const { ada, use } = stage();
    const name = `Contract ${Date.now()}`;
    const answer = await use(createBackup, { name }, ada);
    assert.equal(answer.isError, undefined, answer.content[0].text);
    const made = createBackup.output.parse(answer.structuredContent);
    assert.deepEqual(
      [made.finished, made.name, made.places, made.encrypted, made.missing],
      [true, name, ['backup.local'], false, []],
    );
    assert.ok((made.size_mb ?? 0) > 0.05);
    const { backups } = await ada.command<{ backups: { backup_id: string; name: string }[] }>({
      type: 'backup/info',
    });
    assert.equal(backups.find(({ backup_id: id }) => id === made.backup_id)?.name, name);
  });

  test('two backups at once: the second is told to wait', async () => {
    const { ada, use } = stage();
    const answers = await Promise.all([use(createBackup, {}, ada), use(createBackup, {}, ada)]);
    const refused = answers.filter(({ isError }) => isError === true);
    assert.equal(refused.length, 1);
    assert.match(refused[0]?.content[0].text ?? '', /busy/);
  });

  test('Home Assistant refuses a backup to anybody else', async () => {
    const answer = await stage().use(createBackup, {});
    assert.equal(answer.isError, true);
    assert.match(answer.content[0].text, /[Uu]nauthorized/);
  });

  test('an update is installed and its version arrives', async () => {
    const { ada, use } = stage();
    const [from, to] = updates.versions;
    const started = use(installUpdate, { entity_id: updates.pending }, ada);
    // While it runs, a second one is refused.
    while (ada.mirror.entity(updates.pending)?.state.attributes.in_progress !== true) {
      await ada.command({ type: 'auth/current_user' });
    }
    const second = await use(installUpdate, { entity_id: updates.pending }, ada);
    assert.match(second.content[0].text, /already being installed/);
    const done = installUpdate.output.parse((await started).structuredContent);
    assert.deepEqual(done, {
      entity_id: updates.pending,
      from,
      to,
      finished: true,
      restarts: false,
    });
    const entity = ada.mirror.entity(updates.pending);
    assert.deepEqual(
      [entity?.state.state, entity?.state.attributes.installed_version],
      ['off', to],
    );
    const again = await use(installUpdate, { entity_id: updates.pending }, ada);
    assert.match(again.content[0].text, new RegExp(`no update is pending; it runs ${to}`));
  });

  test('a version that is asked for is the one installed', async () => {
    const { ada, use } = stage();
    const answer = await use(
      installUpdate,
      { entity_id: updates.any, version: '1.94.0', backup: true },
      ada,
    );
    const done = installUpdate.output.parse(answer.structuredContent);
    assert.deepEqual([done.from, done.to, done.finished], ['1.93.3', '1.94.0', true]);
    const { attributes } = ada.mirror.entity(updates.any)?.state ?? {};
    assert.equal(attributes?.installed_version, '1.94.0');
  });

  test('what is not pending, no update or unknown is refused with the reason', async () => {
    const { ada, use } = stage();
    for (const [id, message] of [
      [updates.current, /no update is pending/],
      ['light.kitchen', /no update entity/],
      [`${updates.current}s`, new RegExp(`Did you mean ${updates.current}`)],
    ] as const) {
      const answer = await use(installUpdate, { entity_id: id }, ada);
      assert.equal(answer.isError, true);
      assert.match(answer.content[0].text, message);
    }
  });

  test('Home Assistant refuses an update to anybody else', async () => {
    const answer = await stage().use(installUpdate, {
      entity_id: updates.any,
      version: '1.94.1',
    });
    assert.equal(answer.isError, true);
    assert.match(answer.content[0].text, /Unauthorized/);
  });
};
