import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HOUR } from '../../src/core/clock.ts';
import { TestClock } from '../support/latchkey-under-test.ts';
import { askForToken, basic, postForm } from '../support/machine-client.ts';
import { callTool, jsonOf, mcp, send, signIn, toolNames, whoAmI } from '../support/oauth-client.ts';
import { type SettingsVisitor, settingsStage } from '../support/settings-stage.ts';
import { TinyIssuer } from '../support/tiny-issuer.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

const KEY = { name: 'n8n', permission: 'look', actAs: 'house' };

/** The text of an element by its id, as the page has it. */
const partOf = (page: string, id: string) =>
  new RegExp(`id="${id}"[^>]*>([^<]*)<`)
    .exec(page)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&') ?? assert.fail(`no ${id} in ${page}`);

async function make(visitor: SettingsVisitor, kind: string, fields: Fields) {
  const answer = await visitor.send(`machines/${kind}`, `machines/${kind}`, fields);
  return { status: answer.status, page: await answer.text() };
}

async function makeKey(visitor: SettingsVisitor, fields: Fields = {}) {
  const { status, page } = await make(visitor, 'key', { ...KEY, ...fields });
  assert.equal(status, 200, page);
  return partOf(page, 'secret');
}

/** The fields of the form that replaces the secret of the only machine there is. */
async function rotationOf(visitor: SettingsVisitor) {
  const page = await visitor.read('machines');
  const value = (name: string) => new RegExp(`name="${name}" value="([\\w-]+)"`).exec(page)?.[1];
  return { id: value('id') ?? assert.fail(), mark: value('mark') ?? assert.fail() };
}

const statusOf = async (url: string, token: string) => (await mcp(url, token, 'tools/list')).status;
const lightOn = (url: string, token: string) =>
  callTool(url, token, 'call_service', {
    domain: 'light',
    service: 'turn_on',
    entity_id: 'light.kitchen',
  });

test('a key that is made opens /mcp with exactly its tools, from the next call on', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const looking = await makeKey(as(ada));
  const names = await toolNames(latchkey.url, looking);
  assert.ok(names.includes('get_state'));
  assert.ok(!names.includes('call_service') && !names.includes('energy_peak_hour_day'));
  assert.equal(await whoAmI(latchkey.url, looking), ada.name);
  assert.equal((await lightOn(latchkey.url, looking)).status, 403);

  const switching = await makeKey(as(ada), { name: 'Küche', permission: 'control' });
  assert.equal((await lightOn(latchkey.url, switching)).status, 200);
  assert.equal(await statusOf(latchkey.url, `${looking}x`), 401);
  await latchkey.restart();
  assert.equal(await statusOf(latchkey.url, looking), 200);
});

test('the page says of a key what it may, as whom, and when it was used', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  assert.match(await as(ada).read('machines'), /No program has been let in here/);
  const key = await makeKey(as(ada), { permission: 'control', energy: 'yes' });
  const unused = await as(ada).read('machines');
  assert.match(unused, /Look and control · See energy use/);
  assert.match(unused, /The house’s own account/);
  assert.match(unused, /Never/);
  await toolNames(latchkey.url, key);
  assert.doesNotMatch(await as(ada).read('machines'), /Never/);
});

test('a secret is on one page once, and nowhere else', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const key = await makeKey(as(ada));
  const { page } = await make(as(ada), 'client', { ...KEY, name: 'robot' });
  const secret = partOf(page, 'clientSecret');
  await toolNames(latchkey.url, key);
  await askForToken(latchkey.base, { id: partOf(page, 'clientId'), secret });
  const pages = await Promise.all(
    ['machines', 'machines/key', 'machines/client', 'machines/issuer', ''].map(as(ada).read),
  );
  const events = JSON.stringify(await latchkey.latchkey.store.auditEvents(1_000));
  await latchkey.stop();
  const files = readdirSync(latchkey.dataDir, { withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ name }) => readFileSync(join(latchkey.dataDir, name), 'latin1'));
  for (const where of [...pages, ...files, events, latchkey.logged.join('\n')]) {
    assert.ok(!where.includes(key) && !where.includes(secret));
  }
});

test('changes are written down, with ids and never with a secret', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  await makeKey(as(ada));
  const rotation = await rotationOf(as(ada));
  await as(ada).send('machines', 'machines/rotate', { ...rotation, former: 'now' });
  await as(ada).send('machines', 'machines/remove', { id: rotation.id });
  const events = await latchkey.latchkey.store.auditEvents(10);
  assert.deepEqual(
    events
      .filter(({ kind }) => kind === 'settings')
      .map(({ outcome, personId, detail }) => ({ outcome, personId, detail })),
    ['machine_removed', 'machine_secret_replaced', 'machine_made'].map((outcome) => ({
      outcome,
      personId: ada.id,
      detail: { machineId: rotation.id, machineKind: 'key' },
    })),
  );
});

