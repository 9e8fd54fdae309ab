import { resourceOf } from '../../resource.ts';
import type { Rule } from '../draft.ts';

/** A token is for this door's MCP endpoint and nothing else (RFC 8707 section 2). */
export const ownResource: Rule = (draft) => {
  const resource = resourceOf(draft.parameters.resource, draft.door);
  if (!resource.ok) return resource.error;
  draft.resource = resource.value;
  return undefined;
};
