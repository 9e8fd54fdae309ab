import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/** Parameters come in the query only; request objects (RFC 9101) are refused, never fetched. */
export const noRequestObject: Rule = (draft) => {
  if (draft.parameters.request !== undefined) {
    return refusal('request_not_supported', 'request objects are not supported');
  }
  if (draft.parameters.request_uri !== undefined) {
    return refusal('request_uri_not_supported', 'request_uri is not supported');
  }
  return undefined;
};
