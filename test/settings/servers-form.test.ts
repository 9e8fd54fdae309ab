import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  blankForm,
  enteredIn,
  formOf,
  ServerForm,
  SIGN_INS,
} from '../../src/settings/servers/form.ts';
import { sideBySide } from '../../src/settings/servers/side-by-side.ts';
import { readUpstreams } from '../../src/upstreams/entries.ts';
import { fillReferences } from '../../src/upstreams/references.ts';
import fc from '../support/fast-check.ts';

const typed = fc.string({ unit: 'binary', maxLength: 60 });

test('whatever is typed in, no secret stands in the entry and nothing but secrets is referred to', () => {
  const secret = fc.string({ minLength: 1 }).map((text) => `SECRET${text}SECRET`);
  const form = fc.record({
    name: fc.oneof(typed, fc.constantFrom('__proto__', 'constructor', 'My Notes')),
    url: fc.oneof(typed, fc.constantFrom(`$\{PATH}`, `$$\{PATH}`, `$\{secret:A}`, `$\{PATH:-a}`)),
    sign_in: fc.constantFrom(...SIGN_INS),
    token: secret,
    header_1: fc.constantFrom('X-A', '__proto__', 'constructor', 'a b', ''),
    value_1: secret,
    client_id: typed,
    client_secret: secret,
    machine_id: typed,
    machine_secret: secret,
  });
  fc.assert(
    fc.property(form, (fields) => {
      const entered = enteredIn({ ...blankForm(), ...fields }, undefined, ['notes.token']);
      if (!entered.ok) return;
      const { name, entry, secrets } = entered.value;
      const text = JSON.stringify(entry);
      assert.ok(!text.includes('SECRET'), text);
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const kept of secrets.keys()) assert.match(kept, /^[A-Za-z0-9_.-]{1,64}$/);
      fillReferences(text, {
        variable: () => assert.fail('a variable of the environment is referred to'),
        secret: () => '',
      });
      assert.ok(readUpstreams({ mcpServers: { [name]: entry } }).ok);
    }),
  );
});

test('a form that was kept is the same form again, without its secrets', () => {
  fc.assert(
    fc.property(
      fc.webUrl(),
      fc.constantFrom(...SIGN_INS),
      fc.boolean(),
      typed.map((text) => text.trim()),
      (url, sign_in, older, scope) => {
        const filled = {
          name: 'notes',
          url,
          sign_in,
          older,
          ...(sign_in === 'token' && { token: 'a' }),
          ...(sign_in === 'headers' && { header_1: 'X-A', value_1: 'b' }),
          ...(['oauth', 'person'].includes(sign_in) && {
            client_id: 'c',
            client_secret: 'd',
            scope,
          }),
          ...(sign_in === 'machine' && { machine_id: 'e', machine_secret: 'f' }),
        };
        const entered = enteredIn(blankForm(filled), undefined, []);
        assert.ok(entered.ok);
        const secretless = { token: '', value_1: '', client_secret: '', machine_secret: '' };
        const again = formOf('notes', entered.value.entry);
        assert.deepEqual(again, { ...blankForm(filled), ...secretless });
        const kept = enteredIn(again ?? blankForm(), entered.value.entry, []);
        assert.ok(kept.ok);
        assert.deepEqual(kept.value.entry, entered.value.entry);
        assert.equal(kept.value.secrets.size, 0);
      },
    ),
  );
});

test('the end of an address is a secret where it looks like one', () => {
  for (const url of [
    'http://10.0.0.5:9583/private_Zk3xW9vQ2mN7pLr5',
    'https://mcp.example/s/0f8fad5b-d9cb-469f-a165-70867728950e/mcp',
    'https://mcp.example/mcp?api_key=sk-3fA9xQ7LmT2vR8wZ',
  ]) {
    const entered = enteredIn(blankForm({ name: 'notes', url }), undefined, []);
    assert.ok(entered.ok);
    const [, open = '', secret] = /^(\w+:\/\/[^/]+\/)(.*)$/.exec(url) ?? [];
    assert.deepEqual(entered.value.entry, { url: `${open}$\{secret:notes.address}` });
    assert.deepEqual([...entered.value.secrets], [['notes.address', secret]]);
  }
  for (const url of [
    'https://mcp.example/mcp',
    'https://mcp.example/a-very-long-name-of-a-server/mcp',
    'https://mcp.example/mcp?tenant=4711',
    `https://mcp.example/$\{secret:mine}/0f8fad5b-d9cb-469f-a165-70867728950e`,
    'https://mcp.example',
    'nonsense',
  ]) {
    const entered = enteredIn(blankForm({ name: 'notes', url }), undefined, []);
    assert.ok(entered.ok);
    assert.deepEqual(entered.value.entry, { url });
  }
});

test('a secret that is kept already under the same name is somebody else’s', () => {
  const form = blankForm({
    name: 'notes',
    url: 'https://a.example/',
    sign_in: 'token',
    token: 'x',
  });
  const entered = enteredIn(form, undefined, ['notes.token', 'notes.token.2']);
  assert.ok(entered.ok);
  assert.deepEqual([...entered.value.secrets.keys()], ['notes.token.3']);
});

test('an entry that was written by hand in another form is not offered for change', () => {
  for (const entry of [
    undefined,
    null,
    'x',
    { command: 'sh' },
    { url: 7 },
    { url: 'x', type: 'http' },
  ]) {
    assert.equal(formOf('notes', entry), undefined);
  }
});

test('a form of absurd size or shape is no form', () => {
  for (const fields of [
    { token: 'x'.repeat(9_000) },
    { url: ['a', 'b'] },
    { private: 'on' },
    { name: null },
  ]) {
    assert.equal(ServerForm.safeParse(fields).success, false);
  }
});

test('what two texts have in common stands at both ends, and nothing is lost', () => {
  const words = fc
    .array(fc.constantFrom('a', 'b', ' ', '\n', '  '), { maxLength: 12 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(words, words, (was, is) => {
      const { start, was: old, is: fresh, end } = sideBySide(was, is);
      assert.equal(start + old + end, was);
      assert.equal(start + fresh + end, is);
      if (was === is) assert.equal(old + fresh, '');
    }),
  );
});
