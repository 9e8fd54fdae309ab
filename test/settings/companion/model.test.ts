import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CompanionFacts,
  type CompanionStep,
  companionStep,
} from '../../../src/settings/companion/model.ts';

const RUNNING = { version: '1.0.0', entries: ['entry'], open: true };
const WORKS: CompanionFacts = {
  files: 'current',
  filesVersion: '1.0.0',
  shippedVersion: '1.0.0',
  inHome: RUNNING,
  hasDoor: true,
  heard: true,
};
const NONE = { version: undefined, entries: [], open: false };

const STEPS: readonly (readonly [Partial<CompanionFacts>, CompanionStep])[] = [
  [{}, 'works'],
  [{ heard: false }, 'quiet'],
  [{ hasDoor: false }, 'address'],
  [{ inHome: { ...RUNNING, open: false } }, 'add'],
  [{ inHome: { ...RUNNING, version: '0.9.0' } }, 'restart'],
  [{ inHome: NONE }, 'restart'],
  [{ inHome: undefined }, 'unknown'],
  [{ files: 'stale' }, 'update'],
  [{ files: 'absent' }, 'restartGone'],
  [{ files: 'absent', inHome: NONE }, 'install'],
  [{ files: 'absent', inHome: undefined }, 'install'],
  [{ files: 'no_home' }, 'works'],
  [{ files: 'no_home', inHome: { ...RUNNING, version: '0.9.0' } }, 'updateByHand'],
  [{ files: 'no_home', inHome: NONE }, 'byHand'],
  [{ files: 'no_home', inHome: undefined }, 'byHand'],
  [{ files: 'not_allowed', inHome: NONE }, 'notAllowed'],
  [{ files: 'failed', inHome: NONE }, 'failed'],
];

for (const [facts, step] of STEPS) {
  test(`${step}: ${JSON.stringify(facts)}`, () => {
    assert.equal(companionStep({ ...WORKS, ...facts }), step);
  });
}
