import { sameText, tokenHash } from '../../keys/token-hash.ts';
import { refusal } from '../../oauth/oauth-error.ts';
import type { Client, ClientAuthMethod } from '../../store/contract.ts';
import type { Presented } from './method.ts';

/** Whether clients of this method have a secret. */
export function usesSecret(method: ClientAuthMethod): boolean {
  return method === 'client_secret_basic' || method === 'client_secret_post';
}

/**
 * A secret that was shown. In the header or in the form, whichever the client registered: real
 * clients mix the two up, and the proof is the same. An empty one is what some libraries send for
 * a client that has none.
 */
export function presentedSecret(clientId: string, secret: string): Presented {
  return {
    clientId,
    fits: ({ authMethod }) => usesSecret(authMethod) || (authMethod === 'none' && secret === ''),
    fault: (client, { clock }) =>
      client.authMethod === 'none' || isSecretOf(client, secret, clock())
        ? undefined
        : refusal('invalid_client', 'the client secret is wrong'),
  };
}

/** Two secrets are good while a client changes from one to the next. */
function isSecretOf(client: Client, secret: string, now: number): boolean {
  const previous =
    now < (client.previousSecretEndsAt ?? Number.POSITIVE_INFINITY)
      ? client.previousSecretHash
      : undefined;
  const shown = tokenHash(secret);
  return [client.secretHash, previous].some((one) => one !== undefined && sameText(shown, one));
}
