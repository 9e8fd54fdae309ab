import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namespaced } from '../../src/upstreams/tool-names.ts';
import fc from '../support/fast-check.ts';

test('a name stands behind its upstream', () => {
  assert.equal(namespaced('github', 'create_issue'), 'github__create_issue');
});

test('what no assistant takes is changed, and stays apart', () => {
  const dotted = namespaced('files', 'read.file');
  assert.match(dotted, /^files__read_file_[0-9a-f]{8}$/);
  assert.notEqual(dotted, namespaced('files', 'read/file'));
  assert.notEqual(dotted, namespaced('files', 'read_file'));
});

test('every name fits, and two names stay two', () => {
  const upstream = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,23}$/);
  fc.assert(
    fc.property(upstream, fc.string(), fc.string(), (from, one, other) => {
      assert.match(namespaced(from, one), /^[A-Za-z0-9_-]{1,64}$/);
      if (one !== other) assert.notEqual(namespaced(from, one), namespaced(from, other));
    }),
  );
  const long = 'x'.repeat(200);
  assert.equal(namespaced('a'.repeat(24), long).length, 64);
});
