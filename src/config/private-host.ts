import { BlockList, isIP } from 'node:net';

/** Addresses that no route of the internet leads to, by RFC. */
const PRIVATE = new BlockList();
PRIVATE.addSubnet('127.0.0.0', 8, 'ipv4'); // RFC 1122: loopback
PRIVATE.addSubnet('10.0.0.0', 8, 'ipv4'); // RFC 1918
PRIVATE.addSubnet('172.16.0.0', 12, 'ipv4'); // RFC 1918
PRIVATE.addSubnet('192.168.0.0', 16, 'ipv4'); // RFC 1918
PRIVATE.addSubnet('169.254.0.0', 16, 'ipv4'); // RFC 3927: link-local
PRIVATE.addAddress('::1', 'ipv6'); // RFC 4291: loopback
PRIVATE.addSubnet('fc00::', 7, 'ipv6'); // RFC 4193: unique local
PRIVATE.addSubnet('fe80::', 10, 'ipv6'); // RFC 4291: link-local

/** Names that only a home network resolves: RFC 6761, RFC 6762, RFC 8375, and ICANN's `.internal`. */
const PRIVATE_ENDINGS = ['.localhost', '.local', '.internal', '.home.arpa'];

/**
 * Whether a URL's host stays inside the house: a private address, a name of the local network, or
 * a single word as containers have. Takes `URL.hostname`, which has already settled the spelling.
 */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(bare) !== 0) return isPrivateAddress(bare);
  return !bare.includes('.') || PRIVATE_ENDINGS.some((ending) => bare.endsWith(ending));
}

/** Whether an address is one of the house, or this very machine; an IPv4 one may be mapped (RFC 4291). */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1] ?? plain;
  const family = isIP(mapped);
  return family !== 0 && PRIVATE.check(mapped, family === 4 ? 'ipv4' : 'ipv6');
}
