import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import { startChromium } from '../support/chromium.ts';
import { lastly } from '../support/lastly.ts';
import { signIn, TestClient } from '../support/oauth-client.ts';
import { lookAt, settingsInBrowser } from './settings-stage.ts';

test('the check-up shows its progress, and assistants as they come', {
  timeout: MINUTE,
}, async (t) => {
  const browser = await startChromium();
  lastly(t, () => browser.close());
  const { visit, ada, latchkey } = await settingsInBrowser(t, browser);
  const page = await visit(ada, 'doctor');
  await lookAt(page, 'doctor-before');
  await page.getByRole('button', { name: 'Look now' }).press('Enter');
  await page.getByText('Looked at on').waitFor();

  await signIn(latchkey.base, ada);
  const lost = await TestClient.register(latchkey.base, { client_name: 'Cursor' });
  await lost.openConsent({});
  // The page shows them without being loaded anew.
  await page.getByText('Cursor', { exact: false }).first().waitFor();
  await page.getByText('Consent page opened').first().waitFor();
  assert.equal((await page.getByText('connected').count()) > 0, true);
  await page.getByText('Everything that was looked at').press('Enter');
  await lookAt(page, 'doctor');
});
