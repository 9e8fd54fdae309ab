import { CLIENT_AUTH_METHODS } from '../../clients/authentication.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import { defaultScope } from '../../policy/scopes.ts';
import { GRANT_TYPES } from '../token/routes.ts';

/**
 * Authorization server metadata for one front door (RFC 8414 section 2). Scopes are those asked
 * for when nothing is said: several clients ask for all that is listed, and one refuses an answer
 * narrower than what it asked, so `home:configure` is not among them.
 */
export function serverMetadata(
  door: FrontDoor,
  supported: readonly string[],
): Record<string, unknown> {
  return {
    issuer: door.issuer,
    authorization_endpoint: `${door.issuer}/authorize`,
    token_endpoint: `${door.issuer}/token`,
    registration_endpoint: `${door.issuer}/register`,
    revocation_endpoint: `${door.issuer}/revoke`,
    jwks_uri: `${door.issuer}/jwks`,
    scopes_supported: defaultScope(supported),
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: GRANT_TYPES,
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
    revocation_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
    authorization_response_iss_parameter_supported: true,
    protected_resources: [door.resource],
  };
}
