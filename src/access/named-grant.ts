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

/** The id that an Authorization header claims, for whoever knows that its token was let in. */
export function claimedByBearer(authorization: string | undefined): string | undefined {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return token === undefined ? undefined : grantIdIn(token);
}

function grantIdIn(token: string): string | undefined {
  try {
    const [, payload = ''] = token.split('.', 2);
    const said: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const { grant_id: id } = said as { readonly grant_id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
