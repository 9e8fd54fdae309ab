/** The consent form's CSRF check could be passed by, and loading it twice broke it (FastMCP #3519, dinglebear-ai/unraid#14). */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  assertKindPage,
  Browser,
  codeOf,
  consentPage,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';

const { base, people } = await startTestLatchkey({ after });
const { token } = people[0];
const REFUSED = /did not come from our page/;

test('FastMCP #3519: Allow or Deny without the form’s own CSRF token is refused', async () => {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  const tab = await client.openConsent({}, page.browser);
  const foreign = await client.openConsent();
  const own = page.hidden.csrf ?? '';
  const wrongs = ['', own.slice(1), `${own}x`, tab.hidden.csrf, foreign.hidden.csrf];
  for (const csrf of wrongs) {
    for (const action of ['allow', 'deny']) {
      const answer = await submitConsent(page, token, { csrf: csrf ?? '', action });
      assertKindPage(answer, 403, REFUSED);
    }
  }
  const { csrf: _left, ...withoutCsrf } = page.hidden;
  const bare = await submitConsent({ ...page, hidden: withoutCsrf }, token);
  assertKindPage(bare, 403, REFUSED);
  tokensOf(await client.redeem(codeOf(await submitConsent(page, token))));
});

test('the right CSRF token from a foreign page is refused as well', async () => {
  const client = await TestClient.register(base);
  const page = await client.openConsent();
  for (const headers of [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' },
    { 'Sec-Fetch-Site': '', Origin: 'null' },
  ]) {
    assertKindPage(await submitConsent(page, token, {}, headers), 403, REFUSED);
  }
});

test('loading the form twice, or in two tabs, leaves every copy good', async () => {
  const client = await TestClient.register(base);
  const browser = new Browser();
  const first = await client.openConsent({}, browser);
  const [again, more] = await Promise.all([browser.open(first.url), browser.open(first.url)]);
  assert.equal(consentPage(browser, again).hidden.csrf, first.hidden.csrf);
  assert.equal(consentPage(browser, more).hidden.csrf, first.hidden.csrf);
  const second = await client.openConsent({}, browser);
  for (const page of [second, first]) {
    tokensOf(await client.redeem(codeOf(await submitConsent(page, token))));
  }
});
