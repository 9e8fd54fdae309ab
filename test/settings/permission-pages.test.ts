import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { signIn, TestClient } from '../support/oauth-client.ts';
import { settingsStage } from '../support/settings-stage.ts';

async function stage(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const settings = await settingsStage(t, { env });
  const { ada, ben, latchkey } = settings;
  const { client } = await signIn(latchkey.base, ada);
  return {
    ...settings,
    client,
    page: settings.as(ada),
    person: { subject: 'person', id: ben.id },
    store: latchkey.latchkey.store,
  };
}

const personPage = ({ id }: { readonly id: string }) => `permissions/person/${id}`;

test('the list has everybody: who connected, who has a rule, and who could', async (t) => {
  const { page, ada, ben, client, store } = await stage(t, {
    MCP_API_KEYS: JSON.stringify([{ name: 'dashboard', key: randomBytes(24).toString('hex') }]),
  });
  const list = await page.read('permissions');
  assert.ok(list.includes(`href="permissions/person/${ada.id}"`));
  assert.match(list, /People who have not connected an assistant<\/summary>[\s\S]+Ben<\/h3>/);
  assert.ok(list.includes(`href="permissions/client/${client.id}"`));
  assert.match(list, /dashboard<\/h3>[\s\S]+A program that you listed/);
  assert.match(await page.read('permissions/client/dashboard'), /The program itself/);
  await store.putRule('home', 'person', ben.id, { readOnly: true });
  await store.putRule('home', 'client', 'gone-client', { readOnly: true });
  const ruled = await page.read('permissions');
  assert.doesNotMatch(ruled, /People who have not connected/);
  assert.match(ruled, /gone-client<\/h3>[\s\S]+May only look\.[\s\S]+Not connected now/);
});

test('programs that nobody lists one by one are there too: of an issuer once met, and of this network', async (t) => {
  const issuer = {
    name: 'authentik',
    issuer: 'https://id.example/',
    audience: 'latchkey',
    scopes: ['home:read'],
  };
  const { page, store } = await stage(t, { MCP_TRUSTED_ISSUERS: JSON.stringify([issuer]) });
  for (const machine of ['authentik:car', 'elsewhere:car']) {
    store.appendAudit({ at: 1, kind: 'tool', outcome: 'ok', detail: { machine } });
  }
  assert.match(await page.read('permissions'), /authentik:car<\/h3>/);
  assert.equal((await page.open('permissions/client/authentik%3Acar')).status, 200);
  assert.equal((await page.open('permissions/client/elsewhere%3Acar')).status, 404);
  const open = await settingsStage(t, { env: { MCP_AUTH_MODE: 'none' } });
  assert.match(await open.as(open.ada).read('permissions'), /neighbour<\/h3>/);
});

test('what the configuration says is shown as fixed, with where it is set', async (t) => {
  const { page, person } = await stage(t, {
    MCP_READ_ONLY: 'true',
    MCP_EXPOSED_ONLY: 'false',
    MCP_SENSITIVE: 'switch.boiler, vacuum',
  });
  for (const path of ['permissions', personPage(person)]) {
    const text = await page.read(path);
    assert.match(text, /Nobody may change anything\.[\s\S]+Option read_only, or MCP_READ_ONLY\./);
    assert.match(text, /People who are not administrators also see[\s\S]+MCP_EXPOSED_ONLY/);
    assert.match(text, /Asked about first: switch\.boiler, vacuum\.[\s\S]+MCP_SENSITIVE/);
  }
  assert.match(await page.read(personPage(person)), /Sees all \d+ things\. Can control nothing\./);
});

