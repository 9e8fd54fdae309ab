import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Home } from '../../../src/home/home.ts';
import { callService } from '../../../src/tools/control/call-service.ts';
import { configurationHash } from '../../../src/tools/routines/configuration-hash.ts';
import { getAutomation } from '../../../src/tools/routines/get-automation.ts';
import type { ToolAnswer } from '../../../src/tools/tool.ts';
import type { Family, Stage } from './stage.ts';

const WELCOME = 'automation.welcome_home';

interface Step {
  readonly path: string;
  readonly outcome?: string;
  readonly error?: string;
}

interface Run {
  readonly run_id: string;
  readonly outcome: string;
  readonly error?: string;
}

/** What get_automation promises; a strict schema of its own checks the rest. */
interface Found {
  readonly kind: string;
  readonly entity: {
    readonly state: string;
    readonly last_triggered?: string;
    readonly mode?: string;
    readonly entities?: readonly string[];
  };
  readonly id?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly hash?: string;
  readonly runs?: readonly Run[];
  readonly steps?: readonly Step[];
  readonly notes: readonly string[];
}

function found(answer: ToolAnswer): Found {
  assert.equal(answer.isError, undefined, answer.content[0].text);
  return getAutomation.output.parse(answer.structuredContent) as unknown as Found;
}

/** Automations, scripts and scenes: what they are set to do, and what they did. */
export const automations: Family = (stage) => {
  const look = async (entityId: string, home: Home, more: object = {}) =>
    found(await stage().use(getAutomation, { entity_id: entityId, ...more }, home));
  const call = async (name: string, args: object) => {
    const [domain, service] = name.split('.');
    const answer = await stage().use(callService, { domain, service, ...args }, stage().ada);
    assert.equal(answer.isError, undefined, answer.content[0].text);
  };

  test('an administrator reads an automation with its id and its fingerprint', async () => {
    const automation = await look(WELCOME, stage().ada);
    assert.equal(automation.kind, 'automation');
    assert.equal(automation.id, '1700000000001');
    assert.equal(automation.configuration?.alias, 'Welcome home');
    assert.deepEqual([automation.entity.state, automation.entity.mode], ['on', 'single']);
    assert.equal(automation.hash, configurationHash(automation.configuration));
    assert.deepEqual(automation.notes, []);
  });

  test('the fingerprint is the same each time, and another one for another automation', async () => {
    const [first, again, other] = await Promise.all([
      look(WELCOME, stage().ada),
      look(WELCOME, stage().ada),
      look('automation.leak_alert', stage().ada),
    ]);
    assert.match(first.hash ?? '', /^[0-9a-f]{16}$/);
    assert.equal(first.hash, again.hash);
    assert.notEqual(first.hash, other.hash);
  });

  test('a run shows what it did, step by step', async () => {
    await call('automation.trigger', { entity_id: WELCOME });
    const automation = await look(WELCOME, stage().ada, { run_id: 'latest' });
    assert.equal(automation.runs?.[0]?.outcome, 'finished');
    const outcomes = new Map(automation.steps?.map(({ path, outcome }) => [path, outcome]));
    assert.equal(outcomes.get('trigger'), 'started by hand or by a service call');
    assert.match(outcomes.get('action/0') ?? '', /^called light\.turn_on with .*light\.kitchen/);
    assert.match(automation.entity.last_triggered ?? '', /^20\d\d-\d\d-\d\dT/);
  });

  test('a run shows the condition that did not hold', async () => {
    await call('input_boolean.turn_on', { entity_id: 'input_boolean.guest_mode' });
    await call('automation.trigger', { entity_id: WELCOME, data: { skip_condition: false } });
    const automation = await look(WELCOME, stage().ada, { run_id: 'latest' });
    assert.equal(automation.runs?.[0]?.outcome, 'failed_conditions');
    assert.equal(
      automation.steps?.find(({ path }) => path === 'condition/0/entity_id/0')?.outcome,
      'false (state on, wanted state off)',
    );
    // The newest stands first, and an older one can still be asked for.
    const older = automation.runs?.[1];
    assert.equal(older?.outcome, 'finished');
    const past = await look(WELCOME, stage().ada, { run_id: older?.run_id });
    assert.ok(past.steps?.some(({ path }) => path === 'action/0'));
  });

  test('a run shows the error that ended it', async () => {
    await call('automation.trigger', { entity_id: 'automation.leak_alert' });
    const automation = await look('automation.leak_alert', stage().ada, { run_id: 'latest' });
    const error = 'Action notify.mobile_app_old_phone not found';
    assert.deepEqual(
      [automation.runs?.[0]?.outcome, automation.runs?.[0]?.error],
      ['error', error],
    );
    assert.equal(automation.steps?.find(({ path }) => path === 'action/0')?.error, error);
  });

  test('a script is read like an automation', async () => {
    await call('script.turn_on', { entity_id: 'script.movie_time' });
    const script = await look('script.movie_time', stage().ada, { run_id: 'latest' });
    assert.equal(script.id, 'movie_time');
    assert.equal(script.configuration?.alias, 'Movie time');
    assert.equal(script.hash, configurationHash(script.configuration));
    assert.equal(script.runs?.[0]?.outcome, 'finished');
    assert.match(
      script.steps?.find(({ path }) => path === 'sequence/0')?.outcome ?? '',
      /^called light\.turn_on/,
    );
    assert.match(script.steps?.at(-1)?.outcome ?? '', /^stopped: The film begins/);
  });

  test('a scene is read with the entities it sets', async () => {
    const scene = await look('scene.good_night', stage().ada);
    assert.equal(scene.id, '1700000000003');
    assert.ok(scene.entity.entities?.includes('lock.front_door'));
    assert.ok('lock.front_door' in ((scene.configuration?.entities ?? {}) as object));
    assert.equal(scene.runs, undefined);
  });

  test('what was written by hand without an id says so', async () => {
    const automation = await look('automation.morning_blinds', stage().ada);
    assert.equal(automation.id, undefined);
    assert.equal(automation.configuration?.alias, 'Morning blinds');
    assert.equal(automation.runs, undefined);
    assert.match(automation.notes.join(' '), /YAML.*no id/);
  });

  test('who is no administrator sees what shows, and the home is not asked for more', async () => {
    const automation = await look(WELCOME, unasked(stage()));
    assert.equal(automation.entity.state, 'on');
    assert.equal(automation.configuration, undefined);
    assert.equal(automation.runs, undefined);
    assert.match(automation.notes.join(' '), /for administrators/);
    const scene = await look('scene.good_night', unasked(stage()));
    assert.ok(scene.entity.entities?.includes('light.kitchen'));
  });

  test('what is not there is said with what is near', async () => {
    const answer = await stage().use(getAutomation, { entity_id: 'automation.welcom_home' });
    assert.equal(answer.isError, true);
    assert.match(answer.content[0].text, /No automation .* Did you mean automation\.welcome_home/);
    const run = { entity_id: WELCOME, run_id: 'f'.repeat(32) };
    const noRun = await stage().use(getAutomation, run, stage().ada);
    assert.match(noRun.content[0].text, /^No run f{32} is kept/);
  });
};

/** Ben's home, which must not be asked anything. */
function unasked({ ben }: Stage): Home {
  const refuse = async () => assert.fail('Home Assistant was asked');
  return {
    user: ben.user,
    mirror: ben.mirror,
    limited: false,
    prepare: refuse,
    command: refuse,
    rest: refuse,
    awaitEvent: refuse,
    callService: refuse,
  };
}