test('a key that is replaced works 24 hours beside the new one, or ends at once', async (t) => {
  const clock = new TestClock();
  const { as, ada, latchkey } = await settingsStage(t, { clock: clock.read });
  const first = await makeKey(as(ada));
  const replace = async (former: string) => {
    const rotation = { ...(await rotationOf(as(ada))), former };
    const answer = await as(ada).send('machines', 'machines/rotate', rotation);
    return partOf(await answer.text(), 'secret');
  };
  const second = await replace('day');
  assert.match(await as(ada).read('machines'), /The former one works until/);
  clock.pass(24 * HOUR - 1);
  assert.deepEqual(
    [await statusOf(latchkey.url, first), await statusOf(latchkey.url, second)],
    [200, 200],
  );
  clock.pass(1);
  assert.deepEqual(
    [await statusOf(latchkey.url, first), await statusOf(latchkey.url, second)],
    [401, 200],
  );
  const third = await replace('now');
  assert.deepEqual(
    [await statusOf(latchkey.url, second), await statusOf(latchkey.url, third)],
    [401, 200],
  );
});

test('a form to replace that is sent twice replaces once', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  await makeKey(as(ada));
  const rotation = { ...(await rotationOf(as(ada))), former: 'now' };
  const twice = await Promise.all(
    [1, 2].map(() => as(ada).send('machines', 'machines/rotate', rotation)),
  );
  assert.deepEqual(twice.map(({ status }) => status).sort(), [200, 409]);
  const done = twice.find(({ status }) => status === 200);
  assert.equal(await statusOf(latchkey.url, partOf((await done?.text()) ?? '', 'secret')), 200);
});

test('a key that is deleted is refused at its very next call', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const key = await makeKey(as(ada));
  assert.equal(await statusOf(latchkey.url, key), 200);
  const { id } = await rotationOf(as(ada));
  const gone = await as(ada).send('machines', 'machines/remove', { id });
  assert.equal(
    gone.headers.get('location'),
    `${new URL(gone.url).pathname.replace(/\/remove$/, '')}?done=removed`,
  );
  assert.equal(await statusOf(latchkey.url, key), 401);
  const again = await as(ada).send('machines/key', 'machines/remove', { id });
  assert.equal(again.status, 409);
  assert.match(await again.text(), /deleted meanwhile/);
});

test('a client ID and secret work with client_credentials, two secrets at once, until deleted', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const { base, url } = latchkey;
  const { page } = await make(as(ada), 'client', { ...KEY, permission: 'control' });
  const client = { id: partOf(page, 'clientId'), secret: partOf(page, 'clientSecret') };
  assert.equal(partOf(page, 'tokenAddress'), `${base}/token`);
  assert.equal(partOf(page, 'resource'), url);

  // As openid-client asks: Basic, then the form that the page shows.
  const asked = await postForm(
    `${base}/token`,
    Object.fromEntries(new URLSearchParams(partOf(page, 'form'))),
    { Authorization: basic(client) },
  );
  assert.equal(asked.status, 200, asked.text);
  const token = String(jsonOf(asked).access_token);
  assert.equal(jsonOf(asked).refresh_token, undefined);
  assert.equal((await lightOn(url, token)).status, 200);
  const inForm = await postForm(`${base}/token`, {
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
  });
  assert.equal(inForm.status, 200);

  const rotation = { ...(await rotationOf(as(ada))), former: 'day' };
  const rotated = await as(ada).send('machines', 'machines/rotate', rotation);
  const renewed = { id: client.id, secret: partOf(await rotated.text(), 'clientSecret') };
  assert.equal((await askForToken(base, client)).status, 200);
  assert.equal((await askForToken(base, renewed)).status, 200);
  assert.match(await as(ada).read('machines'), /The former one works until/);

  const door = `${base}/authorize?response_type=code&client_id=${client.id}`;
  assert.equal((await send(door)).status, 400, 'nobody can sign in through it');
  await as(ada).send('machines', 'machines/remove', { id: client.id });
  assert.equal(await statusOf(url, token), 401);
  assert.equal((await askForToken(base, renewed)).status, 401);
});

