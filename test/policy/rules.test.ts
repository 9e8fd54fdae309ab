import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../src/policy/decide.ts';
import {
  areLimited,
  combine,
  type EntityFacts,
  permits,
  type Rule,
  rulesOver,
} from '../../src/policy/rules.ts';
import { HOME_SCOPES } from '../../src/policy/scopes.ts';
import fc from '../support/fast-check.ts';

const LIGHT: EntityFacts = {
  id: 'light.a',
  domain: 'light',
  areaId: 'kitchen',
  labels: ['party'],
  exposed: true,
};

const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values]), { nil: undefined });
const maybe = fc.option(fc.boolean(), { nil: undefined });
const words = some(['light.a', 'lock.b', 'light', 'lock', 'lock.unlock']);

const rule: fc.Arbitrary<Rule> = fc
  .record({
    readOnly: maybe,
    scopes: some(HOME_SCOPES),
    domains: some(['light', 'lock']),
    areas: some(['kitchen', 'hall']),
    labels: some(['party', 'night']),
    entities: some(['light.a', 'lock.b']),
    exposedOnly: maybe,
    sensitive: words,
    withoutAsking: words,
  })
  .map(
    (all) =>
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Rule,
  );

const entity: fc.Arbitrary<EntityFacts> = fc.record({
  id: fc.constantFrom('light.a', 'lock.b', 'light.c'),
  domain: fc.constantFrom('light', 'lock'),
  areaId: fc.constantFrom(undefined, 'kitchen', 'hall'),
  labels: fc.subarray(['party', 'night']),
  exposed: fc.boolean(),
});

const tool = fc.record({
  name: fc.constant('a_tool'),
  scope: fc.constantFrom(...HOME_SCOPES),
  reach: fc.constantFrom('entities' as const, 'everything' as const),
  annotations: fc.record({ readOnlyHint: fc.boolean() }),
});

test('one more rule never permits an entity or a tool that was not permitted before', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 3 }),
      rule.map(({ exposedOnly, ...rest }) =>
        exposedOnly === true ? { ...rest, exposedOnly } : rest,
      ),
      fc.boolean(),
      entity,
      tool,
      fc.subarray([...HOME_SCOPES]),
      (rules, more, administrator, thing, called, scope) => {
        const before = combine(rules, administrator);
        const after = combine([...rules, more], administrator);
        assert.ok(!permits(after, thing) || permits(before, thing));
        const allowed = (held: typeof before) => decide({ scope }, held, called).status === 'allow';
        assert.ok(!allowed(after) || allowed(before));
      },
    ),
  );
});

test('the order of rules means nothing', () => {
  fc.assert(
    fc.property(
      rule,
      rule,
      fc.boolean(),
      entity,
      tool,
      (one, other, administrator, thing, called) => {
        const [left, right] = [
          [one, other],
          [other, one],
        ].map((rules) => combine(rules, administrator));
        assert.ok(left !== undefined && right !== undefined);
        assert.equal(permits(left, thing), permits(right, thing));
        const scope = [...HOME_SCOPES];
        assert.equal(
          decide({ scope }, left, called).status,
          decide({ scope }, right, called).status,
        );
      },
    ),
  );
});

test('who is limited sees nothing but what every limit permits, and no tool that sees everything', () => {
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 3 }),
      fc.boolean(),
      entity,
      (rules, administrator, thing) => {
        const held = combine(rules, administrator);
        if (!permits(held, thing)) assert.ok(areLimited(held));
        const everything = {
          name: 'everything',
          scope: 'home:read',
          reach: 'everything' as const,
          annotations: { readOnlyHint: true },
        };
        const decision = decide({ scope: [...HOME_SCOPES] }, held, everything);
        assert.ok(!areLimited(held) || decision.status === 'deny');
      },
    ),
  );
});

test('what is exposed to Assist is all there is for whoever is no administrator', () => {
  const hidden = { ...LIGHT, exposed: false };
  assert.equal(permits(combine([], false), LIGHT), true);
  assert.equal(permits(combine([], false), hidden), false);
  assert.equal(permits(combine([], true), hidden), true);
  assert.equal(permits(combine([{ exposedOnly: true }], true), hidden), false);
  assert.equal(permits(combine([{ exposedOnly: false }], false), hidden), true);
  assert.equal(
    permits(combine([{ exposedOnly: false }, { exposedOnly: true }], false), hidden),
    false,
  );
});

test('the rule of a client never permits what the other rules do not', () => {
  fc.assert(
    fc.property(rule, rule, rule, rule, fc.boolean(), entity, (...drawn) => {
      const [everywhere, home, person, client, administrator, thing] = drawn;
      const without = rulesOver({ everywhere, home, person }, administrator);
      const held = rulesOver({ everywhere, home, person, client }, administrator);
      assert.ok(!permits(held, thing) || permits(without, thing));
    }),
  );
  const hidden = { ...LIGHT, exposed: false };
  const lifts = { exposedOnly: false };
  assert.equal(permits(rulesOver({ everywhere: {}, client: lifts }, false), hidden), false);
  assert.equal(permits(rulesOver({ everywhere: {}, person: lifts }, false), hidden), true);
  assert.equal(permits(rulesOver({ everywhere: {}, home: lifts }, false), hidden), true);
});

test('each list narrows: domains, areas, labels and entities', () => {
  for (const [limit, permitted] of [
    [{ domains: ['light'] }, true],
    [{ domains: ['lock'] }, false],
    [{ areas: ['kitchen'] }, true],
    [{ areas: ['hall'] }, false],
    [{ labels: ['night', 'party'] }, true],
    [{ labels: ['night'] }, false],
    [{ entities: ['light.a'] }, true],
    [{ entities: [] }, false],
    [{ domains: ['light'], areas: ['hall'] }, false],
  ] as const) {
    assert.equal(permits(combine([limit], true), LIGHT), permitted, JSON.stringify(limit));
  }
  assert.equal(
    permits(combine([{ areas: ['kitchen'] }], true), { ...LIGHT, areaId: undefined }),
    false,
  );
});

test('a rule is a sentence, a scope that was not granted is a step up, and the rule comes first', () => {
  const called = {
    name: 'call_service',
    scope: 'home:control',
    reach: 'entities' as const,
    annotations: { readOnlyHint: false },
  };
  const look = { scope: ['home:read'] };
  const control = { scope: ['home:control'] };
  const none = combine([], true);
  assert.deepEqual(decide(look, none, called), { status: 'hide', needs: ['home:control'] });
  assert.deepEqual(decide(control, none, called), { status: 'allow' });
  for (const limit of [{ readOnly: true }, { scopes: ['home:read', 'energy:read'] }]) {
    for (const caller of [look, control]) {
      assert.equal(decide(caller, combine([limit], true), called).status, 'deny');
    }
  }
  const implied = combine([{ scopes: ['home:configure'] }], true);
  assert.deepEqual(decide(control, implied, called), { status: 'allow' });
});
