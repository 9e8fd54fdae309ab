import { refusal } from '../../oauth-error.ts';
import type { CodeRule } from './rule.ts';

/** OAuth 2.1 dropped `redirect_uri` from /token; a client that still sends it must send the same. */
export const sameRedirect: CodeRule = ({ code, parameters }) => {
  const presented = parameters.redirect_uri;
  return presented === undefined || presented === code.request.redirectUri
    ? undefined
    : refusal(
        'invalid_grant',
        'redirect_uri differs from the authorization request',
        'redirect_uri',
      );
};
