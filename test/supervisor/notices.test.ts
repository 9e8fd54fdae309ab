import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import type { Commander, HomeMessage } from '../../src/home/link.ts';
import { Notices } from '../../src/supervisor/notices/notices.ts';
import { standingNow } from '../../src/supervisor/notices/standing.ts';
import { type Notice, type Standing, wantedNotices } from '../../src/supervisor/notices/wanted.ts';
import { en } from '../../src/words/en.ts';
import { LANGUAGES } from '../../src/words/words.ts';
import { TestClock } from '../support/latchkey-under-test.ts';
import { signIn } from '../support/oauth-client.ts';
import { settingsStage } from '../support/settings-stage.ts';

const CALM: Standing = {
  toolsWaiting: [],
  signInNeeded: [],
  companionStale: false,
  signedOut: [],
  door: 'sound',
};
const ALL: Standing = {
  toolsWaiting: ['notes'],
  signInNeeded: ['files'],
  companionStale: true,
  signedOut: ['Ada'],
  door: 'problem',
};

test('nothing is said while nothing needs a person, and one of each kind otherwise', () => {
  assert.deepEqual(wantedNotices(CALM, en), []);
  for (const [language, wordsIn] of LANGUAGES) {
    const words = wordsIn();
    const all = wantedNotices(ALL, words);
    assert.equal(new Set(all.map(({ id }) => id)).size, 5, language);
    assert.ok(all.every(({ id }) => id.startsWith('latchkey_')));
  }
});

test('names are few, and none of them is Markdown', () => {
  const names = ['[x](https://evil.example)', '**a**', 'b', 'c', 'd', 'e', 'f'];
  const [notice] = wantedNotices({ ...CALM, toolsWaiting: names }, en);
  assert.doesNotMatch(notice?.message ?? '', /[[\]()*<>]|:\/\//);
  assert.match(notice?.message ?? '', /…/);
});

/** A Home Assistant that has notifications only. */
function screen(before: readonly Notice[] = []) {
  const shown = new Map(before.map((one) => [one.id, one]));
  const sent: string[] = [];
  const command = async (message: HomeMessage): Promise<unknown> => {
    if (message.type === 'persistent_notification/get') {
      return [...shown.values()].map(({ id, ...rest }) => ({ notification_id: id, ...rest }));
    }
    const { notification_id: id, ...rest } = message.service_data as Record<string, string>;
    sent.push(`${message.service} ${id}`);
    if (message.service === 'dismiss') shown.delete(id ?? '');
    else shown.set(id ?? '', { id: id ?? '', ...(rest as Omit<Notice, 'id'>) });
    return {};
  };
  return { shown, sent, home: { command } as Commander };
}

function kept(before: readonly Notice[] = []) {
  const clock = new TestClock();
  const at = screen(before);
  let wanted: readonly Notice[] = [];
  const notices = new Notices({
    home: async () => at.home,
    wanted: async () => wanted,
    clock: clock.read,
  });
  const keep = async (now: readonly Notice[], passed = MINUTE) => {
    clock.pass(passed);
    wanted = now;
    await notices.keep();
  };
  return { ...at, keep };
}

const A: Notice = { id: 'latchkey_a', title: 'A', message: 'one' };

test('a notification goes up once, changes with its words, and goes by itself', async () => {
  const { sent, shown, keep } = kept();
  await keep([A]);
  await keep([A]);
  assert.deepEqual(sent, ['create latchkey_a']);
  await keep([{ ...A, message: 'two' }], 11 * MINUTE);
  assert.equal(shown.get('latchkey_a')?.message, 'two');
  await keep([], 2 * MINUTE);
  assert.equal(shown.size, 0);
});

test('one that a person dismissed stays away', async () => {
  const { shown, sent, keep } = kept();
  await keep([A]);
  shown.clear();
  await keep([A], 20 * MINUTE);
  assert.equal(sent.length, 1);
});

test('what an earlier process left is taken back, and what others put up is left alone', async () => {
  const theirs = { id: 'backup', title: 'B', message: 'b' };
  const { shown, keep } = kept([A, theirs]);
  await keep([]);
  assert.deepEqual([...shown.keys()], ['backup']);
});

test('what changes all the time is shown every ten minutes at most', async () => {
  const { sent, keep } = kept();
  for (let turn = 0; turn < 100; turn += 1) {
    await keep([{ ...A, message: `turn ${turn}` }], 6_000);
  }
  assert.ok(sent.length <= 2, `${sent.length}`);
});

test('programs that act as somebody are missed once that person is signed out', async (t) => {
  const { latchkey, ada } = await settingsStage(t, {
    env: {
      MCP_API_KEYS: JSON.stringify([
        { name: 'n8n', key: 'q7Zr0aV5tX2mK9cL4nB8sD1f', act_as: 'Ada' },
        { name: 'other', key: 'q7Zr0aV5tX2mK9cL4nB8sD1g', act_as: 'Ben' },
      ]),
    },
  });
  const { store } = latchkey.latchkey;
  const now = () =>
    standingNow({
      config: {
        apiKeys: [{ actAs: 'Ada' }, { actAs: 'Ben' }],
        clients: [],
        trustedIssuers: [],
        baseUrls: [],
      } as unknown as Parameters<typeof standingNow>[0]['config'],
      store,
      gateway: { report: () => [] },
      findings: () => [],
      companionStale: () => false,
    });
  assert.deepEqual((await now()).signedOut, []);
  await signIn(latchkey.base, ada);
  assert.deepEqual((await now()).signedOut, []);
  for (const { id } of await store.grants()) await store.endGrant(id, 'disconnected', Date.now());
  assert.deepEqual((await now()).signedOut, ['Ada']);
});
