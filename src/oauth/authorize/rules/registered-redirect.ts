import { matchesRedirectUri } from '../../../clients/redirect-uris.ts';
import type { Client } from '../../../store/contract.ts';
import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/** The answer goes only where the client registered (RFC 9700 section 2.1, CVE-2025-4143). */
export const registeredRedirect: Rule = async (draft, clients) => {
  const { client, parameters } = draft;
  if (client === undefined) return refusal('invalid_client', 'client_id is missing');
  const presented = parameters.redirect_uri;
  if (presented === undefined) {
    const only = client.redirectUris.length === 1 ? client.redirectUris[0] : undefined;
    if (only === undefined)
      return refusal('invalid_request', 'redirect_uri is missing', 'redirect_uri');
    draft.redirectUri = only;
    return undefined;
  }
  if (!isRegistered(presented, client)) {
    draft.client = await clients.renew(client);
    if (!isRegistered(presented, draft.client)) {
      return refusal(
        'invalid_request',
        'redirect_uri is not one this client registered',
        'redirect_uri',
      );
    }
  }
  draft.redirectUri = presented;
  return undefined;
};

function isRegistered(presented: string, client: Client): boolean {
  return client.redirectUris.some((one) => matchesRedirectUri(one, presented));
}
