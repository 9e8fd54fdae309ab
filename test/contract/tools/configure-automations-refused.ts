import assert from 'node:assert/strict';
import { it } from 'node:test';
import { restoreVersion } from '../../../src/tools/configure/restore-version.ts';
import { deleteAutomation } from '../../../src/tools/routines/delete-automation.ts';
import { saveAutomation } from '../../../src/tools/routines/save-automation.ts';
import { automation, type Config, LIGHT, NO_HASH, routineHands } from './routine-hands.ts';
import type { Family } from './stage.ts';

/** Automations, scripts and scenes: what is not saved, why, and what is warned of. */
export const configureAutomationsRefused: Family = (stage) => {
  const { done, refused } = routineHands(stage);

  it('what Home Assistant would not run is not saved, and the answer says what is wrong', async () => {
    const automations = stage().ada.mirror.entities().length;
    const save = (config: Config, kind?: string) =>
      refused(saveAutomation, { config, ...(kind !== undefined && { kind }) });
    assert.match(
      await save(automation('turn_on', { triggers: [{ trigger: 'nope' }], actions: [{ bla: 1 }] })),
      /triggers: Invalid trigger 'nope' specified\. actions: Unable to determine action at '\[0\]'/,
    );
    assert.match(
      await save(automation('turn_on', { conditions: [{ condition: 'state' }] })),
      /conditions: required key not provided at '\[0\]\.entity_id'/,
    );
    assert.match(
      await save({
        alias: 'Wrong',
        triggers: [{ trigger: 'time' }],
        conditions: [{ condition: 'nope' }],
        actions: [],
      }),
      /triggers: required key not provided at 'at'\. conditions: Invalid condition "nope" specified/,
    );
    assert.match(
      await save(automation('turn_on', { bogus: 1 })),
      /Message malformed: not a valid option at 'bogus'/,
    );
    assert.match(await save({ alias: 'Empty' }), /needs triggers/);
    assert.match(await save(automation('turn_on', { alias: ' ' })), /needs alias, its name/);
    assert.match(
      await save({ alias: 'Wrong', sequence: [{ action: 'nodot' }] }, 'script'),
      /sequence: Service nodot does not match format <domain>\.<name> at '\[0\]\.action'/,
    );
    assert.match(await save({ alias: 'Empty' }, 'script'), /needs sequence/);
    assert.match(await save({ name: 'Empty' }, 'scene'), /needs entities/);
    assert.match(
      await save({ name: 'Wrong', entities: { 'light.kitchn': { state: 'on' } } }, 'scene'),
      /No entity light\.kitchn\. Did you mean light\.kitchen/,
    );
    assert.match(
      await save({ name: 'Wrong', entities: { [LIGHT]: { brightness: 3 } } }, 'scene'),
      /State for light\.kitchen should be a string/,
    );
    assert.equal(stage().ada.mirror.entities().length, automations);
  });

  it('what it names and is not there is saved with a warning', async () => {
    const made = await done(saveAutomation, {
      config: automation('turn_on', {
        conditions: [{ condition: 'state', entity_id: 'light.kitchn', state: 'off' }],
        actions: [{ action: 'light.turn_onn', target: { entity_id: LIGHT } }],
      }),
    });
    const [entity = '', service = ''] = made.warnings as string[];
    assert.match(entity, /^No entity light\.kitchn\. Did you mean light\.kitchen/);
    assert.match(service, /^No service light\.turn_onn\. Did you mean light\.turn_on/);
    await done(deleteAutomation, { entity_id: made.entity_id, expected_hash: made.hash });
  });

  it('of two that saw the same state, one is told that it has changed', async () => {
    const made = await done(saveAutomation, { config: automation('turn_on') });
    const save = (alias: string) =>
      stage().use(
        saveAutomation,
        {
          entity_id: made.entity_id,
          config: automation('turn_on', { alias }),
          expected_hash: made.hash,
        },
        stage().ada,
      );
    const answers = await Promise.all([save('One'), save('Other')]);
    assert.deepEqual(
      answers.map(({ isError }) => isError),
      [undefined, true],
    );
    const hash = answers[0].structuredContent?.hash;
    await done(deleteAutomation, { entity_id: made.entity_id, expected_hash: hash });
  });

  it('the editor of the home itself refuses in these words', async () => {
    const ask = (method: 'POST' | 'DELETE' | 'GET', path: readonly string[], body?: Config) =>
      stage().ada.rest({
        method,
        path: ['config', ...path],
        ...(body !== undefined && { body }),
      });
    const nothing = ['automation', 'config', 'nothing'];
    await assert.rejects(ask('GET', nothing), /http_404: Resource not found/);
    await assert.rejects(ask('DELETE', nothing), /http_400: Resource not found/);
    await assert.rejects(
      ask('POST', ['script', 'config', 'Two words'], { sequence: [] }),
      /http_400: Key malformed: invalid slug Two words/,
    );
    await assert.rejects(
      ask('POST', ['script', 'config', 'toggle'], { sequence: [] }),
      /Message malformed: A script's object_id must not be one of reload, toggle, turn_off, turn_on/,
    );
    await assert.rejects(
      ask('POST', nothing, { alias: 'x', triggers: [] }),
      /Message malformed: required key not provided at 'actions'/,
    );
    await assert.rejects(
      ask('POST', ['scene', 'config', 'nothing'], { name: 'x' }),
      /required key not provided at 'states\[0\]\.entities'/,
    );
  });

  it('what was written in YAML is left to who wrote it', async () => {
    const entity_id = 'automation.morning_blinds';
    assert.match(
      await refused(saveAutomation, {
        entity_id,
        config: automation('turn_on'),
        expected_hash: NO_HASH,
      }),
      /defined in YAML without an id/,
    );
    assert.match(
      await refused(deleteAutomation, { entity_id, expected_hash: NO_HASH }),
      /defined in YAML without an id/,
    );
  });

  it('is for administrators, and nobody else costs a failed login', async () => {
    const { ben } = stage();
    for (const [tool, args] of [
      [saveAutomation, { config: automation('turn_on') }],
      [deleteAutomation, { entity_id: 'automation.morning_blinds', expected_hash: NO_HASH }],
      [restoreVersion, {}],
    ] as const) {
      assert.match(await refused(tool, args, ben), /Only an administrator/);
    }
    assert.match(await refused(restoreVersion, { version: 'unknown' }), /no version unknown/);
    assert.match(await refused(restoreVersion, { kind: 'automation' }), /both kind and thing/);
  });
};
