import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VIEWS } from '../core/places.ts';

const light = read('light');
const dark = read('dark');

/** The looks that all pages of ours share, by day and by night as the browser wishes. */
export const BASE_STYLES = `${light}@media (prefers-color-scheme: dark) {\n${dark}}\n${read('base')}`;

/** The same colours for a page that was told by its frame which ones to wear. */
export const THEMES = themed(light, 'light') + themed(dark, 'dark');

function read(name: string): string {
  return readFileSync(join(VIEWS, `${name}.css`), 'utf8');
}

function themed(colours: string, name: string): string {
  return colours.replace(':root', `:root[data-theme="${name}"]`);
}
