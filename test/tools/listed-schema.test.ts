import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { listedInput, listedOutput } from '../../src/tools/listed-schema.ts';
import { entityId, oneOrMany, slug } from '../../src/tools/names.ts';

test('an input lists what a model needs to call it well, and no patterns', () => {
  const schema = z.strictObject({
    entity_id: oneOrMany(entityId, 50).describe('Up to 50'),
    ids: z.array(slug).min(1).max(10),
    pattern: z.string().min(1).max(200).optional(),
    limit: z.int().min(1).max(100).default(20),
    count: z.int().min(2).optional(),
    data: z.looseObject({}).default({ pattern: 1 }),
    inside: z.strictObject({ deep: slug.describe('Such as light') }).optional(),
    mode: z.enum(['a', 'b']).optional(),
  });
  assert.deepEqual(listedInput(schema), {
    type: 'object',
    properties: {
      entity_id: {
        anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
        description: 'Up to 50',
      },
      ids: { type: 'array', items: { type: 'string' }, maxItems: 10 },
      pattern: { type: 'string' },
      limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      count: { type: 'integer', minimum: 2 },
      data: { type: 'object', default: { pattern: 1 } },
      inside: {
        type: 'object',
        properties: { deep: { type: 'string', description: 'Such as light' } },
        required: ['deep'],
        additionalProperties: false,
      },
      mode: { type: 'string', enum: ['a', 'b'] },
    },
    required: ['entity_id', 'ids'],
    additionalProperties: false,
  });
});

test('an input without arguments is listed as an object all the same', () => {
  assert.deepEqual(listedInput(z.strictObject({})), {
    type: 'object',
    properties: {},
    additionalProperties: false,
  });
});

test('an output is listed to its first level', () => {
  const schema = z.strictObject({
    name: z.string().describe('Of the home'),
    kind: z.enum(['a', 'b']),
    ids: z.array(z.string()),
    things: z.array(z.strictObject({ id: z.string() })).optional(),
    one: z.strictObject({ id: z.string() }),
  });
  assert.deepEqual(listedOutput(schema), {
    type: 'object',
    properties: {
      name: { type: 'string', description: 'Of the home' },
      kind: { type: 'string', enum: ['a', 'b'] },
      ids: { type: 'array', items: { type: 'string' } },
      things: { type: 'array' },
      one: { type: 'object' },
    },
    additionalProperties: false,
  });
});
