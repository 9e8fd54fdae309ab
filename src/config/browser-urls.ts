import { isIP } from 'node:net';
import type { HomeAddress } from './config.ts';
import { readNamedUrls } from './homes.ts';
import { NAMES } from './names.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';

/**
 * The homes with the address at which a person's browser reaches each: what the operator said, one
 * URL or a list of `name=url`, else the home's own URL where a browser can be expected to know it.
 * A home without one is signed in to with a token only. Throws `config_unsafe`.
 */
export function withBrowserUrls(
  homes: readonly HomeAddress[],
  said: Said | undefined,
  baseUrls: readonly string[],
): readonly HomeAddress[] {
  const named = said === undefined ? [] : readBrowserUrls(said, homes);
  return homes.map((home) => {
    const url =
      named.find(({ name }) => name === home.name)?.url ??
      (browsersReach(home.url, baseUrls) ? home.url : undefined);
    return url === undefined ? home : { ...home, browserUrl: url };
  });
}

/** The address for the only home, when that home is found by asking rather than named. */
export function onlyBrowserUrl(said: Said | undefined): string | undefined {
  if (said === undefined) return undefined;
  const [first, ...others] = readNamedUrls(said);
  if (first?.name === undefined && others.length === 0) return first?.url;
  throw unsafe(`Set ${NAMES.homes.env} as well: ${said.line} names homes that it has to list`);
}

function readBrowserUrls(
  said: Said,
  homes: readonly HomeAddress[],
): readonly { readonly name: string; readonly url: string }[] {
  const urls = readNamedUrls(said);
  const [only] = homes;
  const named = urls.map(({ name, url }) => {
    const known = name === undefined && homes.length === 1 ? only?.name : name;
    if (known === undefined) {
      throw unsafe(
        `Write ${said.line} as name=url for each home: ${NAMES.homes.env} has more than one`,
      );
    }
    if (!homes.some((home) => home.name === known)) {
      throw unsafe(`${said.line} names ${known}, which is not a home in ${NAMES.homes.env}`);
    }
    return { name: known, url };
  });
  const names = named.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw unsafe(`${said.line} has two addresses for ${twice}: keep one`);
  return named;
}

/**
 * Whether a browser can be expected to know the address we reach a home by: a single word is a
 * container's name, and this machine's own is a browser's only when it stands at this machine too.
 */
function browsersReach(homeUrl: string, baseUrls: readonly string[]): boolean {
  const { hostname } = new URL(homeUrl);
  if (!isThisMachine(hostname)) return hostname.includes('.') || isIP(bare(hostname)) !== 0;
  return baseUrls.every((url) => isThisMachine(new URL(url).hostname));
}

function isThisMachine(hostname: string): boolean {
  const name = bare(hostname);
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  return isIP(name) === 4 && name.startsWith('127.');
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
