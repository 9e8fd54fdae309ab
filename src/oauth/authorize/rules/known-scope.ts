import { parseScope } from '../../../policy/scopes.ts';
import type { Rule } from '../draft.ts';

/**
 * Keeps the scopes we know and drops the rest (RFC 6749 section 3.3 lets the server ignore them):
 * clients ask for `offline_access`, `claudeai` or ` offline_access` and must not be turned away.
 */
export const knownScope: Rule = (draft) => {
  const asked = parseScope(draft.parameters.scope);
  draft.scope = asked.filter((one) => draft.supportedScope.includes(one));
  return undefined;
};