test('a program acts as a person only who is signed in, and only as long', async (t) => {
  const { as, ada, ben, latchkey } = await settingsStage(t);
  const { base, url } = latchkey;
  assert.doesNotMatch(await as(ada).read('machines/key'), /value="configure"/);
  const nobody = await make(as(ada), 'key', { ...KEY, actAs: `${ben.id}@home` });
  assert.equal(nobody.status, 400);
  assert.match(nobody.page, /Choose as whom it acts/);
  assert.match(nobody.page, /value="n8n"/, 'what was written stays');

  await signIn(base, ben);
  const key = await makeKey(as(ada), { actAs: `${ben.id}@home` });
  assert.equal(await whoAmI(url, key), ben.name);
  const greedy = { ...KEY, name: 'greedy', actAs: `${ben.id}@home`, permission: 'configure' };
  assert.match((await make(as(ada), 'key', greedy)).page, /acts as an administrator/);
  assert.equal((await make(as(ada), 'key', { ...greedy, actAs: 'house' })).status, 400);

  await signIn(base, ada);
  const form = await as(ada).read('machines/key');
  assert.match(form, /value="configure"/);
  assert.match(form, new RegExp(`${ada.name} \\(administrator\\)`));
  const whole = await makeKey(as(ada), {
    name: 'whole',
    actAs: `${ada.id}@home`,
    permission: 'configure',
  });
  assert.ok((await toolNames(url, whole)).includes('save_automation'));

  const [grant] = (await latchkey.latchkey.store.liveGrantsOf(ben.id)).map((one) => one.grant);
  await latchkey.latchkey.store.endGrant(grant?.id ?? '', 'disconnected', Date.now());
  const { result } = await callTool(url, key, 'get_state', { entity_id: 'light.kitchen' });
  assert.match(
    JSON.stringify(result),
    new RegExp(`${ben.name}, as whom this acts, is not signed in`),
  );
  assert.match(await as(ada).read('machines'), new RegExp(`${ben.name} is not signed in`));
});

test('names that could mislead, and those that are taken, are refused with a sentence', async (t) => {
  const { as, ada } = await settingsStage(t, {
    env: {
      MCP_AUTH_MODE: 'oauth',
      MCP_API_KEYS: JSON.stringify([{ name: 'old', key: 'q7Zr0aV5tX2mK9cL4nB8' }]),
    },
  });
  const hostile = [
    '',
    ' ',
    '<script>alert(1)</script>',
    'a\u202eb',
    'a\u0000b',
    'a\nb',
    'x'.repeat(61),
    '__proto__',
    'idp:ada',
    '\ud800',
    '=HYPERLINK()',
  ];
  for (const name of hostile) {
    const { status, page } = await make(as(ada), 'key', { ...KEY, name });
    assert.equal(status, 400, name);
    assert.match(page, /Give it a name|could not be read/);
    assert.ok(!page.includes('<script>alert'));
  }
  await makeKey(as(ada), { name: 'Café O’Neill (2)' });
  for (const name of [
    'old',
    'OLD',
    'Café O’Neill (2)',
    'CAFÉ O’Neill (2)',
    ' Cafe\u0301 O’Neill (2) ',
  ]) {
    assert.match((await make(as(ada), 'key', { ...KEY, name })).page, /of that name already/, name);
  }
  for (const strange of [
    { permission: 'all' },
    { permission: ['look', 'control'] },
    { name: ['a', 'b'] },
  ]) {
    assert.equal((await make(as(ada), 'key', { ...KEY, ...strange })).status, 400);
  }
  const { page } = await make(as(ada), 'key', {
    ...KEY,
    name: 'far',
    servers: ['nowhere', '__proto__'],
  });
  assert.match(page, /cannot be given any more/);
  for (const path of ['rotate', 'remove']) {
    for (const id of ['', 'nobody', '__proto__', "' or 1=1 --"]) {
      const answer = await as(ada).send('machines', `machines/${path}`, {
        id,
        mark: 'x',
        former: 'day',
      });
      assert.equal(answer.status, 409, `${path} ${id}`);
    }
  }
});

test('at 200 there is a sentence, however many are sent', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const { store } = latchkey.latchkey;
  for (let index = 0; index < 199; index += 1) {
    const id = `filler-${index}`;
    const machine = {
      kind: 'key',
      id,
      name: id,
      hash: id,
      scope: ['home:read'],
      createdAt: index,
    } as const;
    assert.equal(await store.addMachine(machine, 1_000), 'kept');
  }
  const key = await makeKey(as(ada));
  assert.equal(await statusOf(latchkey.url, key), 200);
  const { status, page } = await make(as(ada), 'key', { ...KEY, name: 'one more' });
  assert.equal(status, 400);
  assert.match(page, /There are 200 already/);
  assert.equal((await store.machines()).length, 200);
});

