import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askAssist } from '../../../src/tools/control/ask-assist.ts';
import { callService } from '../../../src/tools/control/call-service.ts';
import { sendNotification } from '../../../src/tools/control/send-notification.ts';
import { type Phone, registerPhone } from './phone.ts';
import type { Family } from './stage.ts';

/** A notify entity, and a light whose name Assist knows once only. */
const THINGS = {
  demo: { notifier: 'notify.hall_display', light: 'light.bedroom', called: 'Bedside lamp' },
  real: { notifier: 'notify.notifier', light: 'light.bed_light', called: 'Bed Light' },
} as const;

/** Saying something to people, and to Assist. */
export const messages: Family = (stage, kind) => {
  const things = THINGS[kind];
  let phone: Phone | undefined;

  before(async () => {
    // In the demo home Ada has her phone already.
    if (kind === 'demo') return;
    const { place, ben } = stage();
    phone = await registerPhone(place, 'Ada phone');
    while (ben.mirror.service('notify', 'mobile_app_ada_phone') === undefined) {
      await ben.command({ type: 'auth/current_user' });
    }
  });

  after(() => phone?.close());

  test("a person's phone is found, and told what is important", async () => {
    const answer = await stage().use(sendNotification, {
      target: 'person.ada',
      title: 'Contract',
      message: 'The window is open',
      important: true,
    });
    const sent = sendNotification.output.parse(answer.structuredContent);
    assert.deepEqual(sent, {
      target: 'notify.mobile_app_ada_phone',
      kind: 'phone',
      important: true,
    });
    if (phone === undefined) return;
    const [{ title, message, data } = {}] = phone.pushed;
    assert.deepEqual([title, message], ['Contract', 'The window is open']);
    assert.deepEqual(data, {
      ttl: 0,
      priority: 'high',
      push: { 'interruption-level': 'time-sensitive' },
    });
  });

  test('a notification shows on the screen of everybody', async () => {
    const { ada, use } = stage();
    const title = `Contract ${Date.now()}`;
    const answer = await use(sendNotification, {
      target: 'persistent_notification',
      title,
      message: 'The window is open',
      important: true,
    });
    const sent = sendNotification.output.parse(answer.structuredContent);
    assert.deepEqual(sent, { target: 'persistent_notification', kind: 'screen', important: false });
    const shown = await ada.command<{ title: string; message: string }[]>({
      type: 'persistent_notification/get',
    });
    assert.equal(shown.find((one) => one.title === title)?.message, 'The window is open');
  });

  test('a notify entity is sent to, and says when', async () => {
    const { ben, use } = stage();
    const before = ben.mirror.entity(things.notifier)?.state.state;
    const answer = await use(sendNotification, { target: things.notifier, message: 'Hello' });
    const sent = sendNotification.output.parse(answer.structuredContent);
    assert.deepEqual(sent, { target: things.notifier, kind: 'entity', important: false });
    const after = ben.mirror.entity(things.notifier)?.state.state ?? '';
    assert.notEqual(after, before);
    assert.ok(Date.parse(after) > 0);
  });

  test('without a target, or with one that is none, it says what there is', async () => {
    const { use } = stage();
    for (const target of [undefined, 'mobile_app_of_nobody_at_all']) {
      const answer = await use(sendNotification, { message: 'Hello', target });
      assert.equal(answer.isError, true);
      assert.ok(answer.content[0].text.includes(things.notifier), answer.content[0].text);
      assert.ok(answer.content[0].text.includes('persistent_notification'));
    }
    const near = await use(sendNotification, { message: 'Hello', target: `${things.notifier}s` });
    assert.ok(near.content[0].text.includes(`Did you mean ${things.notifier}`));
  });

  test('Assist switches a light and its state follows', async () => {
    const { ben, use } = stage();
    const [domain, target] = ['light', { entity_id: things.light }];
    await use(callService, { domain, service: 'turn_off', ...target });
    for (const state of ['on', 'off']) {
      const answer = await use(askAssist, { text: `Turn ${state} ${things.called}` });
      const said = askAssist.output.parse(answer.structuredContent);
      assert.equal(said.response_type, 'action_done');
      assert.deepEqual(
        said.success.map((one) => [one.id, one.state]),
        [[things.light, state]],
      );
      assert.equal(ben.mirror.entity(things.light)?.state.state, state);
      assert.ok(said.conversation_id);
      assert.equal(said.continues, false);
    }
  });

  test('Assist answers a question, and adds to the shopping list', async () => {
    const { ben, use } = stage();
    const asked = await use(askAssist, { text: `what is the state of ${things.called}` });
    const { response_type: type, speech } = askAssist.output.parse(asked.structuredContent);
    assert.equal(type, 'query_answer');
    assert.match(speech, /is off/);
    const open = Number(ben.mirror.entity('todo.shopping')?.state.state ?? 0);
    const answer = await use(askAssist, { text: 'add contract milk to my shopping list' });
    const added = askAssist.output.parse(answer.structuredContent);
    assert.deepEqual(
      added.success.map(({ id, state }) => [id, state]),
      [['todo.shopping', String(open + 1)]],
    );
  });

  test('what Assist does not understand is an answer with its code', async () => {
    const answer = await stage().use(askAssist, { text: 'florb the gnorb' });
    const said = askAssist.output.parse(answer.structuredContent);
    assert.deepEqual(
      [said.response_type, said.error_code, said.success],
      ['error', 'no_intent_match', []],
    );
    assert.match(said.speech, /understand/);
  });

  test('an agent must exist, and a conversation keeps its id', async () => {
    const { use } = stage();
    const unknown = await use(askAssist, { text: 'hello', agent: 'conversation.home_assistent' });
    assert.match(unknown.content[0].text, /Did you mean conversation\.home_assistant\?/);
    const answer = await use(askAssist, {
      text: 'nevermind',
      agent: 'conversation.home_assistant',
      language: 'en',
      conversation_id: 'contract-1',
    });
    const said = askAssist.output.parse(answer.structuredContent);
    assert.deepEqual([said.conversation_id, said.speech], ['contract-1', '']);
  });
};
