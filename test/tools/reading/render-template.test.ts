import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HomeMessage, TakeEvent } from '../../../src/home/link.ts';
import { renderTemplate } from '../../../src/tools/reading/render-template.ts';
import { contextOf } from '../../support/tool-context.ts';
import { smallHome } from '../small-home.ts';

/** Renders in a home that sends these events until one is taken. */
function render(...events: readonly object[]) {
  const home = smallHome([]);
  const asked: HomeMessage[] = [];
  home.awaitEvent = async <T, R>(message: HomeMessage, take: TakeEvent<T, R>) => {
    asked.push(message);
    for (const event of events) {
      const taken = take(event as T);
      if (taken !== undefined) return taken;
    }
    throw new Error('no event was taken');
  };
  const rendered = renderTemplate.run({ template: '{{ x }}' }, contextOf(home));
  return { rendered, asked };
}

test('Home Assistant is asked to stop in time and to say what is wrong', async () => {
  const { rendered, asked } = render({ result: 'on' });
  await rendered;
  assert.deepEqual(asked, [
    { type: 'render_template', template: '{{ x }}', timeout: 5, report_errors: true },
  ]);
});

test('a warning is told once, beside the result', async () => {
  const warning = { error: "'x' is undefined", level: 'WARNING' };
  const { structured, text } = await render(warning, warning, { result: '' }).rendered;
  assert.deepEqual(structured.warnings, ["'x' is undefined"]);
  assert.equal(text, "The result is empty.\nWarning: 'x' is undefined");
});

test('an error is a sentence', async () => {
  const { rendered } = render({ error: "UndefinedError: 'x' is undefined", level: 'ERROR' });
  await assert.rejects(rendered, {
    message: "The template cannot be rendered. UndefinedError: 'x' is undefined.",
  });
});

for (const [value, type, written] of [
  ['21.5 °C', 'text', '21.5 °C'],
  [21.5, 'number', '21.5'],
  [false, 'boolean', 'false'],
  [['a', 1], 'list', '["a",1]'],
  [{ a: 1 }, 'object', '{"a":1}'],
  [null, 'null', 'null'],
] as const) {
  test(`${JSON.stringify(value)} is a ${type}`, async () => {
    const { structured } = await render({ result: value }).rendered;
    assert.deepEqual([structured.result, structured.type], [written, type]);
  });
}

test('a long result is cut and says so', async () => {
  const { structured, text } = await render({ result: 'x'.repeat(50_000) }).rendered;
  assert.equal(structured.result.length, 8_001);
  assert.equal(structured.truncated, true);
  assert.match(text, /The result was cut/);
});
