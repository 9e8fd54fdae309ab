import type { TestContext } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { DemoPerson } from '../../src/demo/demo-home.ts';
import type { TestLatchkeyOptions } from '../support/latchkey-under-test.ts';
import { type SettingsStage, settingsStage } from '../support/settings-stage.ts';
import { DESKTOP } from './look-at.ts';
import { visitor } from './visitor.ts';

/** The settings in a browser. */
export interface SettingsInBrowser extends SettingsStage {
  /** A browser of somebody's, at a page of the settings; with JavaScript unless said otherwise. */
  visit(person: DemoPerson, path: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Starts a Latchkey and ingress for a browser to open. */
export async function settingsInBrowser(
  t: TestContext,
  browser: Browser,
  options: TestLatchkeyOptions = {},
): Promise<SettingsInBrowser> {
  const stage = await settingsStage(t, options);
  return {
    ...stage,
    async visit(person, path, contextOptions = {}) {
      const { url, origin } = stage.ingress;
      const page = await visitor(t, browser, [new URL(origin).host], {
        javaScriptEnabled: true,
        viewport: DESKTOP,
        ...contextOptions,
      });
      const value = stage.ingress.sessionOf(person);
      await page.context().addCookies([{ name: 'ingress_session', value, url: origin }]);
      await page.goto(new URL(path, url).href);
      return page;
    },
  };
}

export { lookAt } from './look-at.ts';
