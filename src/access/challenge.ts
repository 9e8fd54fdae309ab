import type { FrontDoor } from '../net/front-doors.ts';
import { formatScope } from '../policy/scopes.ts';

export type ChallengeError = 'invalid_token' | 'insufficient_scope' | 'invalid_request';

export interface Challenge {
  /** Everything the request needs at once, so that one more sign-in is enough. */
  readonly scope: readonly string[];
  /** Whether there is an authorization server to find by the resource metadata. */
  readonly authorizationServer: boolean;
  readonly error?: ChallengeError;
  readonly description?: string;
}

/** Where a client finds the resource metadata of a door (RFC 9728 section 3.1). */
export function resourceMetadataUrl(door: FrontDoor): string {
  return `${door.origin}/.well-known/oauth-protected-resource${door.path}/mcp`;
}

/** The WWW-Authenticate value of a refusal (RFC 6750 section 3, RFC 9728 section 5.1). */
export function challenge(
  door: FrontDoor,
  { scope, authorizationServer, error, description }: Challenge,
): string {
  const parts = [
    ...(error !== undefined ? [`error="${error}"`] : []),
    ...(description !== undefined ? [`error_description="${description}"`] : []),
    ...(authorizationServer ? [`resource_metadata="${resourceMetadataUrl(door)}"`] : []),
    `scope="${formatScope(scope)}"`,
  ];
  return `Bearer ${parts.join(', ')}`;
}
