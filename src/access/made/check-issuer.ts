import { readPublicKeys } from '../../clients/public-keys.ts';
import { isPrivateHost } from '../../config/private-host.ts';
import { ALGORITHMS } from '../../config/trusted-issuers.ts';
import { HOME_CONFIGURE } from '../../policy/scopes.ts';
import type { MadeIssuer } from '../../store/contract.ts';
import { checkedJson } from '../trusted-issuers/checked-json.ts';
import { discoverJwksUrl } from '../trusted-issuers/discovery.ts';

/** What an administrator says of an issuer. */
export type WantedIssuer = Pick<
  MadeIssuer,
  'issuer' | 'audience' | 'algorithms' | 'scopeMap' | 'privateAddress'
>;

export type IssuerFault =
  | 'issuerAddress'
  | 'issuerOwn'
  | 'issuerPrivate'
  | 'issuerUnreachable'
  | 'issuerDocument'
  | 'issuerKeys'
  | 'audience'
  | 'algorithms'
  | 'scopeMap';

const LONGEST_URL = 500;
const MOST_ENTRIES = 20;
const LONGEST_ENTRY = 256;

/**
 * What is wrong with an issuer as it was written, by the rules of the configuration; undefined when
 * nothing is.
 *
 * @param ownIssuers our own front doors, which nobody else may speak for.
 */
export function writtenIssuerFault(
  { issuer, audience, algorithms, scopeMap, privateAddress }: WantedIssuer,
  ownIssuers: readonly string[],
): IssuerFault | undefined {
  const url = URL.parse(issuer);
  const plain = url !== null && url.username === '' && url.password === '' && url.hash === '';
  if (!plain || issuer.length > LONGEST_URL || !/^https?:\/\/\S+$/i.test(issuer)) {
    return 'issuerAddress';
  }
  const isPrivate = isPrivateHost(url.hostname);
  if (url.protocol === 'http:' && !isPrivate) return 'issuerAddress';
  if (ownIssuers.includes(issuer.replace(/\/$/, ''))) return 'issuerOwn';
  if (isPrivate && !privateAddress) return 'issuerPrivate';
  if (audience.length === 0 || !isShortList(audience)) return 'audience';
  const known = algorithms.every((one) => ALGORITHMS.includes(one));
  if (algorithms.length === 0 || !known) return 'algorithms';
  const ours = Object.values(scopeMap).flat();
  if (!isShortList(Object.keys(scopeMap)) || ours.includes(HOME_CONFIGURE)) return 'scopeMap';
  return undefined;
}

/**
 * Reads an issuer's discovery document and keys now; undefined when there is a key that it could sign
 * with. Nothing of what it answers is in the fault.
 */
export async function readableIssuerFault({
  issuer,
  privateAddress,
}: WantedIssuer): Promise<IssuerFault | undefined> {
  const fetchJson = checkedJson(privateAddress ? issuer : undefined);
  try {
    const keys = readPublicKeys(await fetchJson(await discoverJwksUrl(issuer, fetchJson)));
    return keys.ok && keys.value.length > 0 ? undefined : 'issuerKeys';
  } catch (thrown) {
    // What fetch and a timeout throw; what was answered and read is an error of another kind.
    const silent = thrown instanceof TypeError || thrown instanceof DOMException;
    return silent ? 'issuerUnreachable' : 'issuerDocument';
  }
}

function isShortList(texts: readonly string[]): boolean {
  const short = texts.every((text) => text !== '' && text.length <= LONGEST_ENTRY);
  return short && texts.length <= MOST_ENTRIES;
}
