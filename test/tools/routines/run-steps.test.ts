import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSteps } from '../../../src/tools/routines/run-steps.ts';

const at = (second: number) => `2026-11-21T06:34:${35 + second}.100000+00:00`;

/** The single step a trace of one path has. */
function stepOf(more: object) {
  const [step] = readSteps({ x: [{ path: 'x', timestamp: at(0), ...more }] }, 'Europe/Madrid');
  return step;
}

test('steps stand in the order they happened, in the time of the home', () => {
  const steps = readSteps(
    {
      'action/0': [
        { path: 'action/0', timestamp: at(1) },
        { path: 'action/0', timestamp: at(3) },
      ],
      'action/1': [{ path: 'action/1', timestamp: at(2) }],
    },
    'Europe/Madrid',
  );
  assert.deepEqual(
    steps.map(({ path }) => path),
    ['action/0', 'action/1', 'action/0'],
  );
  assert.equal(steps[0]?.time, '2026-11-21T07:34:36+01:00');
});

const OUTCOMES: readonly [object, string | undefined][] = [
  [{ result: { result: true } }, 'true'],
  [
    { result: { result: false, state: 'Home', wanted_state: 'Night' } },
    'false (state Home, wanted state Night)',
  ],
  [{ result: { choice: 'else' } }, 'chose else'],
  [{ result: { stop: 'done', error: false } }, 'stopped: done'],
  [
    { result: { params: { domain: 'light', service: 'turn_on', service_data: {}, target: {} } } },
    'called light.turn_on',
  ],
  [{ result: { delay: 1, done: true } }, '{"delay":1,"done":true}'],
  [{ changed_variables: { trigger: { description: 'state of light.a' } } }, 'state of light.a'],
  [{ changed_variables: { trigger: { platform: null } } }, 'started by hand or by a service call'],
  [{ changed_variables: { x: 1 } }, undefined],
];

for (const [step, outcome] of OUTCOMES) {
  test(`${JSON.stringify(step)} is told as ${outcome}`, () => {
    assert.equal(stepOf(step)?.outcome, outcome);
  });
}

test('errors are told, those of templates too', () => {
  assert.equal(stepOf({ error: 'Action a.b not found' })?.error, 'Action a.b not found');
  assert.equal(
    stepOf({ template_errors: ["'x' is undefined"] })?.error,
    "template: 'x' is undefined",
  );
});

test('long ones are cut, and odd ones do not throw', () => {
  const data = { params: { domain: 'a', service: 'b', service_data: { text: 'x'.repeat(999) } } };
  assert.equal(stepOf({ result: data })?.outcome?.length, 300);
  for (const odd of [null, 3, 'x', [], { a: null }, { a: [null, 3] }]) readSteps(odd, 'UTC');
});
