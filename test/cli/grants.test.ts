import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runLatchkey } from '../support/command-line.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, signIn } from '../support/oauth-client.ts';

interface Listed {
  readonly grants: { id: string; person: { name: string }; pausedAt?: number }[];
  readonly ended: { id: string; endedReason: string }[];
}

async function stage(t: Parameters<typeof startTestLatchkey>[0]) {
  const lk = await startTestLatchkey(t);
  const run = (...args: string[]) => runLatchkey([...args, '--data-dir', lk.dataDir]);
  const [ada, ben] = [await signIn(lk.base, lk.people[0]), await signIn(lk.base, lk.people[1])];
  const list = async () => JSON.parse((await run('grants', '--json')).out) as Listed;
  const idOf = async (name: string) =>
    (await list()).grants.find(({ person }) => person.name === name)?.id ?? assert.fail();
  const call = (token: string) => callTool(lk.url, token, 'home_overview');
  return { lk, run, ada, ben, list, idOf, call };
}

test('latchkey grants lists, pauses, resumes and ends', async (t) => {
  const { run, ada, list, idOf, call, lk } = await stage(t);
  const id = await idOf('Ada');
  const shown = (await run('grants')).out;
  for (const part of [id, 'Test client for Ada at home', lk.base, 'home:read', 'last used']) {
    assert.ok(shown.includes(part), `${part} in ${shown}`);
  }
  assert.doesNotMatch(shown, /Ended/);

  assert.equal((await run('grants', 'pause', id)).code, 0);
  assert.equal((await call(ada.tokens.access_token)).result?.isError, true);
  assert.match((await run('grants')).out, /paused since/);
  assert.equal((await run('grants', 'pause', id)).code, 1);
  assert.equal((await run('grants', 'resume', id)).code, 0);
  assert.notEqual((await call(ada.tokens.access_token)).result?.isError, true);

  const unasked = await run('grants', 'end', id);
  assert.equal(unasked.code, 2);
  assert.match(unasked.err, /Add --yes/);
  assert.equal((await call(ada.tokens.access_token)).status, 200);
  assert.equal((await run('grants', 'end', id, '--yes')).code, 0);
  assert.equal((await call(ada.tokens.access_token)).status, 401);
  assert.equal((await run('grants', 'end', id, '--yes')).code, 1);
  const { grants, ended } = await list();
  assert.equal(grants.length, 1);
  assert.deepEqual([ended[0]?.id, ended[0]?.endedReason], [id, 'disconnected']);
  assert.match((await run('grants')).out, /for Ada at home: it was disconnected here/);
});

test('latchkey grants end --all ends those of everybody', async (t) => {
  const { run, ada, ben, call } = await stage(t);
  const answer = await run('grants', 'end', '--all', '--yes', '--json');
  assert.deepEqual(JSON.parse(answer.out), { ended: 2 });
  for (const { tokens } of [ada, ben]) {
    assert.equal((await call(tokens.access_token)).status, 401);
  }
  assert.match((await run('grants')).out, /^Nothing is connected\./);
});

test('latchkey clients lists who is known, and forgets one with its connections', async (t) => {
  const { run, ada, ben, call } = await stage(t);
  const { clients } = JSON.parse((await run('clients', '--json')).out);
  assert.deepEqual(
    clients.map(({ id, origin, grants }: Record<string, unknown>) => [id, origin, grants]),
    [
      [ada.client.id, 'dynamic', 1],
      [ben.client.id, 'dynamic', 1],
    ],
  );
  assert.match((await run('clients')).out, /Test client: 1 connection\n {2}id .*\n {2}dynamic, /);
  assert.equal((await run('clients', 'remove', 'nobody')).code, 1);
  assert.equal((await run('clients', 'remove', ada.client.id)).code, 0);
  assert.equal((await call(ada.tokens.access_token)).status, 401);
  assert.equal((await call(ben.tokens.access_token)).status, 200);
});

test('a client of the configuration is not forgotten, since it would come back', async (t) => {
  const listed = [{ client_id: 'listed', redirect_uris: ['https://client.example/callback'] }];
  const lk = await startTestLatchkey(t, { env: { MCP_CLIENTS: JSON.stringify(listed) } });
  const answer = await runLatchkey(['clients', 'remove', 'listed', '--data-dir', lk.dataDir]);
  assert.equal(answer.code, 1);
  assert.match(answer.err, /listed in the configuration/);
});
