import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatchkeyError } from '../../../src/core/errors.ts';
import { EntityStates } from '../../../src/home/entity-states.ts';
import type { Home } from '../../../src/home/home.ts';
import type { HomeMessage } from '../../../src/home/link.ts';
import { emptyContent, MirrorView } from '../../../src/home/mirror.ts';
import { askAssist } from '../../../src/tools/control/ask-assist.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

function answering(reply: (message: HomeMessage, states: EntityStates) => unknown): Home {
  const states = new EntityStates();
  states.apply({ a: { 'light.kitchen': { s: 'off', a: {}, lc: NOW / 1_000 } } });
  return {
    ...smallHome([]),
    mirror: new MirrorView(emptyContent(), states),
    async command<T>(message: HomeMessage) {
      return reply(message, states) as T;
    },
  };
}

function done(data: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return {
    conversation_id: 'c1',
    continue_conversation: false,
    response: {
      response_type: 'action_done',
      speech: { plain: { speech: 'Done' } },
      data: { success: [], failed: [], ...data },
    },
    ...more,
  };
}

const LAMP = { type: 'entity', name: 'Kitchen', id: 'light.kitchen' };

async function ask(home: Home, args: Record<string, unknown> = {}) {
  const answer = await askAssist.call({ text: 'turn it on', ...args }, contextOf(home, NOW));
  return { answer, text: answer.content[0].text };
}

test('a state that follows the answer is waited for', async () => {
  const home = answering((_, states) => {
    setImmediate(() =>
      states.apply({ c: { 'light.kitchen': { '+': { s: 'on', lc: NOW / 1_000 } } } }),
    );
    return done({ success: [LAMP] });
  });
  const { answer, text } = await ask(home);
  assert.deepEqual(askAssist.output.parse(answer.structuredContent).success, [
    { ...LAMP, state: 'on' },
  ]);
  assert.equal(text, 'Assist: Done\nDone: light.kitchen: on');
});

test('what failed and what waits for an answer is said', async () => {
  const home = answering(() => done({ failed: [LAMP] }, { continue_conversation: true }));
  const { answer, text } = await ask(home);
  const said = askAssist.output.parse(answer.structuredContent);
  assert.deepEqual([said.failed, said.continues], [[{ ...LAMP, state: 'off' }], true]);
  assert.match(
    text,
    /Failed: light\.kitchen: off\nIt waits for an answer, with conversation_id c1/,
  );
});

test('what is passed on is only what was given', async () => {
  const sent: HomeMessage[] = [];
  const home = answering((message) => {
    sent.push(message);
    return message.type === 'conversation/agent/list'
      ? { agents: [{ id: 'conversation.llm', name: 'Model' }] }
      : done({});
  });
  await ask(home);
  await ask(home, { agent: 'conversation.llm', language: 'de-CH', conversation_id: 'c1' });
  const refused = await ask(home, { agent: 'conversation.lln' });
  assert.match(refused.text, /Did you mean conversation\.llm\?/);
  assert.deepEqual(sent, [
    { type: 'conversation/process', text: 'turn it on' },
    { type: 'conversation/agent/list' },
    {
      type: 'conversation/process',
      text: 'turn it on',
      conversation_id: 'c1',
      language: 'de-CH',
      agent_id: 'conversation.llm',
    },
    { type: 'conversation/agent/list' },
  ]);
});

test('no answer is not called a failure', async () => {
  const home = answering(() => {
    throw new LatchkeyError('home_timeout', 'too long');
  });
  const { answer, text } = await ask(home);
  assert.equal(answer.isError, true);
  assert.match(text, /may still be done/);
});
