import type { HomeAddress } from './config.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { commaList } from './values.ts';

const ONLY_HOME = 'home';

/**
 * The homes people sign in to: one URL, or a list of `name=url`. Nothing said means none here: the
 * app then asks the Supervisor where its home is. Throws `config_unsafe`.
 */
export function readHomes(said: Said | undefined, verifyTls: boolean): readonly HomeAddress[] {
  if (said === undefined) return [];
  const homes = readNamedUrls(said).map(({ name = ONLY_HOME, url }) => ({ name, url, verifyTls }));
  const names = homes.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw unsafe(
      `${said.line} has two homes named ${twice}: write each as name=url, with its own name`,
    );
  }
  return homes;
}

/** A list of origins, each with a name in front when it has one. Throws `config_unsafe`. */
export function readNamedUrls(
  said: Said,
): readonly { readonly name: string | undefined; readonly url: string }[] {
  return commaList(said.value).map((entry) => {
    const [, name, address = ''] = /^(?:([A-Za-z0-9][\w-]*)=)?(.*)$/.exec(entry) ?? [];
    return { name, url: readHomeUrl(address, said.line) };
  });
}

function readHomeUrl(text: string, line: string): string {
  const url = URL.parse(text);
  if (url === null || !['https:', 'http:'].includes(url.protocol)) {
    throw unsafe(`Set ${line} to a whole URL such as http://homeassistant.local:8123`);
  }
  if (url.username !== '' || url.password !== '') {
    throw unsafe(`Remove the user name and password before ${url.host} in ${line}`);
  }
  if (!/^\/*$/.test(url.pathname) || /[?#]/.test(text)) {
    throw unsafe(`Remove everything after ${url.host} in ${line}: it is the address alone`);
  }
  return url.origin;
}
