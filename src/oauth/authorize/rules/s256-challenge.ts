import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/**
 * PKCE with S256, spelt exactly (RFC 7636 section 4.3, CVE-2025-4144); only a client with a secret
 * that the operator let in without may leave it out, and then wholly.
 */
export const s256Challenge: Rule = (draft) => {
  const { code_challenge: challenge, code_challenge_method: method } = draft.parameters;
  if (challenge === undefined && method === undefined && draft.client?.withoutPkce === true) {
    draft.codeChallenge = '';
    return undefined;
  }
  if (challenge === undefined)
    return refusal('invalid_request', 'code_challenge is missing', 'pkce');
  if (method !== 'S256') {
    return refusal('invalid_request', 'code_challenge_method must be S256', 'pkce');
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) {
    return refusal('invalid_request', 'code_challenge is not a base64url SHA-256', 'pkce');
  }
  draft.codeChallenge = challenge;
  return undefined;
};
