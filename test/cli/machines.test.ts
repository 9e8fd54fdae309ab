import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runLatchkey } from '../support/command-line.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { mcp, signIn, toolNames, whoAmI } from '../support/oauth-client.ts';

test('machines makes, lists, replaces and removes keys of the Latchkey that runs', async (t) => {
  const lk = await startTestLatchkey(t);
  const ben = lk.home.people.find(({ name }) => name === 'Ben') ?? assert.fail();
  const run = (...args: readonly string[]) =>
    runLatchkey(['machines', ...args, '--data-dir', lk.dataDir]);
  const statusOf = async (key: string) => (await mcp(lk.url, key, 'tools/list')).status;
  assert.match((await run()).out, /There are none/);
  const nobody = await run('add-key', 'n8n', '--as', ben.name);
  assert.deepEqual([nobody.code, nobody.out], [1, '']);
  assert.match(nobody.err, /Nobody of that name is signed in/);
  assert.match((await run('add-key', 'n8n')).err, /Choose as whom it acts/);

  await signIn(lk.base, ben);
  const made = await run('add-key', 'n8n', '--may', 'control', '--as', ben.name);
  assert.equal(made.code, 0, made.err);
  assert.match(made.err, /shown only this once/);
  const key = made.out.trim();
  assert.equal(await whoAmI(lk.url, key), ben.name);
  assert.ok((await toolNames(lk.url, key)).includes('call_service'));
  const greedy = await run('add-key', 'all', '--may', 'configure', '--as', ben.name);
  assert.match(greedy.err, /acts as an administrator/);

  const listed = await run('--json');
  const { machines } = JSON.parse(listed.out);
  assert.equal(machines.length, 1);
  assert.deepEqual(machines[0].scope, ['home:read', 'home:control']);
  assert.equal(machines[0].actAs, `${ben.id}@home`);
  assert.equal(typeof machines[0].lastUsedAt, 'number');
  assert.match((await run('list')).out, /^n8n \(key\): home:read home:control\n {2}acts as /);
  for (const { out } of [listed, await run('list')]) assert.ok(!out.includes(key));

  const second = JSON.parse((await run('rotate', 'n8n', '--json')).out).secret;
  assert.deepEqual([await statusOf(key), await statusOf(second)], [200, 200]);
  const third = (await run('rotate', 'n8n', '--now')).out.trim();
  assert.deepEqual([await statusOf(second), await statusOf(third)], [401, 200]);
  assert.equal((await run('remove', 'n8n')).code, 0);
  assert.equal(await statusOf(third), 401);
  assert.match((await run('remove', 'n8n')).err, /none of that name/);

  const events = (await lk.latchkey.store.auditEvents(100)).filter(
    (one) => one.kind === 'settings',
  );
  assert.deepEqual(
    events.map(({ outcome }) => outcome),
    ['machine_removed', 'machine_secret_replaced', 'machine_secret_replaced', 'machine_made'],
  );
  const written = JSON.stringify(events) + lk.logged.join('\n');
  for (const secret of [key, second, third]) assert.ok(!written.includes(secret));
});
