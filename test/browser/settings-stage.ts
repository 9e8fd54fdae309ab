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
    visit: (person, path, contextOptions) =>
      visitSettings(t, browser, stage, person, path, contextOptions),
  };
}

/** Opens a page of the settings in a browser of somebody's. */
export async function visitSettings(
  t: TestContext,
  browser: Browser,
  { ingress }: SettingsStage,
  person: DemoPerson,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const { url, origin } = ingress;
  const page = await visitor(t, browser, [new URL(origin).host], {
    javaScriptEnabled: true,
    viewport: DESKTOP,
    ...options,
  });
  const value = ingress.sessionOf(person);
  await page.context().addCookies([{ name: 'ingress_session', value, url: origin }]);
  await page.goto(new URL(path, url).href);
  return page;
}

export { lookAt } from './look-at.ts';
