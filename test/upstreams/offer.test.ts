import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bounded } from '../../src/upstreams/offer.ts';

const tool = (name: string, more = {}) => ({
  name,
  description: 'A tool.',
  inputSchema: { type: 'object' as const },
  ...more,
});

test('what is too large, too many or only a task is left out, and the rest is offered', () => {
  const task = tool('task', { execution: { taskSupport: 'required' as const } });
  const large = tool('large', { description: 'x'.repeat(40_000) });
  const maybe = tool('maybe', { execution: { taskSupport: 'optional' as const } });
  const offer = bounded([task, large, maybe, tool('plain')]);
  assert.deepEqual(
    offer.tools.map(({ name }) => name),
    ['maybe', 'plain'],
  );
  assert.equal(offer.leftOut, 2);
  assert.equal('execution' in (offer.tools[0] ?? {}), false);
  assert.equal(bounded(Array.from({ length: 1_001 }, (_, n) => tool(`t${n}`))).leftOut, 1);
});
