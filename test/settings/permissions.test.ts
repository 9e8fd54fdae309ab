import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { callTool, signIn, toolNames } from '../support/oauth-client.ts';
import { settingsStage } from '../support/settings-stage.ts';

/** What is set here holds at the very next request of whoever it is about, and ends as fast. */
const { as, ada, ben, home, latchkey } = await settingsStage({ after });
const { base, url } = latchkey;
const adas = await signIn(base, ada);
const others = await signIn(base, ada);
const bens = await signIn(base, ben, { client: adas.client });
const page = as(ada);

type SignedIn = typeof adas;
const SWITCH = { domain: 'light', service: 'toggle', entity_id: 'light.kitchen' };
const sent = () => home.commands().filter(({ type }) => type === 'call_service').length;
// Without a phone there is nobody to ask.
home.setState('person.ada', 'home', { device_trackers: [] });

const HOME = { subject: 'home', id: '' };
const ADA = { subject: 'person', id: ada.id };
const BEN = { subject: 'person', id: ben.id };
const CLIENT = { subject: 'client', id: adas.client.id };

const pathOf = ({ subject, id }: typeof HOME) =>
  subject === 'home' ? 'permissions/home' : `permissions/${subject}/${id}`;

/** Saves a rule as the form does, and asserts that the page says so. */
async function save(
  about: typeof HOME,
  fields: Readonly<Record<string, string | readonly string[]>>,
): Promise<void> {
  const answer = await page.send(pathOf(about), 'permissions/save', { ...about, ...fields });
  assert.equal(answer.status, 303, await answer.text());
  const location = answer.headers.get('location') ?? '';
  assert.match(await page.read(location), /role="status">The rule is saved\./);
}

async function remove(about: typeof HOME): Promise<void> {
  const answer = await page.send(pathOf(about), 'permissions/remove', about);
  assert.equal(answer.status, 303, await answer.text());
}

afterEach(async () => {
  const { store } = latchkey.latchkey;
  for (const { home: name, subject, subjectId } of await store.rules()) {
    await store.putRule(name, subject, subjectId, undefined);
  }
});

const maySee = async ({ tokens }: SignedIn, id: string) =>
  (await callTool(url, tokens.access_token, 'get_state', { entity_id: id })).result?.isError !==
  true;

/** Whether a light is switched when it is asked for; what is refused must not reach the home. */
async function switches({ tokens }: SignedIn): Promise<boolean> {
  const before = sent();
  const { status, result } = await callTool(url, tokens.access_token, 'call_service', SWITCH);
  const done = status === 200 && result !== undefined && result.isError !== true;
  assert.equal(sent() - before, done ? 1 : 0);
  return done;
}

const lists = async ({ tokens }: SignedIn, name: string) =>
  (await toolNames(url, tokens.access_token)).includes(name);

/** Whom each subject is about, and who is left alone by it. */
const ABOUT = [
  [HOME, [adas, others, bens], []],
  [ADA, [adas, others], [bens]],
  [CLIENT, [adas, bens], [others]],
] as const;

for (const [about, concerned, alone] of ABOUT) {
  test(`looking only, for a ${about.subject}: at the next call and in the next list, until it is removed`, async () => {
    for (const one of concerned) assert.ok(await switches(one));
    await save(about, { readOnly: 'on' });
    for (const one of concerned) {
      assert.equal(await switches(one), false);
      assert.equal(await lists(one, 'call_service'), false);
    }
    for (const one of alone) assert.ok(await switches(one));
    assert.match(await page.read('permissions'), /May only look\./);
    await remove(about);
    for (const one of concerned) {
      assert.ok(await switches(one));
      assert.ok(await lists(one, 'call_service'));
    }
    assert.doesNotMatch(await page.read('permissions'), /May only look\./);
  });

  test(`some things, for a ${about.subject}: areas, kinds, labels and names`, async () => {
    for (const fields of [
      { area: ['hall', 'bedroom'] },
      { domain: 'lock' },
      { label: 'night_routine' },
      { entities: 'lock.front_door\r\nlight.bedroom, Light.Bedroom' },
      { exposed: 'only', domain: 'sensor' },
    ]) {
      await save(about, fields);
      for (const one of concerned) {
        assert.equal(await maySee(one, 'light.kitchen'), false, JSON.stringify(fields));
      }
      for (const one of alone) assert.ok(await maySee(one, 'light.kitchen'));
      assert.match(await page.read(pathOf(about)), /Sees \d+ of \d+ things/);
      await remove(about);
      for (const one of concerned) assert.ok(await maySee(one, 'light.kitchen'));
    }
  });

  test(`asking first, for a ${about.subject}`, async () => {
    await save(about, { sensitive: 'light.kitchen' });
    for (const one of concerned) {
      const { access_token } = one.tokens;
      const before = sent();
      const { text } = await callTool(url, access_token, 'call_service', SWITCH);
      assert.match(text, /Call light\.toggle on Kitchen \(light\.kitchen\)/);
      assert.equal(sent(), before);
    }
    for (const one of alone) assert.ok(await switches(one));
    await remove(about);
    for (const one of concerned) assert.ok(await switches(one));
  });
}

