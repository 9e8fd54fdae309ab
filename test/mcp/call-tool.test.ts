import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Principal } from '../../src/access/principal.ts';
import { ruleBook } from '../../src/access/rule-book.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { HomeConnections } from '../../src/home/connections.ts';
import { type CallDependencies, callTool } from '../../src/mcp/call-tool.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { lastly } from '../support/lastly.ts';
import { memoryArchive } from '../support/tool-context.ts';

const NO_KEYS = {
  seal: () => assert.fail('nothing was to be sealed'),
  open: () => assert.fail('nothing was to be opened'),
};

/** A tool for administrators that counts how often it ran. */
function countingTool(scope: Tool['scope']): Tool & { readonly ran: () => number } {
  let ran = 0;
  return {
    name: 'rewire',
    title: 'Rewire',
    description: 'Changes everything.',
    scope,
    reach: 'entities',
    annotations: {
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
      openWorldHint: false,
    },
    inputSchema: { type: 'object' },
    outputSchema: { type: 'object' },
    async call() {
      ran += 1;
      return { content: [{ type: 'text', text: 'rewired' }] };
    },
    ran: () => ran,
  };
}

/** Ada at the demo home, who gave everything while she was an administrator. */
async function scene(t: TestContext, tool: Tool) {
  const home = await startDemoHome();
  const store = openSqliteStore({ path: ':memory:' });
  const [ada] = home.people;
  assert.ok(ada);
  const connections = new HomeConnections({
    homes: [{ name: 'home', url: home.url, verifyTls: true }],
    credential: async () => ({ home: 'home', token: ada.token }),
    onRefused: () => {},
    clock: Date.now,
  });
  lastly(t, async () => {
    await connections.closeAll();
    await store.close();
    await home.stop();
  });
  const { id, name } = ada;
  await store.putPerson({ home: 'home', id, name, administrator: true, seenAt: 0 });
  const principal: Principal = {
    kind: 'person',
    grantId: 'g',
    clientId: 'c',
    home: 'home',
    personId: id,
    credentialId: 'k',
    scope: ['home:read', 'home:control', 'home:configure'],
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
  const deps: CallDependencies = {
    tools: [tool],
    connections,
    store,
    rulesOf: ruleBook({ store, everywhere: {} }),
    archive: () => memoryArchive(),
    keyring: NO_KEYS,
    clock: Date.now,
    random: systemRandom,
  };
  return { home, store, call: () => callTool(principal, tool.name, {}, deps), id };
}

test('before a tool for administrators runs, the home is asked who is one', async (t) => {
  const tool = countingTool('home:configure');
  const { home, store, call, id } = await scene(t, tool);
  assert.equal((await call()).isError, undefined);
  assert.equal(tool.ran(), 1);

  home.setAdministrator('Ada', false);
  const refused = await call();
  assert.equal(refused.isError, true);
  assert.match(JSON.stringify(refused.content), /is for administrators/);
  assert.equal(tool.ran(), 1, 'the tool did not run');
  assert.equal((await store.person('home', id))?.administrator, false, 'and tokens know it too');

  home.setAdministrator('Ada', true);
  assert.equal((await call()).isError, undefined);
  assert.equal((await store.person('home', id))?.administrator, true);
});

test('a defect is written down like any other call, and still thrown', async (t) => {
  const broken = {
    ...countingTool('home:read'),
    call: () => Promise.reject(new TypeError('a defect')),
  };
  const { store, call } = await scene(t, broken);
  await assert.rejects(call(), TypeError);
  const [event] = await store.auditEvents(1);
  assert.equal(event?.outcome, 'error');
  assert.equal(event?.detail?.tool, 'rewire');
});

test('a home that cannot be asked lets no such tool run', async (t) => {
  const tool = countingTool('home:configure');
  const { home, call } = await scene(t, tool);
  home.setReachable(false);
  assert.equal((await call()).isError, true);
  assert.equal(tool.ran(), 0);
});

test('other tools cost no such question', async (t) => {
  const tool = countingTool('home:control');
  const { home, call } = await scene(t, tool);
  await call();
  const before = home.commands().length;
  await call();
  assert.equal(home.commands().length, before);
  assert.equal(tool.ran(), 2);
});
