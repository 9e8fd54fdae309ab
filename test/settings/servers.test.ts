import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { callTool, signIn } from '../support/oauth-client.ts';
import { OAuthUpstream } from '../support/oauth-upstream.ts';
import { settingsStage } from '../support/settings-stage.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { upstreamTools } from '../support/written-upstreams.ts';

const SECRET = 'hunter2-hunter2';

/** The settings of a Latchkey whose file of upstreams holds these, if any. */
async function stage(t: TestContext, file?: object) {
  const made = await settingsStage(t, { lookMs: 20 });
  const { latchkey, as, ada } = made;
  const path = join(latchkey.dataDir, 'upstreams.json');
  const write = (mcpServers: unknown) => writeFileSync(path, JSON.stringify({ mcpServers }));
  if (file !== undefined) write(file);
  const admin = as(ada);
  return {
    ...made,
    admin,
    write,
    add: (fields: Readonly<Record<string, string>>, path = 'servers/add', tried = true) =>
      admin.send('servers/add', path, { ...(tried && { try: 'yes' }), private: 'yes', ...fields }),
    settingsFile: () => join(latchkey.dataDir, 'settings.json'),
    async settingsEvents() {
      const events = await latchkey.latchkey.store.auditEvents(100);
      return events.filter(({ kind }) => kind === 'settings').toReversed();
    },
  };
}

/** What the tick box of a tool brings back. */
function idOf(page: string, tool: string): string {
  const ids = Array.from(page.matchAll(/name="tool" value="([^"]+)"/g), ([, id = '']) => id);
  const found = ids.find((id) => id.endsWith(` ${tool}`));
  assert.ok(found, `${tool} cannot be ticked: ${ids}`);
  return found;
}

test('a server is added, nothing of it is used before it was read, and then it is called', async (t) => {
  const upstream = await startHttpUpstream(t, { Authorization: `Bearer ${SECRET}` });
  const { add, admin, latchkey, ada, settingsFile, settingsEvents } = await stage(t);
  const fields = { name: 'My Notes', url: upstream.url, sign_in: 'token' };
  const refused = await add({ ...fields, token: 'wrong' });
  assert.equal(refused.status, 400);
  assert.match(await refused.text(), /The test failed, so nothing was kept\. It wants to know who/);
  assert.equal(existsSync(settingsFile()), false);

  const added = await add({ ...fields, token: SECRET });
  assert.equal(added.status, 303, await added.clone().text());
  assert.match(added.headers.get('location') ?? '', /servers\/my-notes\/tools\?done=added$/);
  const { tokens } = await signIn(latchkey.base, ada);
  assert.deepEqual(await upstreamTools(latchkey.url, tokens.access_token), []);
  const tools = await admin.read('servers/my-notes/tools');
  assert.match(tools, /Adds two numbers\./);
  const early = await callTool(latchkey.url, tokens.access_token, 'my-notes__add', { a: 1, b: 2 });
  assert.match(JSON.stringify(early), /has to look at it first/);

  const approved = await admin.send('servers/my-notes/tools', 'servers/my-notes/approve', {
    tool: idOf(tools, 'add'),
  });
  assert.equal(approved.status, 303);
  assert.deepEqual(await upstreamTools(latchkey.url, tokens.access_token), ['my-notes__add']);
  const { result } = await callTool(latchkey.url, tokens.access_token, 'my-notes__add', {
    a: 1,
    b: 2,
  });
  assert.match(JSON.stringify(result), /"3"/);

  assert.equal(statSync(settingsFile()).mode & 0o777, 0o600);
  assert.ok(
    !readFileSync(settingsFile(), 'utf8').includes(SECRET),
    'the token is sealed elsewhere',
  );
  const list = await admin.read('servers');
  assert.match(list, /2 tools are new or have changed/);
  assert.match(list, /my-notes\.token/);
  for (const path of ['servers', 'servers/my-notes/edit', 'servers/my-notes/tools']) {
    assert.ok(!(await admin.read(path)).includes(SECRET), path);
  }
  assert.deepEqual(
    (await settingsEvents()).map(({ outcome, personId, detail }) => [outcome, personId, detail]),
    [
      ['server_added', ada.id, { upstream: 'my-notes' }],
      ['tools_approved', ada.id, { upstream: 'my-notes', tools: 'add', count: 1 }],
    ],
  );
  assert.ok(!latchkey.logged.join('\n').includes(SECRET));

  await latchkey.restart();
  const again = await signIn(latchkey.base, ada);
  assert.deepEqual(await upstreamTools(latchkey.url, again.tokens.access_token), ['my-notes__add']);
});

