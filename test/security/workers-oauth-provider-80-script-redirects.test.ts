/** Redirects to javascript:, data: and their disguises (workers-oauth-provider #80, #87, #98). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readClientDocument } from '../../src/clients/document.ts';
import { redirectUriFault } from '../../src/clients/redirect-uris.ts';
import { CLAUDE_CODE } from '../support/documents.ts';
import fc from '../support/fast-check.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { jsonOf, send } from '../support/oauth-client.ts';
import { DANGEROUS_REDIRECTS, REAL_REDIRECTS } from '../support/redirect-spellings.ts';
import { withoutLimits } from '../support/without-limits.ts';

const running = await startTestLatchkey({ after }, { limits: withoutLimits });

function register(redirect_uris: readonly string[]) {
  return send(`${running.base}/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ redirect_uris }),
  });
}

test('workers-oauth-provider #80: registration refuses every spelling, alone and hidden among good ones', async () => {
  const good = 'https://claude.ai/api/mcp/auth_callback';
  for (const uri of DANGEROUS_REDIRECTS) {
    const alone = await register([uri]);
    assert.equal(alone.status, 400, JSON.stringify(uri));
    assert.equal(jsonOf(alone).error, 'invalid_redirect_uri');
    const hidden = await register([uri, good, uri]);
    assert.deepEqual(jsonOf(hidden).redirect_uris, [good], JSON.stringify(uri));
  }
});

test('a metadata document gets none of them in either', () => {
  for (const uri of DANGEROUS_REDIRECTS) {
    const read = (redirect_uris: readonly string[]) =>
      readClientDocument({ ...CLAUDE_CODE, redirect_uris }, CLAUDE_CODE.client_id);
    assert.equal(read([uri]).ok, false, JSON.stringify(uri));
    const hidden = read([uri, 'http://localhost/callback']);
    assert.deepEqual(hidden.ok && hidden.value.redirectUris, ['http://localhost/callback']);
  }
});

test('what real clients register still can be', async () => {
  for (const uri of REAL_REDIRECTS) assert.equal((await register([uri])).status, 201, uri);
});

test('whatever is accepted has one of a few schemes to every reader', () => {
  const noise = fc.string({ unit: fc.constantFrom(...'\u0000\t\n\r \u00a0\u202e'), maxLength: 3 });
  const scheme = fc.constantFrom(
    'javascript',
    'data',
    'vbscript',
    'file',
    'https',
    'http',
    'cursor',
  );
  const rest = fc.constantFrom(':', '://', ':\\\\', '://localhost/', '://good.example/%0aalert(1)');
  const spelling = fc
    .tuple(noise, scheme, fc.nat(9), noise, rest, fc.boolean())
    .map(([lead, name, at, inside, tail, upper]) => {
      const bent = name.slice(0, at) + inside + name.slice(at);
      return lead + (upper ? bent.toUpperCase() : bent) + tail;
    });
  fc.assert(
    fc.property(fc.oneof(spelling, fc.string({ unit: 'binary' })), (uri) => {
      if (redirectUriFault(uri) !== undefined) return;
      assert.match(
        uri,
        /^(https|http|cursor|vscode|vscode-insiders|vscodium|windsurf):\/\/[^\s]+$/i,
      );
      if (/^http:/i.test(uri)) assert.match(uri, /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])/);
    }),
    { numRuns: 3_000 },
  );
});
