import { readFileSync } from 'node:fs';
import { unsafe } from './unsafe.ts';

/**
 * The app's options as Home Assistant's Supervisor writes them to `/data/options.json`; undefined
 * where there is no such file, as in a checkout or a plain container. Throws `config_unsafe`.
 */
export function readOptionsFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unsafe(`${file} cannot be read: let Latchkey's user read it`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw unsafe(`${file} is not valid JSON: save the app's configuration again`);
  }
}
