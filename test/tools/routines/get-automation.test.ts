import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HomeCommandError } from '../../../src/home/errors.ts';
import type { HomeMessage } from '../../../src/home/link.ts';
import { configurationHash } from '../../../src/tools/routines/configuration-hash.ts';
import { getAutomation } from '../../../src/tools/routines/get-automation.ts';
import { contextOf } from '../../support/tool-context.ts';
import { smallHome } from '../small-home.ts';

const CONFIG = { id: '17', alias: 'Wake up', triggers: [], actions: [] };

const THINGS = [
  {
    id: 'automation.wake_up',
    state: 'on',
    name: 'Wake up',
    attributes: { id: '17', mode: 'single', last_triggered: '2026-11-21T06:00:00+00:00' },
  },
  { id: 'automation.by_hand', state: 'off', attributes: {} },
  { id: 'script.renamed', attributes: {} },
  { id: 'scene.of_a_bridge', state: 'unknown', attributes: { entity_id: ['light.a'] } },
];

type Answers = Readonly<Record<string, (message: HomeMessage) => unknown>>;

/** A home with an administrator that answers these commands, and REST with the files given. */
function home(answers: Answers = {}, files: Readonly<Record<string, unknown>> = {}) {
  const asked: string[] = [];
  const small = smallHome(THINGS);
  const all: Answers = {
    'auth/current_user': () => ({ id: 'u1', name: 'Ada', is_admin: true }),
    'trace/list': () => [],
    ...answers,
  };
  small.command = async <T>(message: HomeMessage) => {
    asked.push(message.type);
    const answer = all[message.type];
    if (answer === undefined) throw new HomeCommandError('not_found', 'Entity not found');
    return answer(message) as T;
  };
  small.rest = async ({ path }) => {
    const file = path.join('/');
    asked.push(file);
    if (!(file in files)) throw new HomeCommandError('http_404', 'Resource not found');
    return {
      status: 200,
      type: 'application/json',
      bytes: Buffer.from(JSON.stringify(files[file])),
    };
  };
  const look = async (entityId: string, more: object = {}) =>
    (await getAutomation.run({ entity_id: entityId, ...more }, contextOf(small))).structured;
  return { small, asked, look };
}

test('what is in the file of the editor is read from there', async () => {
  const { asked, look } = home({}, { 'config/automation/config/17': CONFIG });
  const found = await look('automation.wake_up');
  assert.deepEqual(found, {
    kind: 'automation',
    entity: {
      entity_id: 'automation.wake_up',
      name: 'Wake up',
      state: 'on',
      last_triggered: '2026-11-21T07:00:00+01:00',
      mode: 'single',
    },
    id: '17',
    configuration: CONFIG,
    hash: configurationHash(CONFIG),
    runs: [],
    notes: [],
  });
  assert.deepEqual(asked, ['auth/current_user', 'config/automation/config/17', 'trace/list']);
});

test('what is in another file is read as it was loaded, and is not for saving', async () => {
  const { look } = home({ 'automation/config': () => ({ config: CONFIG }) });
  const found = await look('automation.wake_up');
  assert.deepEqual(found.configuration, CONFIG);
  assert.match(found.notes.join(), /YAML file/);
});

test('without an id there are no traces to ask for', async () => {
  const { asked, look } = home({ 'automation/config': () => ({ config: { alias: 'x' } }) });
  const found = await look('automation.by_hand');
  assert.deepEqual(asked, ['auth/current_user', 'automation/config']);
  assert.match(found.notes.join(), /no id/);
});

test('a renamed script keeps the id it was made with', async () => {
  const { look } = home(
    { 'config/entity_registry/get': () => ({ unique_id: 'first_name' }) },
    { 'config/script/config/first_name': { sequence: [] } },
  );
  assert.equal((await look('script.renamed')).id, 'first_name');
});

test('a scene that an integration brings has no configuration', async () => {
  const found = await home().look('scene.of_a_bridge');
  assert.equal(found.configuration, undefined);
  assert.deepEqual(found.entity.entities, ['light.a']);
  assert.match(found.notes.join(), /an integration brings it/);
});

test('who is no administrator is not asked for at all', async () => {
  const { small, asked, look } = home();
  Object.assign(small, { user: { ...small.user, administrator: false } });
  assert.match((await look('automation.wake_up')).notes.join(), /administrators/);
  assert.deepEqual(asked, []);
});

test('who was one when the connection opened is checked before REST is asked', async () => {
  const { asked, look } = home({
    'auth/current_user': () => ({ id: 'u1', name: 'Ada', is_admin: false }),
  });
  assert.match((await look('automation.wake_up')).notes.join(), /administrators/);
  assert.deepEqual(asked, ['auth/current_user']);
});

test('a huge configuration is cut, says so, and keeps the fingerprint of the whole', async () => {
  const huge = { ...CONFIG, actions: Array.from({ length: 900 }, () => ({ action: 'light.on' })) };
  const { look } = home({}, { 'config/automation/config/17': huge });
  const found = await look('automation.wake_up');
  assert.ok(JSON.stringify(found.configuration).length < 20_000);
  assert.equal(found.hash, configurationHash(huge));
  assert.match(found.notes.join(), /do not save it/);
});

test('a long template in a configuration that fits is whole', async () => {
  const long = { ...CONFIG, description: 'x'.repeat(3_000) };
  const { look } = home({}, { 'config/automation/config/17': long });
  assert.deepEqual((await look('automation.wake_up')).configuration, long);
});

test('runs stand newest first, and of a long one both ends are kept', async () => {
  const run = (id: string) => ({ run_id: id, state: 'running', script_execution: null });
  const step = (index: number) => ({
    path: `action/${index}`,
    timestamp: new Date(1_800_000_000_000 + index).toISOString(),
  });
  const steps = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`action/${index}`, [step(index)]]),
  );
  const { look } = home(
    { 'trace/list': () => [run('a'), run('b')], 'trace/get': () => ({ trace: steps }) },
    { 'config/automation/config/17': CONFIG },
  );
  const found = await look('automation.wake_up', { run_id: 'latest' });
  assert.deepEqual(
    found.runs?.map(({ run_id: id, outcome }) => [id, outcome]),
    [
      ['b', 'running'],
      ['a', 'running'],
    ],
  );
  assert.deepEqual([found.steps?.[0]?.path, found.steps?.at(-1)?.path], ['action/0', 'action/99']);
  assert.equal(found.steps?.length, 60);
  assert.match(found.notes.join(), /40 steps in the middle/);
});