test('who is not there is 404, however it is asked for', async (t) => {
  const { page, person, store } = await stage(t);
  const odd = [
    'nobody',
    '__proto__',
    'constructor',
    '..%2Fhome',
    '%00',
    '~',
    '',
    'a'.repeat(3_000),
  ];
  for (const kind of ['person', 'client']) {
    for (const id of odd) {
      const { status } = await page.open(`permissions/${kind}/${id}`);
      assert.ok(status === 404 || status === 400, `${kind} ${id.slice(0, 20)} is ${status}`);
    }
  }
  assert.equal((await page.open('permissions/home/x')).status, 404);
  for (const about of [
    { subject: 'person', id: 'nobody' },
    { subject: 'client', id: person.id },
    { subject: 'home', id: 'x' },
  ]) {
    for (const action of ['save', 'preview', 'remove']) {
      const answer = await page.send('permissions/home', `permissions/${action}`, about);
      assert.equal(answer.status, 404, `${action} ${about.id}`);
    }
  }
  assert.deepEqual(await store.rules(), []);
});

test('a client whose id is an address has a page too', async (t) => {
  const { page, store } = await stage(t);
  const id = 'https://client.example/oauth?x=1&y=<b>';
  await store.putRule('home', 'client', id, { readOnly: true });
  const [, path = ''] =
    /href="(permissions\/client\/~[\w-]+)"/.exec(await page.read('permissions')) ?? [];
  assert.match(await page.read(path), /&lt;b&gt;<\/h1>/);
  const about = { subject: 'client', id };
  const answer = await page.send(path, 'permissions/save', { ...about, exposed: 'only' });
  assert.equal(answer.status, 303);
  assert.ok(answer.headers.get('location')?.endsWith(`${path}?done=saved`));
  assert.deepEqual(await store.rule('home', 'client', id), { exposedOnly: true });
});

test('what cannot be a rule is a sentence, and changes nothing', async (t) => {
  const { page, person, store } = await stage(t);
  await store.putRule('home', 'person', person.id, { readOnly: true });
  const lines = (count: number) =>
    Array.from({ length: count }, (_, n) => `light.l${n}`).join('\n');
  for (const [fields, sentence] of [
    [{ entities: 'kitchen light' }, /“kitchen light” is no entity id/],
    [{ entities: '<script>alert(1)</script>' }, /“&lt;script&gt;alert\(1\)&lt;\/script&gt;” is no/],
    [{ sensitive: 'switch.*' }, /“switch\.\*” is no entity id, kind or action/],
    [{ withoutAsking: 'a.b.c' }, /“a\.b\.c” is no entity id/],
    [{ entities: lines(501) }, /500 lines at most/],
    [{ sensitive: lines(201) }, /200 lines at most/],
    [{ area: 'atlantis' }, /not in the home any more/],
    [{ scope: 'upstream:nowhere' }, /not in the home any more/],
    [{ exposed: 'perhaps' }, /could not be read/],
    [{ readOnly: 'maybe' }, /could not be read/],
    [{ area: ['', 'x'] }, /could not be read/],
    [{ entities: ['light.a', 'light.b'] }, /could not be read/],
    [{ subject: 'everybody' }, /could not be read/],
    [{ entities: 'x'.repeat(70_000) }, /could not be read/],
  ] as const) {
    for (const action of ['save', 'preview']) {
      const all = { ...person, ...fields };
      const answer = await page.send(personPage(person), `permissions/${action}`, all);
      const text = await answer.text();
      assert.equal(answer.status, 400, JSON.stringify(fields).slice(0, 80));
      assert.match(text, sentence);
      assert.doesNotMatch(text, /<script>alert/);
    }
  }
  assert.deepEqual(await store.rule('home', 'person', person.id), { readOnly: true });
});

test('what was typed is there again beside the sentence that says what is wrong', async (t) => {
  const { page, person, store } = await stage(t);
  await store.putRule('home', 'person', person.id, { entities: ['light.gone'] });
  const fields = { ...person, entities: 'light.kitchen\nkitchen light', area: 'hall' };
  const answer = await page.send(personPage(person), 'permissions/save', fields);
  const text = await answer.text();
  assert.match(text, /role="alert"/);
  assert.doesNotMatch(text, /light\.gone/);
  assert.match(text, />light\.kitchen\nkitchen light<\/textarea>/);
  assert.match(text, /value="hall" checked/);
});

