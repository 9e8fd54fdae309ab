import { defaultScope, parseScope } from '../../../policy/scopes.ts';
import type { Rule } from '../draft.ts';

/**
 * Keeps the scopes we know and drops the rest (RFC 6749 section 3.3 lets the server ignore them):
 * clients ask for `offline_access`, `claudeai` or ` offline_access` and must not be turned away.
 * With nothing left the defaults of this moment are meant, so that an upstream that comes while the
 * form is open is not granted unseen.
 */
export const knownScope: Rule = (draft) => {
  const asked = parseScope(draft.parameters.scope);
  const known = asked.filter((one) => draft.supportedScope.includes(one));
  draft.scope = known.length > 0 ? known : defaultScope(draft.supportedScope);
  return undefined;
};
