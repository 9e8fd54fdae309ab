import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsAfter } from '../../../src/tools/configure/labels.ts';
import { smallHome } from '../small-home.ts';

const { mirror } = smallHome([]);

test('labels are set, added and taken away, by id or name', () => {
  assert.deepEqual(labelsAfter(mirror, ['old'], { labels: ['Party'] }), ['party']);
  assert.deepEqual(labelsAfter(mirror, ['old'], { labels: [] }), []);
  assert.deepEqual(labelsAfter(mirror, ['old'], { add_labels: ['party'] }), ['old', 'party']);
  assert.deepEqual(labelsAfter(mirror, ['party'], { add_labels: ['Party'] }), ['party']);
  assert.deepEqual(
    labelsAfter(mirror, ['old', 'party'], { add_labels: ['party'], remove_labels: ['old'] }),
    ['party'],
  );
  assert.equal(labelsAfter(mirror, ['old'], {}), undefined);
});

test('a label that does not exist is refused with what is near', () => {
  assert.throws(() => labelsAfter(mirror, [], { add_labels: ['Parti'] }), /No label Parti.*party/);
  assert.throws(() => labelsAfter(mirror, [], { remove_labels: ['Nonesuch'] }), /No label/);
});

test('replacing all and changing some at once is refused', () => {
  const both = { labels: ['party'], remove_labels: ['party'] };
  assert.throws(() => labelsAfter(mirror, [], both), /either labels/);
});
