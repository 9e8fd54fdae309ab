import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderTemplate } from '../../../src/tools/reading/render-template.ts';
import type { Family } from './stage.ts';

const EXPECTED: readonly [string, string, string][] = [
  ['plain text', 'plain text', 'text'],
  ["{{ is_state('lock.front_door', 'locked') }}", 'true', 'boolean'],
  ["{{ state_attr('light.kitchen', 'friendly_name') }}", 'Kitchen', 'text'],
  ["{{ state_attr('light.kitchen', 'nothing') }}", 'null', 'null'],
  ["It is {{ states('lock.front_door') }}.", 'It is locked.', 'text'],
  ["{{ states('light.nobody_has') }}", 'unknown', 'text'],
  ['{{ 42 }}', '42', 'number'],
];

const WRONG: readonly [string, RegExp][] = [
  ["{{ states('light.kitchen' }}", /TemplateSyntaxError: unexpected '\}', expected '\)'\.$/],
  ["{{ states('light.kitchen'", /TemplateSyntaxError: unexpected end of template, expected ','\./],
  ['{{ true', /unexpected end of template, expected 'end of print statement'\.$/],
  ['{{ }}', /Expected an expression, got 'end of print statement'\.$/],
  ['{{ true false }}', /expected token 'end of print statement', got 'false'\.$/],
  ["{{ 'x' | no_such_filter }}", /No filter named 'no_such_filter'\./],
  ['{{ no_such_function() }}', /'no_such_function' is undefined\./],
];

/** Templates, as whoever is no administrator renders them too. */
export const templates: Family = (stage) => {
  const render = async (template: string) => {
    const answer = await stage().use(renderTemplate, { template });
    assert.equal(answer.isError, undefined, answer.content[0].text);
    const rendered = renderTemplate.output.parse(answer.structuredContent);
    return { ...rendered, text: answer.content[0].text };
  };

  for (const [template, result, type] of EXPECTED) {
    test(`${template} is ${result}`, async () => {
      const rendered = await render(template);
      assert.deepEqual([rendered.result, rendered.type, rendered.warnings], [result, type, []]);
      assert.equal(rendered.text, result);
    });
  }

  for (const [template, message] of WRONG) {
    test(`${template} is refused with a reason`, async () => {
      const answer = await stage().use(renderTemplate, { template });
      assert.equal(answer.isError, true);
      assert.match(answer.content[0].text, /^The template cannot be rendered\. /);
      assert.match(answer.content[0].text, message);
    });
  }

  test('what is undefined is a warning and no error', async () => {
    const rendered = await render('{{ nobody_knows_this }}');
    assert.equal(rendered.result, '');
    assert.deepEqual(rendered.warnings, ["'nobody_knows_this' is undefined"]);
  });

  test('many renderings at once do not mix', async () => {
    const many = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => (await render(`{{ ${index} }}`)).result),
    );
    assert.deepEqual(
      many,
      Array.from(many, (_, index) => `${index}`),
    );
  });
};