test('a name that nothing has is kept, with a word of what may have been meant', async (t) => {
  const { page, person, store } = await stage(t);
  const fields = { entities: 'light.kitchn', sensitive: 'vacum\nlight.kitchen\nlock.unlock' };
  await page.send(personPage(person), 'permissions/save', { ...person, ...fields });
  const text = await page.read(personPage(person));
  assert.match(text, /light\.kitchn is not in the home\. Did you mean light\.kitchen\?/);
  assert.match(text, /Nothing in the home is called vacum\. Did you mean vacuum\?/);
  assert.doesNotMatch(text, /called (light\.kitchen|lock\.unlock)/);
  assert.deepEqual((await store.rule('home', 'person', person.id))?.entities, ['light.kitchn']);
});

test('what a rule names stays on its form when it is gone from the home, so that saving widens nothing', async (t) => {
  const { page, person, store } = await stage(t);
  await store.putRule('home', 'person', person.id, { areas: ['atlantis'], labels: ['old'] });
  const text = await page.read(personPage(person));
  assert.match(text, /value="atlantis" checked><span>atlantis, which is not there now/);
  assert.match(text, /Sees nothing of the home/);
  const fields = { ...person, area: 'atlantis', label: 'old' };
  await page.send(personPage(person), 'permissions/save', fields);
  assert.deepEqual(await store.rule('home', 'person', person.id), {
    areas: ['atlantis'],
    labels: ['old'],
  });
});

test('while the home is away a rule can be changed, and nothing is said of what it means', async (t) => {
  const { page, person, store, home } = await stage(t);
  await store.putRule('home', 'person', person.id, { areas: ['hall'] });
  await page.read('permissions');
  home.setReachable(false);
  assert.match(await page.read('permissions'), /Home Assistant does not answer/);
  const text = await page.read(personPage(person));
  assert.match(text, /what a rule means cannot be shown now/);
  assert.match(text, /value="hall" checked/);
  assert.doesNotMatch(text, /Sees /);
  const fields = { ...person, area: 'hall', readOnly: 'on' };
  const answer = await page.send(personPage(person), 'permissions/save', fields);
  assert.equal(answer.status, 303);
  assert.deepEqual(await store.rule('home', 'person', person.id), {
    readOnly: true,
    areas: ['hall'],
  });
});

test('names of clients and things are text and no markup', async (t) => {
  const { page, ada, home, latchkey } = await stage(t);
  const name = '<img src=x onerror=alert(1)>"\u202e';
  const client = await TestClient.register(latchkey.base, { client_name: name });
  await signIn(latchkey.base, ada, { client });
  home.setState('lock.evil', 'locked', { friendly_name: name });
  for (const path of ['permissions', `permissions/client/${client.id}`, 'permissions/home']) {
    const text = await page.read(path);
    assert.match(text, /&lt;img src=x onerror=alert\(1\)&gt;/);
    assert.doesNotMatch(text, /<img|\u202e/);
  }
});

test('a home of 4,000 things makes no big page, and no slow one', async (t) => {
  const { page, person, home, store } = await stage(t);
  for (let n = 0; n < 4_000; n += 1) home.setState(`light.many_${n}`, 'on');
  const entities = Array.from({ length: 500 }, (_, n) => `light.many_${n * 7}`);
  await store.putRule('home', 'person', person.id, { exposedOnly: false, entities });
  await store.putRule('home', 'home', '', { exposedOnly: false });
  const started = performance.now();
  for (const path of ['permissions', personPage(person), 'permissions/home']) {
    const text = await page.read(path);
    assert.match(text, /of 40\d\d things|all 40\d\d things/);
    assert.ok(text.length < 100_000, `${path} has ${text.length} characters`);
  }
  assert.match(await page.read('permissions/home'), /and 400\d more/);
  assert.ok(performance.now() - started < 10_000);
});
