import { ok, type Result, refused } from '../core/result.ts';
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

/** Why an address cannot be a front door. */
export type BaseUrlFault = 'whole' | 'user' | 'query' | 'plain';

/**
 * A base URL as it has to be: what can be an issuer (RFC 8414 section 2), without what people copy
 * along at its end, and https unless it stays in the house.
 */
export function judgeBaseUrl(text: string): Result<string, BaseUrlFault> {
  const url = URL.parse(text);
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return refused('whole');
  if (url.username !== '' || url.password !== '') return refused('user');
  if (/[?#]/.test(text)) return refused('query');
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) return refused('plain');
  return ok(url.origin + url.pathname.replace(/(\/(mcp)?)+$/, ''));
}

function readBaseUrl(text: string, line: string, sources: Sources): string {
  const judged = judgeBaseUrl(text);
  if (!judged.ok) throw unsafe(sentences(URL.parse(text)?.host ?? '', line)[judged.error]);
  const corrected = judged.value;
  const url = new URL(text);
  const bare = text.endsWith('/') || url.pathname !== '/' ? url.origin + url.pathname : url.origin;
  if (bare !== corrected) {
    sources.warn(
      `${line} should be ${corrected}, without what follows it: clients add /mcp themselves.`,
    );
  }
  return corrected;
}

function sentences(host: string, line: string): Readonly<Record<BaseUrlFault, string>> {
  return {
    whole: `Set ${line} to a whole URL such as https://mcp.example.com`,
    user: `Remove the user name and password before ${host} in ${line}`,
    query: `Remove everything from the ? or # on after ${host} in ${line}`,
    plain: `Change http:// to https:// for ${host} in ${line}: tokens would cross the internet in the clear`,
  };
}
