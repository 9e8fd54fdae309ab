import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TrustProxy } from '../config/config.ts';
import { isPublicAddress } from './special-addresses.ts';

/** Whom a request is counted under. It opens nothing: no right ever follows from an address. */
export interface ClientAddress {
  /** An IPv4 address, or the /64 of an IPv6 one: a household is given at least that many. */
  readonly address: string;
  /**
   * The address of a tunnel or proxy that MCP_TRUST_PROXY does not name, or of a machine beside us:
   * everybody may stand behind it, so nobody may be punished for what it does.
   */
  readonly shared: boolean;
}

const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded'];
const NOWHERE: ClientAddress = { address: 'unknown', shared: true };

/**
 * The address a request comes from: what the companion says, else the socket's, or what
 * X-Forwarded-For says where MCP_TRUST_PROXY lets us believe it. Never throws; an entry that is no
 * address counts as its proxy.
 */
export function clientAddress(request: FastifyRequest): ClientAddress {
  const chain = request.passedOn ? [request.passedOn.client] : (request.ips ?? [request.ip]);
  const at = chain.findLastIndex((one) => isIP(one ?? '') !== 0);
  const address = chain[at];
  if (address === undefined) return NOWHERE;
  const { network, isPublic } = known(address);
  return { address: network, shared: at === 0 && !isPublic };
}

interface KnownAddress {
  readonly network: string;
  readonly isPublic: boolean;
}

const MOST_KNOWN = 1_000;
const addresses = new Map<string, KnownAddress>();

/** Remembered, since the same few addresses ask over and over. */
function known(address: string): KnownAddress {
  const found = addresses.get(address);
  if (found !== undefined) return found;
  const network = networkOf(address);
  const made = { network, isPublic: isPublicAddress(withoutMapping(address)) };
  if (addresses.size >= MOST_KNOWN) addresses.clear();
  addresses.set(address, made);
  return made;
}

/** The address for people to read; empty when it is one that everybody may stand behind. */
export function knownAddress(request: FastifyRequest): string {
  const { address, shared } = clientAddress(request);
  return shared ? '' : address;
}

/** Says once, in the log, that a proxy's headers are ignored, and which line would change that. */
export function tellOfIgnoredProxy(app: FastifyInstance, trustProxy: TrustProxy): void {
  const watched = trustProxy === false ? FORWARDED : FORWARDED.slice(0, 1);
  let told = false;
  app.addHook('onRequest', (request, _reply, done) => {
    if (!told && watched.some((name) => request.headers[name] !== undefined)) tell(request);
    done();
  });

  function tell(request: FastifyRequest): void {
    if ((request.ips ?? []).length > 1) return;
    told = true;
    const peer = request.socket.remoteAddress ?? '';
    request.log.warn(
      `X-Forwarded headers from ${peer} are ignored. If that is your own proxy or tunnel, set ` +
        `MCP_TRUST_PROXY=${withoutMapping(peer)} (option trust_proxy): until then all its ` +
        'visitors count as one',
    );
  }
}

/** An IPv4 address that a listener for both families shows as IPv6 (RFC 4291 section 2.5.5.2). */
function withoutMapping(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

function networkOf(address: string): string {
  const plain = withoutMapping(address);
  if (isIP(plain) === 4) return plain;
  const spelt = URL.parse(`http://[${plain.replace(/%.*$/, '')}]`)?.hostname.slice(1, -1) ?? plain;
  const [head = '', tail = ''] = spelt.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
