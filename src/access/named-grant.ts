import { decodeJwt } from 'jose';
import type { Store } from '../store/contract.ts';

/**
 * The grant, ended or not, that what looks like an access token of ours names. Nothing is verified
 * and nothing may be allowed by it; but a grant's id is known to none but who holds its tokens.
 */
export async function namedGrant(
  token: string,
  store: Pick<Store, 'grant'>,
): Promise<string | undefined> {
  const id = grantIdIn(token);
  return id === undefined ? undefined : (await store.grant(id))?.id;
}

/** The same for an Authorization header. */
export async function namedByBearer(
  authorization: string | undefined,
  store: Pick<Store, 'grant'>,
): Promise<string | undefined> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return token === undefined ? undefined : namedGrant(token, store);
}

function grantIdIn(token: string): string | undefined {
  try {
    const { grant_id: id } = decodeJwt(token);
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
