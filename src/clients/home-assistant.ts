import type { Clock } from '../core/clock.ts';
import { type Random, randomId } from '../core/ids.ts';
import { tokenHash } from '../keys/token-hash.ts';
import type { Client } from '../store/contract.ts';

/** Where a Home Assistant with My Home Assistant has people come back to, whatever its address is. */
export const MY_HOME_ASSISTANT = 'https://my.home-assistant.io/redirect/oauth';

/** Where people come back to a Home Assistant at `origin` that does without. */
export function homeCallback(origin: string): string {
  return `${origin}/auth/external/callback`;
}

/**
 * A client for Home Assistant's own MCP client, and its secret, which is kept nowhere. That client
 * neither registers itself nor sends a code_challenge (2026.11), so only its secret protects a code.
 */
export function homeAssistantClient(
  { name, redirectUris }: Pick<Client, 'name' | 'redirectUris'>,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): { readonly client: Client; readonly secret: string } {
  const secret = randomId(random);
  const client: Client = {
    id: `home-assistant-${randomId(random, 9)}`,
    origin: 'made',
    name,
    redirectUris,
    authMethod: 'client_secret_post',
    secretHash: tokenHash(secret),
    grantTypes: ['authorization_code', 'refresh_token'],
    withoutPkce: true,
    createdAt: clock(),
  };
  return { client, secret };
}
