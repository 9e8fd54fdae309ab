import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { LatchkeyError } from '../../src/core/errors.ts';
import { ToolError } from '../../src/tools/errors.ts';
import { defineTool, result } from '../../src/tools/tool.ts';
import { contextOf } from '../support/tool-context.ts';
import { NOW, smallHome } from './small-home.ts';

function toolThat(run: () => never | { word: string }) {
  return defineTool({
    name: 'say',
    title: 'Say',
    description: 'Says a word.',
    scope: 'home:read',
    reach: 'entities',
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
    input: z.strictObject({ times: z.int().min(1).default(1) }),
    output: z.strictObject({ word: z.string() }),
    run: async () => result(run(), 'said'),
  });
}

const context = contextOf(smallHome([]), NOW);

test('schemas are objects that allow nothing unknown', () => {
  const tool = toolThat(() => ({ word: 'hi' }));
  assert.deepEqual(tool.inputSchema, {
    type: 'object',
    properties: { times: { type: 'integer', minimum: 1, default: 1 } },
    additionalProperties: false,
  });
  assert.deepEqual(tool.outputSchema, {
    type: 'object',
    properties: { word: { type: 'string' } },
    additionalProperties: false,
  });
});

test('an answer carries data and text; no arguments are empty ones', async () => {
  const tool = toolThat(() => ({ word: 'hi' }));
  assert.deepEqual(await tool.call(undefined, context), {
    content: [{ type: 'text', text: 'said' }],
    structuredContent: { word: 'hi' },
  });
});

for (const [what, thrown, text] of [
  ['a mistake of the caller', new ToolError('Ask better.'), 'Ask better.'],
  [
    'a home that is down',
    new LatchkeyError('home_unreachable', 'x'),
    'Home Assistant does not answer right now. Try again in a minute.',
  ],
] as const) {
  test(`${what} is an answer the model can act on`, async () => {
    const tool = toolThat(() => {
      throw thrown;
    });
    assert.deepEqual(await tool.call({}, context), {
      content: [{ type: 'text', text }],
      isError: true,
    });
  });
}

test('a refused credential and defects are thrown', async () => {
  for (const thrown of [new LatchkeyError('home_refused', 'x'), new TypeError('a defect')]) {
    const tool = toolThat(() => {
      throw thrown;
    });
    await assert.rejects(tool.call({}, context), thrown);
  }
});
