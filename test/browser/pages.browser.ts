import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { MINUTE } from '../../src/core/clock.ts';
import { startChromium } from '../support/chromium.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { TestClient } from '../support/oauth-client.ts';
import { visitor } from './visitor.ts';

const OUTPUT = join(import.meta.dirname, '..', '..', 'test-output', 'browser');
const SCREENS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
} as const;
/** WCAG 2.2, 2.5.5: what a finger hits. */
const SMALLEST_TARGET = 44;

let browser: Browser;
before(async () => {
  mkdirSync(OUTPUT, { recursive: true });
  browser = await startChromium();
});
after(() => browser.close());

for (const [screen, options] of Object.entries(SCREENS)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the pages on a ${screen}, ${colorScheme}`, { timeout: MINUTE }, async (t) => {
      const latchkey = await startTestLatchkey(t);
      const hosts = [new URL(latchkey.base).host, 'claude.ai'];
      const page = await visitor(t, browser, hosts, { ...options, colorScheme });
      // The pages move on to the client by themselves; nothing may leave this machine.
      await page.route('https://claude.ai/**', (route) => route.fulfill({ status: 204 }));
      const keep = async (name: string) => {
        await checkLayout(page, name);
        const path = join(OUTPUT, `${name}-${screen}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
      };

      const claude = await TestClient.register(latchkey.base, {
        client_name: 'Claude',
        redirect_uris: ['https://claude.ai/api/mcp/auth_callback'],
      });
      await page.goto(claude.authorizeUrl());
      await keep('consent');

      await page.getByLabel('Your Home Assistant token').fill('a password, not a token');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByRole('alert').waitFor();
      await keep('consent-problem');

      await page.getByLabel('Your Home Assistant token').fill(latchkey.people[0].token);
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByRole('link', { name: 'Continue' }).waitFor();
      await keep('leaving');

      await page.goto(claude.authorizeUrl({ scope: 'home:configure energy:read' }));
      await page.getByLabel('configure').waitFor();
      await keep('consent-configure');
      await page.getByRole('button', { name: 'Deny' }).click();
      await page.getByRole('link', { name: 'Continue' }).waitFor();
      await keep('denied');

      const local = await TestClient.register(latchkey.base, {
        client_name: 'Claude Code',
        redirect_uris: ['http://localhost/callback'],
      });
      await page.goto(local.authorizeUrl({ redirect_uri: 'http://localhost:3118/callback' }));
      await page.getByRole('note').waitFor();
      await keep('consent-localhost');

      await page.goto(`${latchkey.base}/consent?request=gone`);
      await keep('message');
    });
  }
}

/** Nothing is cut off sideways, and everything to press is big enough. */
async function checkLayout(page: Page, name: string): Promise<void> {
  const width = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  assert.equal(width, 0, `${name} scrolls sideways`);
  for (const target of await page.locator('button, a, select, .choice, #token').all()) {
    const box = await target.boundingBox();
    const height = box?.height ?? 0;
    assert.ok(
      height >= SMALLEST_TARGET,
      `${name}: ${await target.textContent()} is ${height} high`,
    );
  }
}
