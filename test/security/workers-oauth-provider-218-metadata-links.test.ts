/** Client_uri, logo_uri and jwks_uri of any scheme end up as links (workers-oauth-provider #218). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readClientDocument } from '../../src/clients/document.ts';
import { CLAUDE_CODE } from '../support/documents.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { jsonOf, send, TestClient } from '../support/oauth-client.ts';
import { withoutLimits } from '../support/without-limits.ts';

const LINKS = ['client_uri', 'logo_uri', 'tos_uri', 'policy_uri', 'jwks_uri'];
const UNSAFE = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  'http://track.example/pixel.png',
  'file:///etc/passwd',
  '//track.example/x',
  '/x',
  'https://u:p@good.example/',
  'https://',
  7,
  {},
  [],
  `https://good.example/${'x'.repeat(600)}`,
];

const running = await startTestLatchkey({ after }, { limits: withoutLimits });

test('workers-oauth-provider #218: a link that is not https refuses the metadata, wherever it comes from', async () => {
  for (const link of LINKS) {
    for (const value of UNSAFE) {
      const said = JSON.stringify({ [link]: value });
      const answer = await send(`${running.base}/register`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ redirect_uris: ['https://client.example/cb'], [link]: value }),
      });
      assert.equal(answer.status, 400, said);
      assert.equal(jsonOf(answer).error, 'invalid_client_metadata', said);
      assert.match(String(jsonOf(answer).error_description), new RegExp(link), said);
      const document = { ...CLAUDE_CODE, [link]: value };
      assert.equal(readClientDocument(document, CLAUDE_CODE.client_id).ok, false, said);
    }
  }
});

test('the consent page shows no link and no image of the client', async () => {
  const client = await TestClient.register(running.base, {
    client_uri: 'https://client.example/home',
    logo_uri: 'https://track.example/logo.png',
  });
  const page = await client.openConsent();
  assert.doesNotMatch(page.text, /track\.example|client\.example\/home/);
  assert.doesNotMatch(page.text, /<img|<iframe|<script/i);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /img-src ('none'|'self' data:)(;|$)/);
});