test('what is approved is what was shown, and can be taken out of use again', async (t) => {
  const upstream = await startHttpUpstream(t);
  const { add, admin, latchkey, ada } = await stage(t);
  await add({ name: 'notes', url: upstream.url });
  const page = 'servers/notes/tools';
  const ids = Array.from(
    (await admin.read(page)).matchAll(/name="shown" value="([^"]+)"/g),
    (one) => String(one[1]),
  );
  assert.equal(ids.length, 3);
  const other = await admin.send(page, 'servers/notes/approve', { tool: `${'x'.repeat(43)} add` });
  assert.equal(other.status, 409);
  assert.match(await other.text(), /has changed since it was shown/);
  for (const tool of ['', 'add', 'x', `${'x'.repeat(43)} `]) {
    const answer = await admin.send(page, 'servers/notes/approve', { tool });
    assert.equal(answer.status, 409, tool);
  }
  const all = await admin.send(page, 'servers/notes/approve', { shown: ids, all: 'yes' });
  assert.equal(all.status, 303);
  const { tokens } = await signIn(latchkey.base, ada);
  assert.equal((await upstreamTools(latchkey.url, tokens.access_token)).length, 3);

  const back = await admin.send(page, 'servers/notes/put-back', { tool: 'fail' });
  assert.equal(back.status, 303);
  assert.deepEqual(await upstreamTools(latchkey.url, tokens.access_token), [
    'notes__add',
    'notes__environment',
  ]);
  const failed = await callTool(latchkey.url, tokens.access_token, 'notes__fail', {});
  assert.match(JSON.stringify(failed), /has to look at it first/);
  assert.match(await admin.read(page), /Let assistants use fail/);
  assert.equal((await admin.send(page, 'servers/notes/put-back', { tool: 'fail' })).status, 409);
});

test('what a changed tool says now stands beside what was approved, as text', async (t) => {
  const { McpServer } = await import('@modelcontextprotocol/server');
  let description = 'Reads a <b>note</b> of yours.';
  const upstream = await startHttpUpstream(t, {}, () => {
    const server = new McpServer({ name: 'notes', version: '1' });
    server.registerTool('read', { description }, () => ({ content: [] }));
    return server;
  });
  const { admin, write, latchkey } = await stage(t);
  write({ notes: { url: upstream.url, private_network: true } });
  const list = async () => admin.read('servers');
  for (let n = 0; n < 100 && !(await list()).includes('1 tool<'); n += 1) {
    await new Promise((done) => setTimeout(done, 20));
  }
  description = 'Reads a <b>note</b>\u202e<script>alert(1)</script> of yours.';
  const page = await admin.read('servers/notes/tools');
  assert.match(page, /<ins>[^<]*⟨202e⟩&lt;script&gt;/);
  assert.match(page, /<del>[^<]*&lt;\/b&gt;<\/del>/);
  assert.ok(!page.includes('<script>alert'));
  assert.match(await admin.read('servers'), /One tool is new or has changed/);
  await admin.send('servers/notes/tools', 'servers/notes/approve', { tool: idOf(page, 'read') });
  assert.match(await admin.read('servers/notes/tools'), /No tool waits/);
  assert.ok(!latchkey.logged.join('').includes('<script>'));
});

