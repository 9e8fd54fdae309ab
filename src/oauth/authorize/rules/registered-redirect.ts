import { matchesRedirectUri } from '../../../clients/redirect-uris.ts';
import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/** The answer goes only where the client registered (RFC 9700 section 2.1, CVE-2025-4143). */
export const registeredRedirect: Rule = (draft) => {
  const registered = draft.client?.redirectUris ?? [];
  const presented = draft.parameters.redirect_uri;
  if (presented === undefined) {
    const only = registered.length === 1 ? registered[0] : undefined;
    if (only === undefined) return refusal('invalid_request', 'redirect_uri is missing');
    draft.redirectUri = only;
    return undefined;
  }
  if (!registered.some((one) => matchesRedirectUri(one, presented))) {
    return refusal('invalid_request', 'redirect_uri is not one this client registered');
  }
  draft.redirectUri = presented;
  return undefined;
};
