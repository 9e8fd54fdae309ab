import { tokenHash } from '../../keys/token-hash.ts';
import type { Store } from '../../store/contract.ts';
import { singleParameters } from '../parameters.ts';

const NAMES = ['refresh_token', 'code', 'token'] as const;

/**
 * The grant of a refresh token, code or access token of ours in a form, alive or dead: who sends one
 * is our client, however the request fares.
 */
export async function grantOfForm(
  body: unknown,
  store: Pick<Store, 'refreshToken' | 'code'>,
  ofAccessToken: (token: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const parameters = singleParameters(body);
  if (!parameters.ok) return undefined;
  for (const name of NAMES) {
    const token = parameters.value[name];
    if (token === undefined) continue;
    const hash = tokenHash(token);
    const known = (await store.refreshToken(hash)) ?? (await store.code(hash));
    const grantId = known?.grantId ?? (await ofAccessToken(token));
    if (grantId !== undefined) return grantId;
  }
  return undefined;
}
