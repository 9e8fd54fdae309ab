import type { AuthorizationRequest } from '../../store/contract.ts';
import type { OAuthRefusal } from '../oauth-error.ts';

type Addressee = Pick<AuthorizationRequest, 'redirectUri' | 'state' | 'issuer'>;

/** Where a success goes: code, state and `iss` (RFC 6749 section 4.1.2, RFC 9207). */
export function successLocation(to: Addressee, code: string): string {
  return location(to, { code });
}

/** Where a refusal goes: error, description, state and `iss` (RFC 6749 4.1.2.1, RFC 9207). */
export function refusalLocation(to: Addressee, refusal: OAuthRefusal): string {
  return location(to, { error: refusal.error, error_description: refusal.description });
}

function location(to: Addressee, answer: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(answer);
  if (to.state !== undefined) query.set('state', to.state);
  query.set('iss', to.issuer);
  // Appended as text: parsing and printing could change the registered URI's spelling.
  return `${to.redirectUri}${to.redirectUri.includes('?') ? '&' : '?'}${query}`;
}
