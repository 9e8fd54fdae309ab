import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkHere, uriHere, uriThere } from '../../src/upstreams/uri-here.ts';
import fc from '../support/fast-check.ts';

test('a URI comes back as it was, whatever is in it', () => {
  const upstream = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,23}$/);
  fc.assert(
    fc.property(upstream, fc.string({ minLength: 1 }), (name, uri) => {
      assert.deepEqual(uriThere(uriHere(name, uri)), { upstream: name, uri });
    }),
  );
});

test('no upstream can name what is ours or another’s', () => {
  const ours = 'latchkey://home/overview';
  assert.equal(uriThere(ours), undefined);
  const other = uriHere('bank', 'bank://account');
  assert.deepEqual(uriThere(uriHere('evil', other)), { upstream: 'evil', uri: other });
  assert.notEqual(uriHere('evil', ours), ours);
  for (const strange of [
    'latchkey-upstream://',
    'latchkey-upstream:///x',
    'latchkey-upstream://a/',
  ]) {
    assert.equal(uriThere(strange), undefined);
  }
});

test('a template expands behind the name as it would have without', () => {
  assert.equal(uriHere('files', 'file:///{+path}'), 'latchkey-upstream://files/file:///{+path}');
});

test('a link into the web stays one', () => {
  assert.equal(linkHere('files', 'https://example.com/a'), 'https://example.com/a');
  assert.equal(linkHere('files', 'file:///a'), 'latchkey-upstream://files/file:///a');
});
