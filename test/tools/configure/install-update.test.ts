import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatchkeyError } from '../../../src/core/errors.ts';
import { unreachable } from '../../../src/home/errors.ts';
import { installUpdate } from '../../../src/tools/configure/install-update.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, type SmallHome, smallHome } from '../small-home.ts';

const ID = 'update.lamp';

function home(attributes: Record<string, unknown> = {}, state = 'on'): SmallHome {
  return smallHome([
    {
      id: ID,
      name: 'Lamp',
      state,
      attributes: {
        installed_version: '1.0',
        latest_version: '1.1',
        in_progress: false,
        supported_features: 1,
        ...attributes,
      },
    },
  ]);
}

async function install(place: SmallHome, args: Record<string, unknown> = {}) {
  const answer = await installUpdate.call({ entity_id: ID, ...args }, contextOf(place, NOW));
  return { answer, text: answer.content[0].text, call: place.calls[0]?.call };
}

test('an update that arrives after the call is waited for', async () => {
  const place = home();
  place.onCall = (_call, states) => {
    const change = (attributes: Record<string, unknown>, s = 'on') =>
      states.apply({ c: { [ID]: { '+': { s, a: attributes, lc: NOW / 1_000 } } } });
    change({ in_progress: true });
    setImmediate(() => change({ in_progress: false, installed_version: '1.1' }, 'off'));
  };
  const { answer, text, call } = await install(place);
  assert.deepEqual(call, {
    domain: 'update',
    service: 'install',
    data: {},
    target: { entity_id: [ID] },
  });
  assert.equal(installUpdate.output.parse(answer.structuredContent).finished, true);
  assert.equal(text, 'Lamp now runs 1.1; before it was 1.0.');
});

test('what Home Assistant would refuse is not even asked', async () => {
  for (const [attributes, args, message] of [
    [{ supported_features: 0 }, {}, /cannot install this/],
    [{ in_progress: true }, {}, /1\.1 is already being installed/],
    [{ in_progress: 40 }, {}, /already being installed/],
    [{}, { version: '1.2' }, /only the newest version \(1\.1\)/],
    [{}, { backup: true }, /cannot make a backup of itself/],
    [{ supported_features: 3 }, { version: '1.0' }, /1\.0 is already installed/],
  ] as const) {
    const { answer, text, call } = await install(home(attributes), args);
    assert.equal(answer.isError, true);
    assert.match(text, message);
    assert.equal(call, undefined);
  }
  const current = await install(home({ latest_version: '1.0' }, 'off'));
  assert.match(current.text, /no update is pending; it runs 1\.0/);
  const skipped = await install(home({ skipped_version: '1.1' }, 'off'));
  assert.match(skipped.text, /was skipped/);
  const gone = await install(home({}, 'unavailable'));
  assert.match(gone.text, /unavailable right now/);
});

test('a version and a backup are asked for where they can be', async () => {
  const place = home({ supported_features: 1 | 2 | 8 });
  place.onCall = (_call, states) =>
    states.apply({
      c: { [ID]: { '+': { a: { installed_version: '0.9' }, lc: NOW / 1_000 } } },
    });
  const { answer, call } = await install(place, { version: '0.9', backup: true });
  assert.deepEqual(call?.data, { version: '0.9', backup: true });
  const { from, to, finished } = installUpdate.output.parse(answer.structuredContent);
  assert.deepEqual([from, to, finished], ['1.0', '0.9', true]);
});

test('one that takes long is still running, with how far it is', async () => {
  const place = home();
  place.onCall = (_call, states) => {
    const attributes = { in_progress: true, update_percentage: 40 };
    states.apply({ c: { [ID]: { '+': { a: attributes, lc: NOW / 1_000 } } } });
    throw new LatchkeyError('home_timeout', 'too long');
  };
  const { answer, text } = await install(place);
  const { finished, progress } = installUpdate.output.parse(answer.structuredContent);
  assert.deepEqual([finished, progress], [false, 40]);
  assert.match(text, /being updated from 1\.0 to 1\.1 \(40 %\)/);
});

test('a home that restarts for its own update is no failure, another that is gone is', async () => {
  const core = home({ title: 'Home Assistant Core' });
  const lamp = home();
  for (const place of [core, lamp]) {
    place.onCall = () => {
      throw unreachable('connection lost');
    };
  }
  const { answer, text } = await install(core);
  assert.equal(installUpdate.output.parse(answer.structuredContent).restarts, true);
  assert.match(text, /Home Assistant restarts, so the connection drops/);
  assert.equal((await install(lamp)).answer.isError, true);
});