test('addresses and names that are wrong are refused with what to do, and nothing is kept', async (t) => {
  const { add, admin, write, settingsFile } = await stage(t);
  write({ github: { url: 'https://mcp.example/mcp' } });
  const upstream = await startHttpUpstream(t);
  const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ name: '!!!', url: 'https://mcp.example/' }, /at least one letter or digit/],
    [{ name: 'x', url: '' }, /Give its address/],
    [{ name: 'GitHub', url: upstream.url }, /a server called github already/],
    [{ name: 'homeassistant', url: upstream.url }, /called homeassistant already/],
    [{ name: 'x', url: upstream.url, private: 'no' }, /could not be read/],
    [{ name: 'x', url: 'http://mcp.example/mcp' }, /not encrypted/],
    [{ name: 'x', url: 'javascript:alert(1)' }, /no address of a server/],
    [{ name: 'x', url: 'file:///etc/passwd' }, /no address of a server/],
    [{ name: 'x', url: 'http://u:p@192.168.1.1/' }, /no address of a server/],
    [{ name: 'x', url: upstream.url, sign_in: 'token' }, /Give its token/],
    [{ name: 'x', url: upstream.url, sign_in: 'headers' }, /Give each header a name/],
    [
      { name: 'x', url: upstream.url, sign_in: 'headers', header_1: 'a\r\nb', value_1: 'c' },
      /Give each header a name/,
    ],
    [{ name: 'x', url: upstream.url, sign_in: 'machine', machine_id: 'a' }, /both the client id/],
    [
      { name: 'x', url: upstream.url, sign_in: 'oauth', client_secret: SECRET },
      /needs a client id/,
    ],
    [{ name: 'x', url: upstream.url, sign_in: 'stdio' }, /could not be read/],
    [{ name: 'x', url: 'http://127.0.0.1:1/mcp' }, /It could not be reached/],
    [{ name: 'x', url: `http://127.0.0.1:1/$\{SUPERVISOR_TOKEN}` }, /It could not be reached/],
  ];
  await new Promise((done) => setTimeout(done, 100));
  for (const [fields, sentence] of cases) {
    const answer = await add(fields);
    assert.equal(answer.status, 400, JSON.stringify(fields));
    const text = await answer.text();
    assert.match(text.replaceAll('&#39;', "'"), sentence, JSON.stringify(fields));
    assert.ok(!text.includes(SECRET));
  }
  const inside = await admin.send('servers/add', 'servers/add', { name: 'x', url: upstream.url });
  assert.match(await inside.text(), /This address is in your own network/);
  assert.equal(upstream.headers.length, 0, 'nothing was asked of it');
  assert.equal(existsSync(settingsFile()), false);
  for (const path of ['servers/nobody/edit', 'servers/nobody/tools', 'servers/__proto__/edit']) {
    assert.equal((await admin.open(path)).status, 409, path);
  }
});

test('an address cannot lead out what is in the environment', async (t) => {
  const { add, settingsFile } = await stage(t);
  const added = await add({ name: 'x', url: `http://127.0.0.1:1/$\{PATH}$` }, 'servers/add', false);
  assert.equal(added.status, 303);
  const kept = JSON.parse(readFileSync(settingsFile(), 'utf8'));
  assert.equal(kept.mcpServers.x.url, `http://127.0.0.1:1/$$\{PATH}$$`);
});