test('what stands in the configuration is shown, and has no buttons', async (t) => {
  const { as, ada } = await settingsStage(t, {
    env: {
      MCP_AUTH_MODE: 'oauth',
      MCP_API_KEYS: JSON.stringify([{ name: 'n8n', key: 'q7Zr0aV5tX2mK9cL4nB8', act_as: 'Ada' }]),
      MCP_CLIENTS: JSON.stringify([
        {
          client_id: 'robot',
          client_secret: 'Wp3eJ6hG1fD8sB4nL9cK',
          grant_types: ['client_credentials'],
        },
      ]),
    },
  });
  const page = await as(ada).read('machines');
  assert.match(
    page,
    /Set in the configuration[\s\S]*n8n[\s\S]*Key[\s\S]*robot[\s\S]*Client ID and secret/,
  );
  assert.ok(!page.includes('machines/remove'));
});

test('a sign-in service is kept once its keys could be read, and forgotten at once', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const issuer = await TinyIssuer.start(t);
  const fields = {
    ...KEY,
    name: 'authentik',
    issuer: issuer.url,
    audience: 'home-client',
    algorithms: ['RS256'],
    energy: 'yes',
    scopeMap: 'read:home = look, control\n',
  };
  const token = await issuer.sign('home-client', { scope: 'read:home energy:read home:control' });
  const said = async (more: Fields) => (await make(as(ada), 'issuer', { ...fields, ...more })).page;
  assert.match(await said({}), /Say so below the address/i);
  assert.deepEqual(issuer.asked, [], 'nothing in the house was asked without a yes');
  assert.equal(await statusOf(latchkey.url, token), 401);

  const yes = { privateAddress: 'yes' };
  assert.match(await said({ ...yes, issuer: `${issuer.url}other/` }), /exactly that address/);
  assert.match(await said({ ...yes, issuer: 'http://127.0.0.1:9/' }), /Nothing answers/);
  assert.match(await said({ ...yes, issuer: 'http://example.com/' }), /beginning with https/);
  assert.match(await said({ ...yes, issuer: 'javascript:alert(1)' }), /beginning with https/);
  assert.match(await said({ ...yes, issuer: latchkey.base }), /this Latchkey itself/);
  assert.match(await said({ ...yes, audience: ' \n' }), /for whom the tokens must be/);
  assert.match(await said({ ...yes, algorithms: 'HS256' }), /at least one way/);
  assert.match(await said({ ...yes, scopeMap: 'nonsense' }), /cannot be read/);
  assert.match(await said({ ...yes, permission: 'configure' }), /acts as an administrator/);

  const kept = await as(ada).send('machines/issuer', 'machines/issuer', { ...fields, ...yes });
  assert.equal(kept.status, 303);
  assert.match(await as(ada).read('machines?done=trusted'), /its keys were read/);
  const names = await toolNames(latchkey.url, token);
  assert.ok(names.includes('get_state') && names.includes('energy_peak_hour_day'));
  assert.ok(!names.includes('call_service'), 'never more than it was given here');
  assert.equal(await statusOf(latchkey.url, await issuer.sign('another service')), 401);
  assert.doesNotMatch(await as(ada).read('machines'), /Never/);
  assert.match(await said({ ...yes, name: 'twin' }), /trusted already/);

  const page = await as(ada).read('machines');
  const id = /name="id" value="([\w-]+)"/.exec(page)?.[1] ?? '';
  assert.ok(!page.includes('machines/rotate'));
  await as(ada).send('machines', 'machines/remove', { id });
  assert.equal(await statusOf(latchkey.url, token), 401);
});

test('in mode api_key there are keys alone, also with none in the configuration', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t, { env: { MCP_AUTH_MODE: 'api_key' } });
  const page = await as(ada).read('machines');
  assert.match(page, /whoever has one of these keys/);
  assert.ok(!page.includes('machines/issuer'));
  assert.equal((await as(ada).open('machines/client')).status, 303);
  const client = await as(ada).send('machines/key', 'machines/client', KEY);
  assert.match(await client.text(), /does not work in this mode/);
  assert.equal(await statusOf(latchkey.url, 'x'.repeat(40)), 401);
  assert.equal(await statusOf(latchkey.url, await makeKey(as(ada))), 200);
});

test('in mode none there are no keys, and the page says so', async (t) => {
  const { as, ada } = await settingsStage(t, { env: { MCP_AUTH_MODE: 'none' } });
  const page = await as(ada).read('machines');
  assert.match(page, /There are no keys/);
  assert.ok(!page.includes('machines/key'));
  assert.equal((await as(ada).open('machines/key')).status, 303);
});
