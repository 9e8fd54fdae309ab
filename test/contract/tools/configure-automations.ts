import assert from 'node:assert/strict';
import { it } from 'node:test';
import { restoreVersion } from '../../../src/tools/configure/restore-version.ts';
import { configurationHash } from '../../../src/tools/routines/configuration-hash.ts';
import { deleteAutomation } from '../../../src/tools/routines/delete-automation.ts';
import { saveAutomation } from '../../../src/tools/routines/save-automation.ts';
import {
  automation,
  type Config,
  LIGHT,
  NO_HASH,
  routineHands,
  switching,
} from './routine-hands.ts';
import type { Family } from './stage.ts';

/** Automations, scripts and scenes: saved, seen to work, replaced, deleted and brought back. */
export const configureAutomations: Family = (stage) => {
  const { done, refused, works, inFile, exists } = routineHands(stage);

  it('an automation is saved and runs, is replaced by who has seen it, deleted, and comes back', async () => {
    const made = await done(saveAutomation, { config: automation('turn_on') });
    assert.equal(made.entity_id, 'automation.late_snack');
    assert.equal(made.loaded, true);
    assert.equal(made.replaced_version, undefined);
    assert.deepEqual(made.warnings, []);
    assert.equal(made.hash, configurationHash(await inFile('automation', made.id)));
    assert.deepEqual(await inFile('automation', made.id), {
      id: made.id,
      ...automation('turn_on'),
    });
    await works(made.entity_id, 'on');

    const replacing = { entity_id: made.entity_id, config: automation('turn_off') };
    const unseen = await refused(saveAutomation, replacing);
    assert.match(unseen, /expected_hash is needed/);
    assert.ok(
      unseen.includes(String(made.hash)) && unseen.includes('"alias":"Late snack"'),
      unseen,
    );
    assert.match(
      await refused(saveAutomation, { ...replacing, expected_hash: NO_HASH }),
      /was not changed: it is not what expected_hash stands for/,
    );
    const replaced = await done(saveAutomation, { ...replacing, expected_hash: made.hash });
    assert.equal(replaced.entity_id, made.entity_id);
    assert.equal(replaced.id, made.id);
    assert.notEqual(replaced.hash, made.hash);
    await works(made.entity_id, 'off');

    const same = await done(saveAutomation, { ...replacing, expected_hash: replaced.hash });
    assert.equal(same.hash, replaced.hash);
    assert.equal(same.replaced_version, undefined, 'nothing was replaced');

    const back = await done(restoreVersion, { version: replaced.replaced_version });
    assert.equal((back.restored as Config).kind, 'automation');
    await works(made.entity_id, 'on');
    assert.match(
      await refused(restoreVersion, { version: replaced.replaced_version }),
      /like that already/,
    );

    const target = { entity_id: made.entity_id };
    assert.match(
      await refused(deleteAutomation, { ...target, expected_hash: replaced.hash }),
      /was not changed/,
    );
    assert.ok(exists(made.entity_id));
    const deleted = await done(deleteAutomation, { ...target, expected_hash: made.hash });
    assert.equal(deleted.gone, true);
    assert.ok(!exists(made.entity_id));
    await assert.rejects(inFile('automation', made.id));
    assert.match(
      await refused(deleteAutomation, { ...target, expected_hash: made.hash }),
      /No automation automation\.late_snack/,
    );

    await done(restoreVersion, { version: deleted.version });
    await works(made.entity_id, 'on');

    const { versions } = await done(restoreVersion, { kind: 'automation', thing: made.entity_id });
    assert.deepEqual(
      (versions as Config[]).map(({ version, name }) => [version, name]),
      [
        [deleted.version, 'Late snack'],
        [(back.restored as Config).replaced_version, 'Late snack'],
        [replaced.replaced_version, 'Late snack'],
      ],
    );
    assert.deepEqual(
      (await done(restoreVersion, { kind: 'automation', thing: made.id })).versions,
      versions,
    );
    await done(deleteAutomation, { ...target, expected_hash: made.hash });
  });

  it('an automation of older words is saved too', async () => {
    const config = {
      alias: 'Old words',
      trigger: { platform: 'event', event_type: 'old_words' },
      action: { service: 'light.turn_on', target: { entity_id: LIGHT } },
    };
    const made = await done(saveAutomation, { kind: 'automation', config });
    await works(made.entity_id, 'on');
    await done(deleteAutomation, { entity_id: made.entity_id, expected_hash: made.hash });
  });

  it('a script is saved and runs, is replaced, deleted, and comes back', async () => {
    const config = { alias: 'Évening, all', sequence: [switching('turn_on')] };
    const made = await done(saveAutomation, { kind: 'script', config });
    assert.deepEqual([made.entity_id, made.id], ['script.evening_all', 'evening_all']);
    assert.deepEqual(await inFile('script', made.id), config);
    await works(made.entity_id, 'on');

    const second = await done(saveAutomation, { kind: 'script', config });
    assert.equal(second.entity_id, 'script.evening_all_2', 'the first one is not replaced');
    await done(deleteAutomation, { entity_id: second.entity_id, expected_hash: second.hash });

    const replaced = await done(saveAutomation, {
      entity_id: made.entity_id,
      config: { ...config, sequence: [switching('turn_off')] },
      expected_hash: made.hash,
    });
    await works(made.entity_id, 'off');
    const deleted = await done(deleteAutomation, {
      entity_id: made.entity_id,
      expected_hash: replaced.hash,
    });
    assert.ok(!exists(made.entity_id));
    await done(restoreVersion, { version: replaced.replaced_version });
    await works(made.entity_id, 'on');
    await done(restoreVersion, { version: deleted.version });
    await works(made.entity_id, 'off');
    await done(deleteAutomation, { entity_id: made.entity_id, expected_hash: replaced.hash });
  });

  it('a scene is saved and works, is replaced, deleted, and comes back', async () => {
    const config = { name: 'Snack time', entities: { [LIGHT]: { state: 'on' } } };
    const made = await done(saveAutomation, { kind: 'scene', config });
    assert.equal(made.entity_id, 'scene.snack_time');
    await works(made.entity_id, 'on');

    const replaced = await done(saveAutomation, {
      entity_id: made.entity_id,
      config: { ...config, entities: { [LIGHT]: 'off' } },
      expected_hash: made.hash,
    });
    await works(made.entity_id, 'off');
    const deleted = await done(deleteAutomation, {
      entity_id: made.entity_id,
      expected_hash: replaced.hash,
    });
    assert.ok(!exists(made.entity_id));
    const { versions } = await done(restoreVersion, {});
    assert.equal((versions as Config[])[0]?.version, deleted.version, 'what is gone is found');
    assert.equal((versions as Config[])[0]?.name, 'Snack time');
    await done(restoreVersion, { version: deleted.version });
    await works(made.entity_id, 'off');
    await done(deleteAutomation, { entity_id: made.entity_id, expected_hash: replaced.hash });
  });
};