test('exposed to Assist: an administrator is held to it, somebody else is let beyond it', async () => {
  assert.ok(await maySee(adas, 'lock.front_door'));
  assert.equal(await maySee(bens, 'lock.front_door'), false);
  await save(ADA, { exposed: 'only' });
  await save(BEN, { exposed: 'all' });
  assert.equal(await maySee(adas, 'lock.front_door'), false);
  assert.ok(await maySee(bens, 'lock.front_door'));
  await save(CLIENT, { exposed: 'only' });
  assert.equal(await maySee(bens, 'lock.front_door'), false);
});

test('the rule of an assistant only narrows: it does not lift what a person is held to', async () => {
  const answer = await page.send(pathOf(CLIENT), 'permissions/save', { ...CLIENT, exposed: 'all' });
  assert.equal(answer.status, 400);
  await latchkey.latchkey.store.putRule('home', 'client', CLIENT.id, { exposedOnly: false });
  assert.equal(await maySee(bens, 'lock.front_door'), false);
  assert.match(await page.read(pathOf(CLIENT)), /value="usual" checked/);
});

test('permissions are a ceiling, and what is not asked about is not', async () => {
  await save(CLIENT, { scope: ['home:read', 'energy:read'], withoutAsking: 'lock' });
  assert.equal(await switches(adas), false);
  assert.ok(await maySee(adas, 'light.kitchen'));
  const shown = await page.read('permissions');
  assert.match(shown, /At most: look, read energy use\. Does not ask about lock\./);
  await save(CLIENT, { withoutAsking: 'lock' });
  const unlock = { domain: 'lock', service: 'unlock', entity_id: 'lock.front_door' };
  const { result } = await callTool(url, adas.tokens.access_token, 'call_service', unlock);
  assert.notEqual(result?.isError, true);
});

test('a preview shows what a changed form would mean, and keeps nothing', async () => {
  const before = await page.read(pathOf(CLIENT));
  assert.match(before, /<h3>Ada<\/h3>\s*<p>Sees all (\d+) things\./);
  assert.match(before, /4 things are asked about first:/);
  assert.match(before, /Hall<\/strong><br>Alarm, Front door</, 'by area');
  assert.match(before, /Without an area<\/strong><br>Good night</, 'a scene with a lock in it');
  const answer = await page.send(pathOf(CLIENT), 'permissions/preview', {
    ...CLIENT,
    area: 'hall',
    withoutAsking: 'alarm_control_panel',
  });
  assert.equal(answer.status, 200);
  const shown = await answer.text();
  assert.match(shown, /This is not saved yet/);
  assert.match(shown, /Sees 9 of \d+ things\. Can control \d+ of them\./);
  assert.match(shown, /One thing is asked about first:[\s\S]{1,80}Hall<\/strong><br>Front door</);
  assert.match(shown, /name="area" value="hall" checked/);
  assert.deepEqual(await latchkey.latchkey.store.rules(), []);
});

test('what a preview says of a person is what their assistant then finds', async () => {
  await save(BEN, { domain: 'light' });
  const shown = await page.read(pathOf(BEN));
  const [, seen = ''] = /Sees (\d+) of/.exec(shown) ?? [];
  const { text } = await callTool(url, bens.tokens.access_token, 'find_entities', {
    domain: 'light',
  });
  const found = new Set(Array.from(text.matchAll(/\blight\.\w+/g), ([id]) => id));
  assert.ok(Number(seen) > 0);
  assert.equal(found.size, Number(seen));
});

test('a preview goes by what was granted and what is left of it', async () => {
  await save(CLIENT, { scope: 'energy:read' });
  assert.match(await page.read(pathOf(CLIENT)), /Sees nothing of the home\./);
  assert.equal(await maySee(adas, 'light.kitchen'), false);
  await save(CLIENT, { scope: 'home:read' });
  assert.match(await page.read(pathOf(CLIENT)), /Sees all \d+ things\. Can control nothing\./);
  await save(ADA, { readOnly: 'on', area: 'hall' });
  const shown = await page.read(pathOf(CLIENT));
  assert.match(shown, /For Ada: May only look\. Only one area\./);
  assert.match(shown, /<h3>Ada<\/h3>\s*<p>Sees 9 of/);
});

test('saving nothing removes the rule, and every change is in the audit log', async () => {
  await save(BEN, { readOnly: 'on' });
  const answer = await page.send(pathOf(BEN), 'permissions/save', BEN);
  assert.match(answer.headers.get('location') ?? '', /done=nothing$/);
  assert.deepEqual(await latchkey.latchkey.store.rules(), []);
  const events = await latchkey.latchkey.store.auditEvents(50);
  const changes = events.filter(({ kind }) => kind === 'settings').slice(0, 2);
  assert.deepEqual(
    changes.map(({ outcome, personId, detail }) => ({ outcome, personId, detail })),
    ['rule_removed', 'rule_saved'].map((outcome) => ({
      outcome,
      personId: ada.id,
      detail: { subject: 'person', id: ben.id },
    })),
  );
});
