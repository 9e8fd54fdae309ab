import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { connect, homeFor, personOf, RawSocket, until } from './support.ts';

const NOTHING = { all: false, entities: [], domains: [], time: false };
const ACCEPTED = { id: 2, type: 'result', success: true, result: null };

/** The frames that answer a template. */
async function frames(t: TestContext, template: string, count: number): Promise<unknown[]> {
  const home = await homeFor(t);
  const socket = new RawSocket(home);
  await socket.logIn(personOf(home, 'Ben').token);
  socket.send({ id: 2, type: 'render_template', template, report_errors: true });
  const answers: unknown[] = [];
  for (let index = 0; index < count; index += 1) answers.push(await socket.frame(2 + index));
  socket.send({ id: 3, type: 'ping' });
  assert.deepEqual(await socket.frame(2 + count), { id: 3, type: 'pong' });
  return answers;
}

const event = (content: object) => ({ id: 2, type: 'event', event: content });

test('a template is accepted, then rendered', async (t) => {
  assert.deepEqual(await frames(t, "{{ states('lock.front_door') }}", 2), [
    ACCEPTED,
    event({ result: 'locked', listeners: { ...NOTHING, entities: ['lock.front_door'] } }),
  ]);
});

test('an error comes before it is accepted, and again after', async (t) => {
  const error = event({
    error: "TemplateSyntaxError: unexpected '}', expected ')'",
    level: 'ERROR',
  });
  assert.deepEqual(await frames(t, "{{ states('x' }}", 3), [error, ACCEPTED, error]);
});

test('what is undefined is warned of around the result', async (t) => {
  const warning = event({ error: "'nope' is undefined", level: 'WARNING' });
  const rendered = event({ result: '', listeners: NOTHING });
  assert.deepEqual(await frames(t, '{{ nope }}', 4), [warning, ACCEPTED, warning, rendered]);
});

test('it is rendered again when an entity changes, until it is unsubscribed', async (t) => {
  const home = await homeFor(t);
  const ben = await connect(t, home, 'Ben');
  const results: unknown[] = [];
  const end = await ben.subscribeMessage<{ result: unknown }>(
    ({ result }) => results.push(result),
    { type: 'render_template', template: "{{ is_state('light.bedroom', 'on') }}" },
  );
  home.setState('light.bedroom', 'on');
  await until(() => results.includes(true), 'the change');
  await end();
  const before = results.length;
  home.setState('light.bedroom', 'off');
  await ben.ping();
  assert.equal(results.length, before);
});
