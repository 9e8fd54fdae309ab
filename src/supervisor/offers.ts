import { isPrivateHost } from '../config/private-host.ts';
import { COMPANION_PATH } from '../net/companion.ts';
import type { Found } from './surroundings.ts';

/** An address that could be ours, as it was found. */
export interface Offer {
  /** A base URL, without a trailing slash. */
  readonly url: string;
  /** Through Home Assistant Cloud, through what else leads to Home Assistant, or in the house. */
  readonly way: 'cloud' | 'home' | 'house';
  /** What has to be done before it leads here. */
  readonly needs?: 'companion' | 'remote';
}

/**
 * The addresses that can be chosen without knowing anything: what leads to Home Assistant leads to
 * us through its companion, and the machine itself where our port is published on it.
 */
export function offers(
  { self, urls, cloud }: Found,
  { companion, taken }: { readonly companion: boolean; readonly taken: readonly string[] },
): readonly Offer[] {
  const found: Offer[] = [];
  const cloudUrl = cloud?.host === undefined ? undefined : `https://${cloud.host}`;
  const toCompanion = companion ? {} : { needs: 'companion' as const };
  if (cloudUrl !== undefined) {
    const needs = cloud?.remote === false ? { needs: 'remote' as const } : toCompanion;
    found.push({ url: `${cloudUrl}${COMPANION_PATH}`, way: 'cloud', ...needs });
  }
  const { external } = urls ?? {};
  if (external !== undefined && external !== cloudUrl && isOpen(external)) {
    found.push({ url: `${external}${COMPANION_PATH}`, way: 'home', ...toCompanion });
  }
  const house = urls?.internal === undefined ? undefined : new URL(urls.internal).hostname;
  if (self?.hostPort !== undefined && house !== undefined && isPrivateHost(house)) {
    found.push({ url: new URL(`http://${house}:${self.hostPort}`).origin, way: 'house' });
  }
  const hosts = new Set(taken.map((url) => new URL(url).host));
  return found.filter(({ url }) => !hosts.has(new URL(url).host));
}

/** Whether assistants of the internet can reach it: https, at the port that they all take. */
function isOpen(url: string): boolean {
  const { protocol, port, hostname } = new URL(url);
  return protocol === 'https:' && port === '' && !isPrivateHost(hostname);
}
