import { isPrivateHost } from './private-host.ts';
import type { Said, Sources } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { commaList } from './values.ts';

/**
 * The front doors: base URLs without trailing slash, the first canonical. A trailing `/` or `/mcp`
 * is corrected with a warning, since both are what people copy; any other path stays. Throws
 * `config_unsafe` for what cannot be an issuer (RFC 8414 section 2) and for http in the open.
 */
export function readBaseUrls(said: Said | undefined, sources: Sources): readonly string[] {
  if (said === undefined) return [];
  const urls = commaList(said.value).map((text) => readBaseUrl(text, said.line, sources));
  const distinct = [...new Set(urls)];
  const hosts = distinct.map((url) => new URL(url).host);
  const twice = hosts.find((host, index) => hosts.indexOf(host) !== index);
  if (twice !== undefined) {
    throw unsafe(`${said.line} names the host ${twice} with two paths: keep one of them`);
  }
  return distinct;
}

/** Whether anyone on the internet could be behind this door. */
export function isPublicDoor(baseUrl: string): boolean {
  return !isPrivateHost(new URL(baseUrl).hostname);
}

function readBaseUrl(text: string, line: string, sources: Sources): string {
  const url = URL.parse(text);
  if (url === null || !['https:', 'http:'].includes(url.protocol)) {
    throw unsafe(`Set ${line} to a whole URL such as https://mcp.example.com`);
  }
  if (url.username !== '' || url.password !== '') {
    throw unsafe(`Remove the user name and password before ${url.host} in ${line}`);
  }
  if (/[?#]/.test(text)) {
    throw unsafe(`Remove everything from the ? or # on after ${url.host} in ${line}`);
  }
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) {
    throw unsafe(
      `Change http:// to https:// for ${url.host} in ${line}: tokens would cross the internet in the clear`,
    );
  }
  const bare = text.endsWith('/') || url.pathname !== '/' ? url.origin + url.pathname : url.origin;
  const corrected = url.origin + url.pathname.replace(/(\/(mcp)?)+$/, '');
  if (bare !== corrected) {
    sources.warn(
      `${line} should be ${corrected}, without what follows it: clients add /mcp themselves.`,
    );
  }
  return corrected;
}