test('a server is changed without typing its secret again, and removed with all that was its own', async (t) => {
  const upstream = await startHttpUpstream(t, { 'X-Key': SECRET });
  const { add, admin, latchkey, settingsFile } = await stage(t);
  await add({
    name: 'shop',
    url: upstream.url,
    sign_in: 'headers',
    header_1: 'X-Key',
    value_1: SECRET,
  });
  const page = await admin.read('servers/shop/tools');
  await admin.send('servers/shop/tools', 'servers/shop/approve', { tool: idOf(page, 'add') });
  const edit = await admin.read('servers/shop/edit');
  assert.match(edit, /value="X-Key"/);
  const changed = await add(
    { url: upstream.url, sign_in: 'headers', header_1: 'X-Key' },
    'servers/shop/edit',
  );
  assert.match(changed.headers.get('location') ?? '', /servers\?done=changed$/);
  assert.deepEqual((await latchkey.latchkey.store.approvedTools('shop'))?.size, 1);
  const { store } = latchkey.latchkey;
  assert.deepEqual(
    (await store.namedSecrets()).map(({ name }) => name),
    ['shop.header.X-Key'],
  );

  const elsewhere = await startHttpUpstream(t);
  const moved = { url: elsewhere.url, sign_in: 'headers', header_1: 'X-Key' };
  assert.equal((await add(moved, 'servers/shop/edit', false)).status, 400);
  assert.equal(elsewhere.headers.length, 0, 'no secret goes to another server by itself');

  await add({ url: upstream.url, sign_in: 'none' }, 'servers/shop/edit', false);
  assert.deepEqual(await store.namedSecrets(), [], 'what nothing refers to any more is forgotten');

  const removed = await admin.send('servers', 'servers/shop/remove');
  assert.equal(removed.status, 303);
  assert.equal(await store.approvedTools('shop'), undefined);
  assert.deepEqual(JSON.parse(readFileSync(settingsFile(), 'utf8')).mcpServers, {});
  assert.equal((await admin.send('servers', 'servers/shop/remove')).status, 409);
});

test('a key in an address is kept like any other secret, and shown nowhere again', async (t) => {
  const upstream = await startHttpUpstream(t);
  const { add, admin, latchkey, settingsFile } = await stage(t);
  const path = 'private_Zk3xW9vQ2mN7pLr5tY8bHd';
  const added = await add({ name: 'shop', url: `http://${upstream.host}/${path}` });
  assert.equal(added.status, 303, await added.clone().text());
  assert.ok(upstream.paths.length > 0);
  for (const asked of upstream.paths) assert.equal(asked, `/${path}`);

  const edit = await admin.read('servers/shop/edit');
  const [, shown = ''] = /name="url"[^>]* value="([^"]*)"/.exec(edit) ?? [];
  assert.equal(shown, `http://${upstream.host}/$\{secret:shop.address}`);
  assert.equal((await add({ url: shown }, 'servers/shop/edit')).status, 303);
  const other = `http://${upstream.host}/mcp?key=${path}2`;
  assert.equal((await add({ url: other }, 'servers/shop/edit')).status, 303);
  assert.equal(upstream.paths.at(-1), `/mcp?key=${path}2`);
  const pages = [edit, await admin.read('servers'), await admin.read('servers/shop/tools')];
  for (const text of [readFileSync(settingsFile(), 'utf8'), ...pages]) {
    assert.ok(!text.includes(path));
  }
  const { store } = latchkey.latchkey;
  assert.deepEqual(
    (await store.namedSecrets()).map(({ name }) => name),
    ['shop.address'],
  );
  await admin.send('servers', 'servers/shop/remove');
  assert.deepEqual(await store.namedSecrets(), []);
});

test('a name that the file takes later is the file’s, and the page says so', async (t) => {
  const upstream = await startHttpUpstream(t);
  const { add, admin, write } = await stage(t);
  await add({ name: 'notes', url: upstream.url });
  write({ notes: { url: 'https://mcp.example/', disabled: true }, wrong: { url: 7 } });
  let page = '';
  for (let n = 0; n < 100 && !page.includes('that counts'); n += 1) {
    page = await admin.read('servers');
  }
  assert.match(page, /the one that was added in the settings is not used/);
  assert.match(page, /<b>wrong<\/b>: Its field url does not have the right form/);
});

