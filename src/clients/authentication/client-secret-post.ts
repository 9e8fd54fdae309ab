import { ok, refused } from '../../core/result.ts';
import { refusal } from '../../oauth/oauth-error.ts';
import type { AuthenticationMethod } from './method.ts';
import { presentedSecret } from './secret.ts';

/** The secret as a form field (RFC 6749 section 2.3.1). */
export const clientSecretPost: AuthenticationMethod = {
  name: 'client_secret_post',
  read({ parameters: { client_id: clientId, client_secret: secret } }) {
    if (secret === undefined) return undefined;
    if (clientId === undefined) return refused(refusal('invalid_client', 'client_id is missing'));
    return ok(presentedSecret(clientId, secret));
  },
};
