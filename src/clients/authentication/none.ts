import { ok, refused } from '../../core/result.ts';
import { refusal } from '../../oauth/oauth-error.ts';
import type { AuthenticationMethod } from './method.ts';

/** A public client only says who it is (OAuth 2.1 section 2.4): PKCE and rotation protect it. */
export const none: AuthenticationMethod = {
  name: 'none',
  read({ authorization, parameters }) {
    const { client_id: clientId, client_secret, client_assertion } = parameters;
    if (authorization !== undefined || client_secret !== undefined) return undefined;
    if (client_assertion !== undefined) return undefined;
    if (clientId === undefined) return refused(refusal('invalid_client', 'client_id is missing'));
    return ok({
      clientId,
      fits: (client) => client.authMethod === 'none',
      fault: () => undefined,
    });
  },
};
