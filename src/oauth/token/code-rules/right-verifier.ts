import { sameText, tokenHash } from '../../../keys/token-hash.ts';
import { refusal } from '../../oauth-error.ts';
import type { CodeRule } from './rule.ts';

/** Proof that who redeems the code is who asked for it (RFC 7636 sections 4.1 and 4.6). */
export const rightVerifier: CodeRule = ({ code, client, parameters }) => {
  const verifier = parameters.code_verifier;
  if (code.request.codeChallenge === '') {
    return client.withoutPkce === true && verifier === undefined
      ? undefined
      : refusal('invalid_grant', 'the code was issued without a code_challenge', 'pkce');
  }
  if (verifier === undefined || !/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) {
    return refusal('invalid_grant', 'code_verifier is missing or malformed', 'pkce');
  }
  return sameText(tokenHash(verifier), code.request.codeChallenge)
    ? undefined
    : refusal('invalid_grant', 'code_verifier does not match the code_challenge', 'pkce');
};
