import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/** PKCE with S256, always and spelt exactly (RFC 7636 section 4.3, CVE-2025-4144). */
export const s256Challenge: Rule = (draft) => {
  const challenge = draft.parameters.code_challenge;
  if (challenge === undefined) return refusal('invalid_request', 'code_challenge is missing');
  if (draft.parameters.code_challenge_method !== 'S256') {
    return refusal('invalid_request', 'code_challenge_method must be S256');
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) {
    return refusal('invalid_request', 'code_challenge is not a base64url SHA-256');
  }
  draft.codeChallenge = challenge;
  return undefined;
};
