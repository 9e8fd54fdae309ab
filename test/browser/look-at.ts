import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const SHOTS = join(import.meta.dirname, '../../test-output/browser/settings');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1_280, height: 900 };

/**
 * Looks at a page on desktop and phone, light and dark: nothing for axe-core to complain about,
 * nothing wider than the screen, and a picture of each in test-output.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  for (const [device, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const shot = join(SHOTS, `${name}-${device}-${colorScheme}.png`);
      await page.screenshot({ path: shot, fullPage: true });
      assert.deepEqual(await complaintsOf(page), [], `${name} on ${device}, ${colorScheme}`);
    }
    const wider = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    assert.equal(wider, 0, `${name} scrolls sideways on ${device}`);
  }
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: 'light' });
}

interface Complaint {
  readonly rule: string;
  readonly at: readonly string[];
}

/** What axe-core has against a page (WCAG 2.2 A and AA, and its best practices). */
export async function complaintsOf(page: Page): Promise<readonly Complaint[]> {
  const loaded = await page.evaluate(() => 'axe' in globalThis);
  // Through the debugger, because the page's policy lets no script of ours in.
  if (!loaded) await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => ({ rule: id, at: nodes.map(({ html }) => html) }));
  });
}
