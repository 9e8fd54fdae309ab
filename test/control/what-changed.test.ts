import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatChanged, wordDiff } from '../../src/control/what-changed.ts';

test('a description is told apart word by word, with a few around', () => {
  assert.equal(
    wordDiff('Adds two numbers.', 'Adds three numbers.'),
    'Adds [-two-] {+three+} numbers.',
  );
  assert.equal(wordDiff('Adds.', 'Adds. Then sends.'), 'Adds. {+Then sends.+}');
  assert.equal(wordDiff('', 'Adds.'), '{+Adds.+}');
  assert.equal(
    wordDiff('a b c d e f g h i j', 'a b c d X f g h i j'),
    '… b c d [-e-] {+X+} f g h …',
  );
  assert.equal(wordDiff('a a', 'a a a'), 'a a {+a+}');
});

test('every part that an assistant reads is compared', () => {
  const tool = { name: 'a', description: 'A.', inputSchema: { type: 'object' } };
  assert.deepEqual(whatChanged(undefined, tool), []);
  assert.deepEqual(whatChanged(tool, { ...tool, title: 'T', inputSchema: { type: 'string' } }), [
    'title: {+T+}',
    'input schema',
  ]);
  assert.deepEqual(whatChanged(tool, { ...tool, annotations: {}, outputSchema: {} }), [
    'output schema',
    'annotations',
  ]);
  assert.deepEqual(whatChanged(tool, { ...tool }), ['it is offered twice under this name']);
});
