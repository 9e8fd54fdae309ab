import { ok, type Result, refused } from '../core/result.ts';
import { type OAuthRefusal, refusal } from './oauth-error.ts';

/** Request parameters that each arrived at most once. */
export type Parameters = Readonly<Record<string, string | undefined>>;

const LONGEST_VALUE = 8_192;

/**
 * Parameters of a query or form, where none may be repeated and an empty one counts as absent
 * (RFC 6749 section 3.1). `resource` may repeat by RFC 8707, but we serve one resource a token.
 */
export function singleParameters(source: unknown): Result<Parameters, OAuthRefusal> {
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  if (source === null || typeof source !== 'object') return ok(parameters);
  for (const [name, value] of Object.entries(source)) {
    if (value === '' || value === undefined) continue;
    if (value === null) {
      return refused(refusal('invalid_request', `${printable(name)} is not encoded as UTF-8`));
    }
    if (typeof value !== 'string') {
      return refused(refusal('invalid_request', `${printable(name)} was sent more than once`));
    }
    if (value.length > LONGEST_VALUE) {
      return refused(refusal('invalid_request', `${printable(name)} is too long`));
    }
    parameters[name] = value;
  }
  return ok(parameters);
}

/** Names the parameter only when it is one a specification could have given. */
function printable(name: string): string {
  return /^[a-z_]{1,40}$/.test(name) ? name : 'a parameter';
}
