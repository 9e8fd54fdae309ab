import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  covers,
  defaultScope,
  formatScope,
  grantedScope,
  HOME_SCOPES,
  intersect,
  machineScope,
  offered,
  type Permission,
  parseScope,
  permissionsFor,
  preselected,
} from '../../src/policy/scopes.ts';
import fc from '../support/fast-check.ts';

const ALL = [...HOME_SCOPES];

test('a scope string is read whatever its spaces, and written in one order', () => {
  assert.deepEqual(parseScope('  home:control home:read  home:read '), [
    'home:read',
    'home:control',
  ]);
  assert.deepEqual(parseScope(undefined), []);
  assert.equal(
    formatScope(['upstream:b', 'energy:read', 'home:read']),
    'home:read energy:read upstream:b',
  );
});

test('control covers reading, configuring covers both, and nothing else covers anything', () => {
  assert.equal(covers(['home:control'], ['home:read']), true);
  assert.equal(covers(['home:configure'], ['home:read', 'home:control']), true);
  assert.equal(covers(['home:read'], ['home:control']), false);
  assert.equal(covers(['home:configure'], ['energy:read']), false);
  assert.equal(covers([], []), true);
});

test('with nothing asked, all but configuring is on the table and control is preselected', () => {
  const table = offered([], ALL, undefined);
  assert.deepEqual(table, ['home:read', 'home:control', 'energy:read']);
  assert.deepEqual(permissionsFor(table), ['look', 'control']);
  assert.equal(preselected(permissionsFor(table)), 'control');
});

test('configuring is offered to who asks for it and is never preselected', () => {
  const table = offered(['home:configure'], ALL, undefined);
  assert.deepEqual(permissionsFor(table), ['look', 'control', 'configure']);
  assert.equal(preselected(permissionsFor(table)), 'control');
  assert.deepEqual(grantedScope(table, 'configure', true), [
    'home:read',
    'home:control',
    'home:configure',
  ]);
  assert.deepEqual(grantedScope(table, 'configure', false), ['home:read', 'home:control']);
});

test('a client gets nothing it may not have, nor the operator does not offer', () => {
  assert.deepEqual(offered(['home:control'], ALL, ['home:read']), ['home:read']);
  assert.deepEqual(offered(['home:configure'], ['home:read'], undefined), ['home:read']);
  assert.deepEqual(defaultScope(['home:read', 'home:configure']), ['home:read']);
});

const STRANGERS = ['upstream:files', 'claudeai', 'constructor', '__proto__', 'toString'];
const anyScope = fc.subarray([...ALL, ...STRANGERS]);
const anyPermission = fc.constantFrom<Permission>('look', 'control', 'configure');

test('what is granted was asked for, allowed, chosen and permitted, whatever the input', () => {
  fc.assert(
    fc.property(anyScope, anyScope, anyPermission, fc.boolean(), (asked, client, chosen, admin) => {
      const table = offered(asked, ALL, client);
      const granted = grantedScope(table, chosen, admin);
      assert.deepEqual(intersect(granted, table), granted);
      assert.ok(covers(client, granted));
      if (asked.length > 0) assert.ok(covers(asked, granted));
      if (!admin) assert.ok(!granted.includes('home:configure'));
      if (chosen === 'look') assert.ok(!granted.includes('home:control'));
      if (chosen !== 'configure') assert.ok(!granted.includes('home:configure'));
    }),
  );
});

test('a machine looks unless more was written, and configures only as an administrator', () => {
  assert.deepEqual(machineScope(undefined, ALL, true), ['home:read', 'energy:read']);
  assert.deepEqual(machineScope([], ALL, true), []);
  assert.deepEqual(machineScope(['home:control'], ALL, false), ['home:read', 'home:control']);
  assert.deepEqual(machineScope(['home:configure'], ALL, false), ['home:read', 'home:control']);
  assert.deepEqual(machineScope(['home:configure'], ALL, true), ALL.slice(0, 3));
  assert.deepEqual(machineScope(['upstream:x'], ALL, true), [], 'what is not offered at all');
});
