import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { tokenHash } from '../../src/keys/token-hash.ts';
import type { Grant } from '../../src/store/contract.ts';
import { eventually } from '../support/eventually.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { callTool, signIn } from '../support/oauth-client.ts';

const lk = await startTestLatchkey({ after });
const { url, home, people } = lk;
const [ada, ben] = people;
const { tokens } = await signIn(lk.base, ada);
const UNLOCK = { domain: 'lock', service: 'unlock', entity_id: 'lock.front_door' };
const PRESSED = 'mobile_app_notification_action';

interface Notification {
  readonly message: string;
  readonly data: {
    readonly tag: string;
    readonly actions?: readonly { readonly action: string; readonly title: string }[];
  };
}

const calls = () =>
  home.commands().flatMap(({ type, message }) => (type === 'call_service' ? [message] : []));
const unlocked = () => calls().filter(({ service }) => service === 'unlock').length;
const shown = (): Notification[] =>
  calls().flatMap(({ service, service_data: data }) =>
    service === 'mobile_app_ada_phone' ? [data as Notification] : [],
  );

beforeEach(() => home.setState('lock.front_door', 'locked'));

/** Calls, and waits for the notification that asks about it. */
async function ring(token = tokens.access_token) {
  const asking = () => shown().filter(({ data }) => data.actions !== undefined);
  const earlier = asking().length;
  const answer = callTool(url, token, 'call_service', UNLOCK);
  await eventually(async () => asking().length === earlier + 1);
  const notification = asking().at(-1);
  assert.ok(notification);
  const press = (title: string) => {
    const { action } = notification.data.actions?.find((one) => one.title === title) ?? {};
    home.fire(PRESSED, { action });
  };
  return { answer, notification, press };
}

test('who cannot be asked by the client is asked on the phone, and Allow opens the door', async () => {
  const before = unlocked();
  const { answer, notification, press } = await ring();
  assert.match(notification.message, /- Unlock Front door \(lock.front_door\)/);
  assert.deepEqual(
    notification.data.actions?.map(({ title }) => title),
    ['Allow', 'Refuse'],
  );
  assert.equal(unlocked(), before, 'nothing is done before');
  press('Allow');
  assert.equal((await answer).result?.isError, undefined);
  assert.equal(unlocked(), before + 1);
  await eventually(async () => shown().at(-1)?.message === 'clear_notification');
  assert.equal(shown().at(-1)?.data.tag, notification.data.tag);
});

test('Refuse leaves it shut, and a button of another notification does nothing', async () => {
  const before = unlocked();
  const first = await ring();
  first.press('Refuse');
  assert.match((await first.answer).text, /said no/);
  const second = await ring();
  first.press('Allow');
  home.fire(PRESSED, { action: 'LATCHKEY_ALLOW_' });
  home.fire(PRESSED, {});
  second.press('Refuse');
  assert.match((await second.answer).text, /said no/);
  assert.equal(unlocked(), before);
});

test('one question rings at a time; another call meanwhile is told that nobody could be asked', async () => {
  const first = await ring();
  const second = await callTool(url, tokens.access_token, 'call_service', UNLOCK);
  assert.match(second.text, /Nobody could be asked/);
  first.press('Refuse');
  await first.answer;
});

test('a yes opens nothing for an assistant that was disconnected, paused or lowered meanwhile', async () => {
  const { store } = lk.latchkey;
  const before = unlocked();
  const changes: ((grant: Grant) => Promise<unknown>)[] = [
    ({ id }) => store.endGrant(id, 'disconnected', Date.now()),
    ({ id }) => store.pauseGrant(id, Date.now()),
    ({ id }) => store.narrowGrant(id, ['home:read']),
    ({ home, clientId }) => store.putRule(home, 'client', clientId, { readOnly: true }),
  ];
  for (const change of changes) {
    const { tokens: own } = await signIn(lk.base, ada);
    const { answer, press } = await ring(own.access_token);
    const newest = (await store.grants()).at(-1);
    assert.ok(newest);
    await change(newest);
    press('Allow');
    const { result, text } = await answer;
    assert.equal(result?.isError, true);
    assert.match(text, /while a person was asked, an administrator/);
  }
  assert.equal(unlocked(), before);
});

test('a yes opens nothing for a machine that was deleted meanwhile', async () => {
  const { store } = lk.latchkey;
  const before = unlocked();
  const grant = (await store.grants()).find(({ endedAt, pausedAt }) => !endedAt && !pausedAt);
  assert.ok(grant);
  const key = 'a-key-of-more-than-thirty-two-characters';
  const made = { id: 'made', name: 'n8n', scope: ['home:read', 'home:control'], createdAt: 0 };
  const actAs = `${grant.personId}@${grant.home}`;
  await store.addMachine({ ...made, kind: 'key', hash: tokenHash(key), actAs }, 9);
  const { answer, press } = await ring(key);
  assert.equal(await store.removeMachine('made', Date.now()), true);
  press('Allow');
  const { result, text } = await answer;
  assert.equal(result?.isError, true);
  assert.match(text, /while a person was asked, an administrator/);
  assert.equal(unlocked(), before);
});

test('a yes reaches no further than the rules by then', async () => {
  const { store } = lk.latchkey;
  const before = unlocked();
  const { tokens: own } = await signIn(lk.base, ada);
  const { answer, press } = await ring(own.access_token);
  const newest = (await store.grants()).at(-1);
  assert.ok(newest);
  await store.putRule(newest.home, 'client', newest.clientId, { domains: ['light'] });
  press('Allow');
  assert.equal((await answer).result?.isError, true);
  assert.equal(unlocked(), before);
});

test('who has no phone, or may not hear its buttons, is not rung', async () => {
  await lk.latchkey.store.putRule('home', 'person', home.people[1]?.id ?? '', {
    exposedOnly: false,
  });
  const bens = await signIn(lk.base, ben);
  const rung = shown().length;
  const attempt = () => callTool(url, bens.tokens.access_token, 'call_service', UNLOCK);
  assert.match((await attempt()).text, /Nobody could be asked/);
  home.setState('person.ben', 'home', {
    user_id: home.people[1]?.id,
    device_trackers: ['device_tracker.ada_phone'],
  });
  assert.match((await attempt()).text, /Nobody could be asked/, 'a phone, but no administrator');
  assert.equal(shown().length, rung);
});
