import type { Clock } from '../core/clock.ts';
import { type Random, randomId } from '../core/ids.ts';
import { tokenHash } from '../keys/token-hash.ts';
import type { Store } from '../store/contract.ts';
import { usesSecret } from './authentication/secret.ts';

/**
 * Gives a client a new secret, while the one it has stays good for `overlapMs` (0: not at all). At
 * most two are good at once: one that was still on its way out ends now.
 *
 * @returns the new secret, which is shown once and not kept; undefined when there is no such client
 * or it has no secret to change. A static client's secret is the operator's to change.
 */
export async function rotateSecret(
  clientId: string,
  overlapMs: number,
  deps: { readonly store: Store; readonly clock: Clock; readonly random: Random },
): Promise<string | undefined> {
  const client = await deps.store.client(clientId);
  if (client?.secretHash === undefined || client.origin === 'static') return undefined;
  if (!usesSecret(client.authMethod)) return undefined;
  const secret = randomId(deps.random);
  await deps.store.putClient(
    {
      ...client,
      secretHash: tokenHash(secret),
      previousSecretHash: client.secretHash,
      previousSecretEndsAt: deps.clock() + overlapMs,
    },
    Number.MAX_SAFE_INTEGER,
  );
  return secret;
}
