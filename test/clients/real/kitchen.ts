import assert from 'node:assert/strict';
import type { LatchkeyUnderTest } from '../../support/latchkey-under-test.ts';
import type { Person } from './person.ts';
import type { Ran } from './program.ts';

export const LIGHT = 'light.kitchen';

/** The call by which every client turns on the light. */
export const TURN_ON = { domain: 'light', service: 'turn_on', entity_id: LIGHT };

/** Turns the light off, so that it can be seen to go on. */
export function darken(latchkey: LatchkeyUnderTest): void {
  latchkey.home.setState(LIGHT, 'off');
}

/** Asserts that the light is on, as the home itself says, and that it was Ada who turned it on. */
export async function assertLit({ home, people }: LatchkeyUnderTest): Promise<void> {
  const answer = await fetch(`${home.url}/api/states/${LIGHT}`, {
    headers: { Authorization: `Bearer ${people[0].token}` },
  });
  const { state } = (await answer.json()) as { state?: unknown };
  assert.equal(state, 'on');
  const asked = home.commands().findLast(({ type }) => type === 'call_service');
  assert.equal(asked?.personId, home.people[0]?.id);
}

/** Asserts that a client signed in once, saw the tools, and turned on the light. */
export async function assertDone(
  latchkey: LatchkeyUnderTest,
  person: Person,
  ran: Ran,
): Promise<void> {
  // Told first: when the person could not finish, the client only says that it waited in vain.
  await person.finished();
  assert.equal(ran.code, 0, ran.complaints + ran.output);
  const last = ran.output.trim().split('\n').at(-1) ?? '';
  const { tools } = JSON.parse(last) as { tools: readonly string[] };
  assert.ok(tools.includes('call_service'), last);
  assert.equal(person.opened.length, 1);
  await assertLit(latchkey);
}