test('the household signs in at a server through a link that is shown once', async (t) => {
  const upstream = await OAuthUpstream.start(t);
  const { add, admin, settingsEvents } = await stage(t);
  const added = await add({ name: 'notes', url: upstream.url, sign_in: 'oauth' });
  assert.match(added.headers.get('location') ?? '', /done=added-sign-in$/);
  assert.match(await admin.read('servers'), /Needs a sign-in/);
  const answer = await admin.send('servers', 'servers/notes/sign-in');
  const page = await answer.text();
  const [, link = ''] =
    /href="(http[^"]+\/upstream\/start\/[^"]+)" target="_blank" rel="noopener/.exec(page) ?? [];
  assert.ok(link, page);
  assert.equal((await fetch(link)).status, 200);
  const events = await settingsEvents();
  assert.deepEqual(events.at(-1)?.outcome, 'sign_in_link');
  assert.ok(!JSON.stringify(events).includes(link.split('/').at(-1) ?? link));
});

test('a dead address that wants a sign-in is dead, not waiting for one', async (t) => {
  const { add } = await stage(t);
  const answer = await add({ name: 'x', url: 'http://127.0.0.1:1/mcp', sign_in: 'oauth' });
  assert.equal(answer.status, 400);
});

test('secrets are set and removed, and never come back', async (t) => {
  const { admin, ada, settingsEvents } = await stage(t);
  const set = await admin.send('servers', 'servers/secret-set', { name: 'KEY', value: SECRET });
  assert.equal(set.status, 303);
  const page = await admin.read('servers?done=secret-set');
  assert.match(page, /<b>KEY<\/b>/);
  assert.ok(!page.includes(SECRET));
  const evil = { name: '"><script>', value: SECRET };
  const refused = await admin.send('servers', 'servers/secret-set', evil);
  assert.equal(refused.status, 409);
  assert.ok(!(await refused.text()).includes(SECRET));
  assert.equal(
    (await admin.send('servers', 'servers/secret-set', { name: 'BIG', value: 'x'.repeat(9_000) }))
      .status,
    409,
  );
  assert.equal((await admin.send('servers', 'servers/secret-remove', { name: 'KEY' })).status, 303);
  assert.equal((await admin.send('servers', 'servers/secret-remove', { name: 'KEY' })).status, 409);
  assert.deepEqual(
    (await settingsEvents()).map(({ outcome, personId, detail }) => [outcome, personId, detail]),
    [
      ['secret_set', ada.id, { secret: 'KEY' }],
      ['secret_removed', ada.id, { secret: 'KEY' }],
    ],
  );
});

test('the sign-in log is switched on for a quarter of an hour, and off', async (t) => {
  const { admin, latchkey } = await stage(t);
  assert.match(await admin.read('servers'), /It is off\./);
  await admin.send('servers', 'servers/debug', { on: 'yes' });
  assert.match(await admin.read('servers'), /It is on until/);
  assert.ok(latchkey.logged.join('\n').includes('authentication logging is on'));
  await admin.send('servers', 'servers/debug', { on: 'no' });
  assert.match(await admin.read('servers'), /It is off\./);
  assert.equal((await admin.send('servers', 'servers/debug', { on: 'maybe' })).status, 400);
});

test('a damaged settings.json keeps nobody out, is told, and is not written over', async (t) => {
  const { add, latchkey, settingsFile } = await stage(t);
  const upstream = await startHttpUpstream(t);
  await add({ name: 'notes', url: upstream.url });
  writeFileSync(settingsFile(), '{"version":2}');
  await latchkey.restart();
  const page = await fetch(`${latchkey.base}/healthz`);
  assert.equal(page.status, 200);
  assert.equal(readFileSync(settingsFile(), 'utf8'), '{"version":2}');
  assert.notEqual(await latchkey.latchkey.store.approvedTools('notes'), undefined);
});

test('Home Assistant’s own server is shown as built in, with how it is', async (t) => {
  const off = await stage(t);
  assert.match(await off.admin.read('servers'), /It is switched off\. To offer it/);
  const { as, ada } = await settingsStage(t, { env: { MCP_HOME_MCP: 'true' } });
  const page = await as(ada).read('servers');
  assert.match(page, /Add the integration Model Context/, 'the demo home has none');
});
