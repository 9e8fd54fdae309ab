import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChromium } from '../../test/support/chromium.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Makes the pictures of the app store from the drawings beside this file: `node docs/brand/render.ts`. */
const browser = await startChromium();
try {
  for (const [name, width, height] of [
    ['icon', 128, 128],
    ['logo', 250, 100],
  ] as const) {
    const page = await browser.newPage({ viewport: { width, height } });
    const svg = readFileSync(join(import.meta.dirname, `${name}.svg`), 'utf8');
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
    writeFileSync(join(ROOT, `${name}.png`), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
