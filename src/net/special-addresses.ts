import { BlockList, isIP } from 'node:net';

/** Addresses that are not a public machine, by the IANA special-purpose registries (RFC 6890). */
const SPECIAL = new BlockList();
SPECIAL.addSubnet('0.0.0.0', 8, 'ipv4'); // RFC 791: this network
SPECIAL.addSubnet('10.0.0.0', 8, 'ipv4'); // RFC 1918: private
SPECIAL.addSubnet('100.64.0.0', 10, 'ipv4'); // RFC 6598: shared by carriers, and by Tailscale
SPECIAL.addSubnet('127.0.0.0', 8, 'ipv4'); // RFC 1122: loopback
SPECIAL.addSubnet('169.254.0.0', 16, 'ipv4'); // RFC 3927: link-local, and clouds' metadata
SPECIAL.addSubnet('172.16.0.0', 12, 'ipv4'); // RFC 1918: private, and the Supervisor's own
SPECIAL.addSubnet('192.0.0.0', 24, 'ipv4'); // RFC 6890: protocol assignments
SPECIAL.addSubnet('192.0.2.0', 24, 'ipv4'); // RFC 5737: documentation
SPECIAL.addSubnet('192.88.99.0', 24, 'ipv4'); // RFC 7526: 6to4 relays, deprecated
SPECIAL.addSubnet('192.168.0.0', 16, 'ipv4'); // RFC 1918: private
SPECIAL.addSubnet('198.18.0.0', 15, 'ipv4'); // RFC 2544: benchmarks
SPECIAL.addSubnet('198.51.100.0', 24, 'ipv4'); // RFC 5737: documentation
SPECIAL.addSubnet('203.0.113.0', 24, 'ipv4'); // RFC 5737: documentation
SPECIAL.addSubnet('224.0.0.0', 4, 'ipv4'); // RFC 5771: multicast
SPECIAL.addSubnet('240.0.0.0', 4, 'ipv4'); // RFC 1112: reserved, and broadcast
SPECIAL.addSubnet('2001::', 23, 'ipv6'); // RFC 2928: protocol assignments, Teredo among them
SPECIAL.addSubnet('2001:db8::', 32, 'ipv6'); // RFC 3849: documentation
SPECIAL.addSubnet('2002::', 16, 'ipv6'); // RFC 3056: 6to4, which carries any IPv4 address
SPECIAL.addSubnet('3fff::', 20, 'ipv6'); // RFC 9637: documentation

/**
 * All that IPv6 routes on the internet (RFC 4291 section 2.4). Outside it lie loopback, unique local,
 * link-local, multicast, IPv4-mapped (`::ffff:0:0/96`) and NAT64 (`64:ff9b::/96`) addresses.
 */
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an address is one machine on the public internet; anything that is no address at all is
 * not.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !SPECIAL.check(address, 'ipv4');
  if (family === 6) {
    return GLOBAL_UNICAST.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6');
  }
  return false;
}
