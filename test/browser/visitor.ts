import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { lastly } from '../support/lastly.ts';

/** What Chromium says of every page that is not a 200; the pages themselves are looked at. */
const NOT_A_COMPLAINT = /^Failed to load resource: the server responded with a status of \d+/;

/**
 * A person with a browser of their own, without JavaScript unless `options` say otherwise. When
 * the test is over there must have been no console error, no CSP violation and no request to a
 * host that is not among `hosts`.
 */
export async function visitor(
  t: TestContext,
  browser: Browser,
  hosts: readonly string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  const complaints: string[] = [];
  context.on('console', (message) => {
    const bad = message.type() === 'error' || message.type() === 'warning';
    if (bad && !NOT_A_COMPLAINT.test(message.text())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && !hosts.includes(url.host)) complaints.push(`asked ${url.host}`);
  });
  lastly(t, async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  });
  return context.newPage();
}

/** Keeps a browser on a page that moves on at once; the result lets it go, by the page's own link. */
export async function holdBack(page: Page, origin: string): Promise<() => Promise<void>> {
  const elsewhere = (url: URL) => url.origin === origin;
  const { promise: held, resolve } = Promise.withResolvers<void>();
  await page.route(elsewhere, async (route) => {
    // A browser stays where it is when the answer has no content (RFC 9110 section 15.3.5).
    await route.fulfill({ status: 204 });
    resolve();
  });
  return async () => {
    // Before the page has tried by itself, its link could be gone by the time of the click.
    await held;
    await page.unroute(elsewhere);
    await page.getByRole('link', { name: 'Continue' }).click();
  };
}
