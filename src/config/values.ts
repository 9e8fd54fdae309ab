import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';

/** The parts of a comma-separated list, without blanks. */
export function commaList(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A yes or no in any of its usual spellings. Throws `config_unsafe`. */
export function readBoolean(said: Said): boolean {
  const word = said.value.toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(word)) return true;
  if (['false', '0', 'no', 'off'].includes(word)) return false;
  throw unsafe(`Set ${said.line} to true or false`);
}

/** A TCP port; 0 lets the system choose a free one. Throws `config_unsafe`. */
export function readPort(said: Said | undefined, standard: number): number {
  if (said === undefined) return standard;
  const port = /^\d{1,5}$/.test(said.value) ? Number(said.value) : Number.NaN;
  if (port <= 65_535) return port;
  throw unsafe(`Set ${said.line} to a port number from 0 to 65535`);
}
