import { ok, type Result, refused } from '../../core/result.ts';
import { addressFault, type UpstreamAuth } from '../entries.ts';
import { fillAll, type ReferenceValues } from '../references.ts';

/** The same with its references filled in, or those that have no value. */
export function fillAuth(
  auth: UpstreamAuth,
  values: ReferenceValues,
): Result<UpstreamAuth, readonly string[]> {
  if (auth.method === 'none') return ok(auth);
  const { method, ...fields } = auth;
  const written = Object.fromEntries(
    Object.entries(fields).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
  const filled = fillAll(written, values);
  return filled.ok ? ok({ method, ...filled.value } as UpstreamAuth) : refused(filled.error);
}

/** The addresses of an authorization server that the operator wrote. */
function addressesOf(auth: UpstreamAuth): readonly string[] {
  if (auth.method === 'none') return [];
  const address = auth.method === 'oauth' ? auth.issuer : auth.tokenUrl;
  return address === undefined ? [] : [address];
}

/** Why what is filled in may not be used; undefined when it may. */
export function authFault(auth: UpstreamAuth, privateNetwork: boolean): string | undefined {
  const field = auth.method === 'oauth' ? 'issuer' : 'token_url';
  return addressesOf(auth)
    .map((address) => addressFault(address, privateNetwork, field))
    .find((fault) => fault !== undefined);
}

/**
 * Hosts within the house that an upstream may lead us to: its own and those the operator wrote, and
 * none without their yes.
 */
export function approvedHosts(
  url: string,
  auth: UpstreamAuth,
  privateNetwork: boolean,
): readonly string[] {
  return privateNetwork ? [url, ...addressesOf(auth)].map((one) => new URL(one).host) : [];
}
