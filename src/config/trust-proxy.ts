import { BlockList, isIP } from 'node:net';
import type { TrustProxy } from './config.ts';
import type { Said } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { commaList } from './values.ts';

const MOST_HOPS = 10;

/**
 * Whom to believe about X-Forwarded-*: nobody (`false`), the nearest proxies by number (`true` is
 * one), or the addresses and networks in a list. Throws `config_unsafe`.
 */
export function readTrustProxy(said: Said | undefined): TrustProxy {
  if (said === undefined) return false;
  const word = said.value.toLowerCase();
  if (['false', 'no', 'off', '0'].includes(word)) return false;
  if (['true', 'yes', 'on'].includes(word)) return 1;
  if (/^\d+$/.test(word)) {
    if (Number(word) <= MOST_HOPS) return Number(word);
    throw unsafe(`Set ${said.line} to at most ${MOST_HOPS} proxies`);
  }
  return commaList(said.value).map((network) => readNetwork(network, said.line));
}

function readNetwork(network: string, line: string): string {
  const [address = '', prefix, ...rest] = network.split('/');
  if (rest.length === 0 && isIP(address) !== 0 && isPrefix(address, prefix)) {
    if (prefix === undefined || Number(prefix) > 0) return network;
    throw unsafe(`Remove ${network} from ${line}: it would believe every address there is`);
  }
  throw unsafe(`Set ${line} to false, a number of proxies, or networks such as 172.30.32.0/23`);
}

function isPrefix(address: string, prefix: string | undefined): boolean {
  if (prefix === undefined) return true;
  if (!/^\d+$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}
