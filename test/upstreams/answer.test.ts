import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { answerOf } from '../../src/upstreams/answer.ts';
import fc from '../support/fast-check.ts';

const of = (result: object, promisesData = false) =>
  answerOf(result as CallToolResult, promisesData);

const LONG = 'x'.repeat(150_001);
const image = (bytes: number) => ({
  type: 'image',
  data: 'A'.repeat(Math.ceil((bytes * 4) / 3)),
  mimeType: 'image/png',
});

test('what fits passes as it is, without fields that nobody reads', () => {
  const content = [
    { type: 'text', text: 'hello' },
    image(1_000),
    { type: 'resource', resource: { uri: 'a://b', text: 'c', mimeType: 'text/plain' } },
    { type: 'resource_link', uri: 'a://b', name: 'b', title: 'B' },
  ];
  const structuredContent = { sum: 3 };
  assert.deepEqual(of({ content, structuredContent, _meta: { a: 1 } }, true), {
    content,
    structuredContent,
  });
  assert.deepEqual(of({ content: [], isError: true }), { content: [], isError: true });
});

test('text beyond the bound is cut, over all blocks together, and said so', () => {
  const { content } = of({
    content: [
      { type: 'text', text: LONG.slice(0, 100_000) },
      { type: 'text', text: LONG },
    ],
  });
  const [one, two, note] = content as { text: string }[];
  assert.deepEqual([one?.text.length, two?.text.length], [100_000, 50_000]);
  assert.equal(
    note?.text,
    '[This answer was too large: 100001 characters left out. Ask for less at a time.]',
  );
});

test('pictures have four megabytes together', () => {
  const { content } = of({ content: [image(3_000_000), image(2_000_000), image(1_000_000)] });
  assert.deepEqual(
    content.map(({ type }) => type),
    ['image', 'image', 'text'],
  );
});

test('data that is too large is left out, which is an error where the schema promises it', () => {
  const large = { content: [{ type: 'text', text: 'ok' }], structuredContent: { a: LONG } };
  assert.deepEqual([of(large).structuredContent, of(large).isError], [undefined, undefined]);
  assert.equal(of(large, true).isError, true);
});

test('whatever an upstream answers, what comes of it is bounded', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (content) => {
      const made = of({ content });
      assert.ok(JSON.stringify(made).length < 200_000);
      for (const { type } of made.content) {
        assert.ok(['text', 'image', 'audio', 'resource', 'resource_link'].includes(type));
      }
    }),
  );
});
