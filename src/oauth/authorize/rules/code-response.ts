import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/** Only the code flow, answered in the query (OAuth 2.1 section 4.1.1). */
export const codeResponse: Rule = (draft) => {
  const type = draft.parameters.response_type;
  if (type === undefined) return refusal('invalid_request', 'response_type is missing');
  if (type !== 'code') {
    return refusal('unsupported_response_type', 'response_type must be code');
  }
  const mode = draft.parameters.response_mode;
  return mode === undefined || mode === 'query'
    ? undefined
    : refusal('invalid_request', 'response_mode must be query');
};
