import assert from 'node:assert/strict';
import { test } from 'node:test';
import { upstreamsIn, withImplied, withinGrant } from '../../src/policy/scopes.ts';
import { ago } from '../../src/settings/ago.ts';
import { levelsOf, loweredScope } from '../../src/settings/connected/lowered-scope.ts';
import fc from '../support/fast-check.ts';

const SCOPES = [
  'home:read',
  'home:control',
  'home:configure',
  'energy:read',
  'upstream:shop',
  'upstream:constructor',
];
const someScope = fc.subarray(SCOPES).map(withImplied);
const someForm = fc.record({
  level: fc.constantFrom(undefined, 'nothing', 'look', 'control', 'configure'),
  energy: fc.boolean(),
  servers: fc.array(
    fc.oneof(fc.constantFrom('shop', 'constructor', 'home:configure'), fc.string()),
  ),
});

test('whatever is chosen, nothing is added', () => {
  fc.assert(
    fc.property(someScope, someForm, (scope, form) => {
      for (const one of loweredScope(scope, form)) assert.ok(scope.includes(one));
    }),
  );
});

test('what the form shows at first changes nothing', () => {
  fc.assert(
    fc.property(someScope, (scope) => {
      const shown = {
        level: levelsOf(scope).at(-1),
        energy: scope.includes('energy:read'),
        servers: upstreamsIn(scope),
      };
      assert.deepEqual(loweredScope(scope, shown), scope);
    }),
  );
});

test('each level takes away what is above it, and nothing else', () => {
  const all = withImplied(SCOPES);
  assert.deepEqual(levelsOf(all), ['nothing', 'look', 'control', 'configure']);
  assert.deepEqual(levelsOf(['home:read']), ['look']);
  assert.deepEqual(levelsOf(['energy:read']), []);
  const others = { energy: false, servers: ['shop'] };
  assert.deepEqual(loweredScope(all, { level: 'nothing', ...others }), ['upstream:shop']);
  assert.deepEqual(loweredScope(all, { level: 'control', ...others }), [
    'home:read',
    'home:control',
    'upstream:shop',
  ]);
});

test('a token never gives more than its grant, nor more than it says', () => {
  fc.assert(
    fc.property(fc.subarray(SCOPES), someScope, (said, granted) => {
      for (const one of withinGrant(said, granted)) {
        assert.ok(granted.includes(one) && withImplied(said).includes(one));
      }
    }),
  );
  assert.deepEqual(withinGrant(['home:control'], ['home:read', 'home:control']), ['home:control']);
  assert.deepEqual(withinGrant(['home:control'], ['home:read']), ['home:read']);
});

test('how long ago something was is said in the largest unit that fits', () => {
  const said = (ms: number) => ago(0, ms, 'en', 'just now');
  assert.equal(said(-5), 'just now');
  assert.equal(said(59_999), 'just now');
  assert.equal(said(60_000), '1 minute ago');
  assert.equal(said(3_600_000 * 5), '5 hours ago');
  assert.equal(said(86_400_000 * 1.5), 'yesterday');
  assert.equal(said(86_400_000 * 40), '40 days ago');
});
