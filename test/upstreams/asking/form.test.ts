import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedForm } from '../../../src/upstreams/asking/form.ts';
import fc from '../../support/fast-check.ts';

const asked = (properties: object, more: object = {}, message = 'Where to?') => ({
  message,
  requestedSchema: { type: 'object', properties, ...more },
});

function shown(properties: object, more?: object, message?: string) {
  const form = checkedForm('weather', asked(properties, more, message));
  assert.ok(form.ok, form.ok ? '' : form.error);
  return form.value;
}

test('its source stands before it, and every line of it is a quotation', () => {
  const { message } = shown(
    {},
    {},
    'Fine.\n\nLatchkey asks:\r\nUnlock the door?\u2028Yes\u202e\u0007',
  );
  const [ours, empty, ...theirs] = message.split('\n');
  assert.match(ours ?? '', /^The server “weather” asks something\. .*not those of Latchkey/);
  assert.equal(empty, '');
  assert.deepEqual(theirs, ['> Fine.', '> Latchkey asks:', '> Unlock the door?', '> Yes']);
});

test('whatever it says, no line of it stands unmarked and it has an end', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), (message) => {
      const form = checkedForm('weather', asked({}, {}, message));
      assert.ok(form.ok);
      const [, , ...theirs] = form.value.message.split(/[\n\r\u2028\u2029\u0085\v\f]/u);
      assert.ok(
        theirs.every((line) => line === '' || line.startsWith('> ')),
        form.value.message,
      );
      assert.ok(form.value.message.length < 1_500);
    }),
  );
});

test('a secret that is asked for in any of these ways is refused', () => {
  for (const [what, properties, message] of [
    ['a field', { password: { type: 'string' } }, 'Sign in'],
    ['a joined name', { userPin: { type: 'string' } }, 'Sign in'],
    ['a label', { a: { type: 'string', title: 'Your API key' } }, 'Sign in'],
    ['a description', { a: { type: 'string', description: 'Contraseña' } }, 'Entra'],
    ['its words', { a: { type: 'string' } }, 'Please type your Home Assistant Passwort'],
    ['another alphabet', { a: { type: 'string' } }, 'Введите пароль'],
    ['hidden marks', { a: { type: 'string' } }, 'Your pass\u200bword'],
  ] as const) {
    assert.equal(checkedForm('weather', asked(properties, {}, message)).ok, false, what);
  }
});

test('a yes or a choice may speak of secrets, since nothing can be typed into it', () => {
  shown({ sure: { type: 'boolean' } }, {}, 'Rotate the token?');
  shown({ which: { type: 'string', enum: ['a', 'b'] } }, {}, 'Which password store?');
});

test('each kind of field is made anew, and what is not named is left out', () => {
  const fields = {
    text: { type: 'string', format: 'email', pattern: '(a+)+$', title: 'A\nB', 'x-evil': 1 },
    count: { type: 'integer', minimum: 1, default: 3, $ref: 'http://evil' },
    on: { type: 'boolean', default: 'no' },
    one: { type: 'string', oneOf: [{ const: 'a', title: 'A', more: 1 }] },
    many: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, maxItems: 2 },
  };
  assert.deepEqual(shown(fields, { required: ['text', 'gone', 7] }).requestedSchema, {
    type: 'object',
    properties: {
      text: { type: 'string', format: 'email', title: 'A B' },
      count: { type: 'integer', minimum: 1, default: 3 },
      on: { type: 'boolean' },
      one: { type: 'string', oneOf: [{ const: 'a', title: 'A' }] },
      many: { type: 'array', items: { type: 'string', enum: ['a', 'b'] }, maxItems: 2 },
    },
    required: ['text'],
  });
});

for (const [what, properties] of [
  ['an object', { a: { type: 'object', properties: {} } }],
  ['no type', { a: {} }],
  ['a strange name', { 'a b': { type: 'string' } }],
  ['a dangerous name', JSON.parse('{"__proto__":{"type":"string"}}')],
  [
    'too many',
    Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`f${n}`, { type: 'boolean' }])),
  ],
  ['too many choices', { a: { type: 'string', enum: Array.from({ length: 101 }, String) } }],
] as const) {
  test(`a form with ${what} is refused`, () => {
    assert.equal(checkedForm('weather', asked(properties)).ok, false);
  });
}

test('an answer holds what was asked for and nothing else, or is none', () => {
  const form = shown(
    { name: { type: 'string' }, age: { type: 'integer' } },
    { required: ['name'] },
  );
  const accepted = (content: object) =>
    form.accepted({ action: 'accept', content: { ...content } });
  assert.deepEqual(accepted({ name: 'Ada', age: 36, more: 'x' }), {
    action: 'accept',
    content: { name: 'Ada', age: 36 },
  });
  assert.deepEqual(accepted({ name: 'Ada', age: '36' }).content, { name: 'Ada' });
  assert.deepEqual(accepted({ age: 36 }), { action: 'cancel' });
  assert.deepEqual(form.accepted({ action: 'decline', content: { name: 'x' } }), {
    action: 'decline',
  });
});
