import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendNotification } from '../../../src/tools/control/send-notification.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome, type Thing } from '../small-home.ts';

const PEOPLE: readonly Thing[] = [
  { id: 'device_tracker.pixel_9', device: 'pixel', state: 'home' },
  { id: 'device_tracker.tablet', device: 'tablet', state: 'home' },
  {
    id: 'person.ada',
    name: 'Ada',
    attributes: { device_trackers: ['device_tracker.pixel_9'] },
  },
  {
    id: 'person.eve',
    name: 'Eve',
    attributes: { device_trackers: ['device_tracker.tablet'] },
  },
  { id: 'person.ben', name: 'Ben', attributes: { device_trackers: [] } },
  { id: 'notify.tablet', name: 'Tablet', device: 'tablet', attributes: { supported_features: 1 } },
  { id: 'notify.asleep', name: 'Asleep', state: 'unavailable', hidden: true },
  { id: 'notify.pager', name: 'Pager', attributes: { supported_features: 0 } },
];

async function send(args: Record<string, unknown>) {
  const place = smallHome(PEOPLE);
  const answer = await sendNotification.call({ message: 'Hi', ...args }, contextOf(place, NOW));
  return { text: answer.content[0].text, error: answer.isError, call: place.calls[0]?.call };
}

test('a phone is found by its service, its short name in a suggestion, and its person', async () => {
  const phone = { domain: 'notify', service: 'mobile_app_device_pixel', data: { message: 'Hi' } };
  for (const target of [
    'mobile_app_device_pixel',
    'notify.mobile_app_device_pixel',
    'person.ada',
  ]) {
    assert.deepEqual((await send({ target })).call, phone, target);
  }
  const { text, call } = await send({ target: 'device pixel' });
  assert.match(text, /Did you mean mobile_app_device_pixel\?/);
  assert.equal(call, undefined);
});

test("a person's phone without a service is reached by its notify entity", async () => {
  const { call } = await send({ target: 'person.eve', title: 'T' });
  assert.deepEqual(call, {
    domain: 'notify',
    service: 'send_message',
    data: { message: 'Hi', title: 'T' },
    target: { entity_id: ['notify.tablet'] },
  });
});

test('what takes no title gets it in the message', async () => {
  const { call } = await send({ target: 'notify.pager', title: 'T' });
  assert.deepEqual(call?.data, { message: 'T\nHi' });
});

test('only phones are told that it is important', async () => {
  const phone = await send({ target: 'person.ada', important: true });
  assert.deepEqual(phone.call?.data, {
    message: 'Hi',
    data: { ttl: 0, priority: 'high', push: { 'interruption-level': 'time-sensitive' } },
  });
  const other = await send({ target: 'telegram', important: true });
  assert.deepEqual(other.call?.data, { message: 'Hi' });
  assert.match(other.text, /Only phones/);
});

test('nothing is sent to nobody in particular', async () => {
  for (const [target, message] of [
    [
      undefined,
      'Nothing was sent: name a target. Targets: mobile_app_device_pixel, telegram, notify.tablet, notify.pager, persistent_notification.',
    ],
    ['person.ben', /^Ben has no phone .*Targets: mobile_app/],
    ['notify.notify', /^No notification target notify\.notify\./],
    ['notify.send_message', /^No notification target/],
    ['light.kitchen', /^No notification target/],
    ['notify.asleep', /unavailable right now/],
  ] as const) {
    const { text, error, call } = await send({ target });
    assert.equal(error, true);
    if (typeof message === 'string') assert.equal(text, message);
    else assert.match(text, message);
    assert.equal(call, undefined);
  }
});
