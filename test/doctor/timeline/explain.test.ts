import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MINUTE } from '../../../src/core/clock.ts';
import { explain, type StopCode } from '../../../src/doctor/timeline/explain.ts';
import type { Step, StepDetail, StepKind, StepResult } from '../../../src/doctor/timeline/steps.ts';
import { timeline as words } from '../../../src/words/en/timeline.ts';

type Written = readonly [StepKind, StepResult, StepDetail?];

/** Steps a second apart; the last is at zero. */
function steps(...written: readonly Written[]): readonly Step[] {
  return written.map(([kind, result, detail], index) => {
    const at = (index + 1 - written.length) * 1_000;
    return { number: index, kind, at, lastAt: at, times: 1, result, ...(detail && { detail }) };
  });
}

const LOOKED: readonly Written[] = [
  ['challenge', 'ok'],
  ['resource_metadata', 'refused', 'other_address'],
  ['resource_metadata', 'ok'],
  ['server_metadata', 'ok'],
];
const LET_IN: readonly Written[] = [
  ...LOOKED,
  ['registration', 'ok'],
  ['authorize', 'ok'],
  ['consent_page', 'ok'],
  ['consent', 'ok'],
];

describe('explain', () => {
  it('takes a client that looks in several places for one that looks around', () => {
    assert.equal(explain(steps(...LOOKED), MINUTE).state, 'under way');
    assert.equal(explain(steps(...LOOKED), 3 * MINUTE).stop, 'never_registered');
  });

  it('forgets a refusal once it went on', () => {
    const slow = steps(
      ...LET_IN.slice(0, -1),
      ['consent', 'refused', 'home_banned'],
      ['consent', 'ok'],
    );
    assert.deepEqual(explain(slow, 0), { state: 'under way', at: slow.at(-1), next: 'token' });
  });

  it('knows a refusal by where it was', () => {
    const stopAt = (kind: StepKind, detail: StepDetail) =>
      explain(steps(...LET_IN, [kind, 'refused', detail]), 0).stop;
    assert.equal(stopAt('registration', 'redirect_uri'), 'registration_redirect');
    assert.equal(stopAt('authorize', 'redirect_uri'), 'redirect_not_allowed');
    assert.equal(stopAt('token', 'pkce'), 'wrong_verifier');
    assert.equal(stopAt('token', 'other'), 'token_refused');
    assert.equal(stopAt('token', 'trouble'), 'trouble');
    assert.equal(stopAt('call', 'resource'), 'token_for_other_resource');
    assert.equal(stopAt('call', 'other'), 'call_refused');
    assert.equal(stopAt('challenge', 'too_many_requests'), 'too_many_requests');
  });

  it('leaves a connection connected that is asked for more permission, not one that never worked', () => {
    const worked = steps(...LET_IN, ['token', 'ok'], ['call', 'ok'], ['call', 'refused', 'scope']);
    assert.equal(explain(worked, 0).state, 'connected');
    assert.equal(
      explain(steps(...LET_IN, ['token', 'ok'], ['call', 'refused', 'scope']), 0).stop,
      'scope',
    );
  });

  it('says nothing of nothing', () => {
    assert.deepEqual(explain([], 0), { state: 'under way' });
  });
});

it('every stop has three whole sentences, whatever is known', () => {
  for (const code of Object.keys(words.stops) as StopCode[]) {
    for (const about of [
      {},
      { client: 'Claude', hosted: true },
      { client: 'Claude', hosted: false, host: 'a.example' },
    ]) {
      const said = words.stops[code](about);
      for (const sentence of [said.happened, said.means, said.todo]) {
        assert.match(sentence, /^[A-Z][^<>*]+\.$/, `${code}: ${sentence}`);
        assert.doesNotMatch(sentence, /undefined|\.\.| {2}/);
      }
    }
  }
});
