/** Consent given to one client was taken as given to the next, which anybody may register (FastMCP GHSA-c2jp-c369-7pvx). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { codeOf, send, submitConsent, TestClient, tokensOf } from '../support/oauth-client.ts';
import { countRows } from './count-rows.ts';

const { base, dataDir, people } = await startTestLatchkey({ after });
const [ada] = people;

test('GHSA-c2jp-c369-7pvx: a new client is asked about, however often the last one was allowed', async () => {
  const trusted = await TestClient.register(base, { client_name: 'Trusted' });
  const first = await trusted.openConsent();
  tokensOf(await trusted.redeem(codeOf(await submitConsent(first, ada.token))));
  const codes = countRows(dataDir, 'authorization_codes');

  const attacker = await TestClient.register(base, { client_name: 'Attacker' });
  const elsewhere = await TestClient.register(base, {
    client_name: 'Trusted',
    redirect_uris: ['https://attacker.example/callback'],
  });
  for (const client of [attacker, elsewhere, trusted]) {
    for (const changes of [{}, { prompt: 'consent' }, { scope: 'home:read' }]) {
      const page = await client.openConsent(changes, first.browser);
      assert.equal(page.status, 200);
      assert.ok(page.text.includes(new URL(client.redirectUri).host), 'and shown where it returns');
      assert.equal(page.form.inputs.find(({ name }) => name === 'token')?.value, undefined);
    }
  }
  assert.equal(countRows(dataDir, 'authorization_codes'), codes, 'nobody pressed Allow');
});

test('nobody is signed in by having signed in before', async () => {
  const client = await TestClient.register(base);
  const first = await client.openConsent();
  codeOf(await submitConsent(first, ada.token));
  const silent = await send(client.authorizeUrl({ prompt: 'none' }), {
    headers: { Cookie: first.browser.cookie(base) },
  });
  const query = new URL(silent.headers.get('location') ?? '').searchParams;
  assert.equal(query.get('error'), 'login_required');

  const again = await client.openConsent({}, first.browser);
  const answer = await submitConsent(again, '');
  assert.equal(answer.status, 400, 'Allow without a token is no Allow');
  assert.match(answer.text, /token field is empty/);
});
