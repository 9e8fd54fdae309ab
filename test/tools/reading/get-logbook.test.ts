import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causeOf, getLogbook } from '../../../src/tools/reading/get-logbook.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

const things = [
  { id: 'light.kitchen', name: 'Kitchen' },
  { id: 'automation.evening', name: 'Evening' },
  { id: 'person.ada', name: 'Ada', attributes: { user_id: 'u1' } },
];

test('who or what caused it, as far as Home Assistant says', () => {
  const { mirror } = smallHome(things);
  for (const [entry, cause] of [
    [{}, undefined],
    [{ context_user_id: 'u1' }, 'Ada'],
    [{ context_user_id: 'u9' }, 'someone signed in'],
    [
      { context_user_id: 'u1', context_domain: 'light', context_service: 'turn_on' },
      'Ada, light.turn_on',
    ],
    [
      {
        context_entity_id: 'automation.evening',
        context_domain: 'automation',
        context_source: 'time pattern',
      },
      'Evening (automation.evening), time pattern',
    ],
  ] as const) {
    assert.equal(causeOf(entry, mirror), cause);
  }
});

test('newest first, within the limit, and nothing of entities this person does not have', async () => {
  const home = smallHome(things);
  const when = NOW / 1000;
  const entries = [
    { when: when - 30, entity_id: 'light.kitchen', state: 'on', context_user_id: 'u1' },
    { when: when - 20, entity_id: 'light.secret', state: 'on' },
    { when: when - 10, entity_id: 'light.kitchen', state: 'off' },
    { when: when - 10, entity_id: 'light.kitchen', state: 'on' },
  ];
  const context = contextOf({ ...home, command: async () => entries as never }, NOW);
  const answer = await getLogbook.call({ limit: 2 }, context);
  const { events, left_out } = getLogbook.output.parse(answer.structuredContent);
  assert.deepEqual(
    events.map(({ state }) => state),
    ['on', 'off'],
  );
  assert.equal(left_out, 1);
  assert.doesNotMatch(JSON.stringify(answer), /secret/);
});
