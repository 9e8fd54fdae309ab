import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Facts, nextStep } from '../../src/settings/start/next-step.ts';
import { signIn } from '../support/oauth-client.ts';
import { settingsStage } from '../support/settings-stage.ts';

const SETTLED: Facts = {
  home: 'connected',
  problem: false,
  addressSet: true,
  assistants: 2,
  waitingTools: 0,
  needSignIn: 0,
};

test('there is always exactly one next step, and what stops everything else comes first', () => {
  assert.equal(nextStep(SETTLED), 'nothing');
  const worst = { problem: true, addressSet: false, assistants: 0, waitingTools: 3, needSignIn: 1 };
  assert.equal(nextStep({ ...worst, home: 'away' }), 'homeAway');
  assert.equal(nextStep({ ...worst, home: 'refused' }), 'homeRefused');
  assert.equal(nextStep({ ...worst, home: 'connected' }), 'noAddress');
  assert.equal(nextStep({ ...SETTLED, problem: true, assistants: 0 }), 'problem');
  assert.equal(nextStep({ ...SETTLED, assistants: 0, waitingTools: 3 }), 'connect');
  assert.equal(nextStep({ ...SETTLED, waitingTools: 3, needSignIn: 1 }), 'approve');
  assert.equal(nextStep({ ...SETTLED, needSignIn: 1 }), 'signIn');
});

test('the page shows each address with how far it reaches, and the home', async (t) => {
  const { as, ada, latchkey, home } = await settingsStage(t, {
    baseUrl: (port) => `http://127.0.0.1:${port},https://mcp.example.net,http://house.local:8086`,
  });
  const page = await as(ada).read('');
  assert.ok(page.includes(`<code id="address-0">${latchkey.url}</code>`));
  assert.match(page, /https:\/\/mcp\.example\.net\/mcp<\/code>[\s\S]*Works from everywhere/);
  assert.match(page, /http:\/\/house\.local:8086\/mcp<\/code>[\s\S]*Works in your house only/);
  assert.ok(page.includes(`Connected, version ${home.version}`));
  assert.match(page, /Connect your first assistant/);
  // Claude runs on the internet, so it is told the address that is there.
  assert.match(page, /id="code-claude"[^>]*>https:\/\/mcp\.example\.net\/mcp</);
  assert.doesNotMatch(page, /needs a public https address/);
  assert.doesNotMatch(page, /undefined|\[object/);
});

test('assistants of the internet are told when no address is of use to them', async (t) => {
  const { as, ada } = await settingsStage(t);
  assert.equal((await as(ada).read('')).match(/needs a public https address/g)?.length, 2);
});

test('once an assistant is connected there is nothing left to do', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  await signIn(latchkey.base, ada);
  const page = await as(ada).read('');
  assert.match(page, /Everything is set up/);
  assert.match(page, /1 connected/);
});
