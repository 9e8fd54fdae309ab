import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HomeCommandError } from '../../../src/home/errors.ts';
import type { RestCall } from '../../../src/home/rest.ts';
import type { Archive } from '../../../src/tools/archive.ts';
import { freeId, wantedId } from '../../../src/tools/configure/fresh-id.ts';
import { ToolError } from '../../../src/tools/errors.ts';
import { configurationHash } from '../../../src/tools/routines/configuration-hash.ts';
import { deleteAutomation } from '../../../src/tools/routines/delete-automation.ts';
import { changeAndLoad, changeAndLose } from '../../../src/tools/routines/routine-loading.ts';
import { saveAutomation } from '../../../src/tools/routines/save-automation.ts';
import { contextOf, memoryArchive } from '../../support/tool-context.ts';
import { smallHome } from '../small-home.ts';

const STORED = { id: '1', alias: 'Morning', triggers: [], actions: [] };

/** A home with one automation in its file, that writes down what is asked of it. */
function homeWithOne(stored: unknown = STORED) {
  const asked: RestCall[] = [];
  const home = {
    ...smallHome([{ id: 'automation.morning', state: 'on', attributes: { id: '1' } }]),
    async command<T>(): Promise<T> {
      return {} as T;
    },
    async rest(call: RestCall) {
      asked.push(call);
      return { status: 200, type: 'application/json', bytes: Buffer.from(JSON.stringify(stored)) };
    },
  };
  return { home, changes: () => asked.filter(({ method }) => method !== 'GET') };
}

const replacing = {
  entity_id: 'automation.morning',
  config: { alias: 'Evening', triggers: [], actions: [] },
  expected_hash: configurationHash(STORED),
};
const deleting = { entity_id: 'automation.morning', expected_hash: configurationHash(STORED) };

test('what cannot be kept is neither replaced nor deleted', async () => {
  const { home, changes } = homeWithOne();
  const archive: Archive = {
    ...memoryArchive(),
    keep: () => Promise.reject(new ToolError('too large to keep, so nothing was changed')),
  };
  for (const [tool, args] of [
    [saveAutomation, replacing],
    [deleteAutomation, deleting],
  ] as const) {
    const answer = await tool.call(args, contextOf(home, 0, archive));
    assert.equal(answer.isError, true);
    assert.match(answer.content[0].text, /nothing was changed/);
  }
  assert.deepEqual(changes(), []);
});

test('a hash without what it is of creates nothing by mistake', async () => {
  const { home, changes } = homeWithOne();
  const { entity_id: _, ...args } = replacing;
  const answer = await saveAutomation.call(args, contextOf(home));
  assert.match(answer.content[0].text, /say which with entity_id/);
  assert.deepEqual(changes(), []);
});

test("what is in another file than the editor's is not copied into that", async () => {
  const { home, changes } = homeWithOne();
  home.rest = () => Promise.reject(new HomeCommandError('http_404', 'Resource not found'));
  for (const [tool, args] of [
    [saveAutomation, replacing],
    [deleteAutomation, deleting],
  ] as const) {
    const answer = await tool.call(args, contextOf(home));
    assert.match(answer.content[0].text, /defined in YAML outside the file/);
  }
  assert.deepEqual(changes(), []);
});

test('what is too deep or too large is not sent', async () => {
  const { home, changes } = homeWithOne();
  let deep: unknown = 'bottom';
  for (let level = 0; level < 5_000; level += 1) deep = [deep];
  for (const [more, about] of [
    [deep, /too deeply/],
    ['x'.repeat(256 * 1_024), /larger than 256 KiB/],
  ] as const) {
    const config = { ...replacing.config, variables: { more } };
    const answer = await saveAutomation.call({ ...replacing, config }, contextOf(home));
    assert.match(answer.content[0].text, about);
  }
  assert.deepEqual(changes(), []);
});

test('a configuration too long to show is not shown in part, or the part might be saved', async () => {
  const { home } = homeWithOne({ ...STORED, description: 'x'.repeat(20_000) });
  const answer = await saveAutomation.call(replacing, contextOf(home));
  assert.match(answer.content[0].text, /Read it with get_automation/);
  assert.ok(answer.content[0].text.length < 300);
});

test('a new thing gets the id that the editor would give it', async () => {
  assert.equal(wantedId('automation', {}, 1_700_000_000_000), '1700000000000');
  assert.equal(wantedId('script', { alias: ' ¡Buenas noches! ' }, 0), 'buenas_noches');
  assert.equal(wantedId('script', { alias: 'Turn on' }, 0), 'script_turn_on', 'no service of old');
  assert.equal(wantedId('script', { alias: '夜' }, 0), 'script');
  const { home } = homeWithOne();
  await assert.rejects(freeId(home, 'scene', '1'), /too many/, 'all of them are taken');
});

/** A home with two automations, and a change after which these states follow. */
function homeThatLoads(...states: readonly (readonly [id: string, attributes: object])[]) {
  const home = smallHome([
    { id: 'automation.morning', state: 'on', attributes: { id: '1' } },
    { id: 'automation.other', state: 'on', attributes: { id: '2' } },
  ]);
  home.onCall = (_, mirrored) => {
    for (const [id, a] of states) mirrored.apply({ a: { [id]: { s: 'on', a: { ...a }, lc: 0 } } });
  };
  const change = async () => void (await home.callService({ domain: 'test', service: 'change' }));
  return { home, change };
}

test('loaded is what stood as restored and is itself again', async () => {
  const again = homeThatLoads(
    ['automation.morning', { id: '1', restored: true }],
    ['automation.morning', { id: '1', mode: 'single' }],
  );
  const loaded = await changeAndLoad(again.home, 'automation', '1', again.change, 60_000);
  assert.equal(loaded, 'automation.morning');

  const fresh = homeThatLoads(['automation.fresh', { id: '3' }]);
  assert.equal(
    await changeAndLoad(fresh.home, 'automation', '3', fresh.change, 60_000),
    'automation.fresh',
  );
});

test('a run of it, another one loaded, or half of it loaded is not it', async () => {
  const { home, change } = homeThatLoads(
    ['automation.morning', { id: '1', current: 1 }],
    ['automation.other', { id: '2', restored: true }],
    ['automation.other', { id: '2' }],
    ['automation.morning', { id: '1', restored: true }],
  );
  assert.equal(await changeAndLoad(home, 'automation', '1', change, 20), undefined);
});

test('waiting for what stays ends, and what is not there is not waited for', async () => {
  const { home, change } = homeThatLoads();
  assert.equal(await changeAndLose(home, 'automation.morning', change, 20), false);
  assert.equal(await changeAndLose(home, 'automation.nothing', change, 60_000), true);
  const failing = () => Promise.reject(new ToolError('refused'));
  await assert.rejects(changeAndLoad(home, 'automation', '1', failing, 60_000), /refused/);
});
