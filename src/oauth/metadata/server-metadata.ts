import { ASSERTION_ALGORITHMS } from '../../clients/authentication/private-key-jwt.ts';
import { CLIENT_AUTH_METHODS } from '../../clients/authentication.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import { defaultScope } from '../../policy/scopes.ts';
import { GRANT_TYPES } from '../token/routes.ts';

/** Introspection is not for public clients (RFC 7662 section 2.1). */
const CONFIDENTIAL_METHODS = CLIENT_AUTH_METHODS.filter((method) => method !== 'none');

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
    introspection_endpoint: `${door.issuer}/introspect`,
    jwks_uri: `${door.issuer}/jwks`,
    scopes_supported: defaultScope(supported),
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: GRANT_TYPES,
    code_challenge_methods_supported: ['S256'],
    client_id_metadata_document_supported: true,
    token_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    revocation_endpoint_auth_methods_supported: CLIENT_AUTH_METHODS,
    revocation_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    introspection_endpoint_auth_methods_supported: CONFIDENTIAL_METHODS,
    introspection_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    authorization_response_iss_parameter_supported: true,
    protected_resources: [door.resource],
  };
}
