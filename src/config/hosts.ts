import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { commaList } from './values.ts';

/** Further names that a proxy may put into Host, lower case, each with its port if it has one. */
export function readAllowedHosts(said: Said | undefined): readonly string[] {
  if (said === undefined) return [];
  return commaList(said.value).map((host) => {
    const url = URL.parse(`https://${host}`);
    if (url !== null && !/[/\\?#@*]/.test(host)) return url.host;
    throw unsafe(`Set ${said.line} to host names such as mcp.example.com, without https:// or *`);
  });
}

/** Web origins whose pages may call us, each named in full: never any origin (`*`). */
export function readCorsOrigins(said: Said | undefined): readonly string[] {
  if (said === undefined) return [];
  return commaList(said.value).map((text) => {
    const url = URL.parse(text);
    const isOriginAlone =
      url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
    if (isOriginAlone && !text.includes('*')) return url.origin;
    throw unsafe(`Set ${said.line} to origins such as https://claude.ai, never *`);
  });
}
