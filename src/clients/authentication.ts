import { ok, type Result, refused } from '../core/result.ts';
import { type OAuthRefusal, refusal } from '../oauth/oauth-error.ts';
import type { Client, ClientAuthMethod } from '../store/contract.ts';
import { clientSecretBasic } from './authentication/client-secret-basic.ts';
import { clientSecretPost } from './authentication/client-secret-post.ts';
import type {
  AuthenticationMethod,
  ClientRequest,
  ProofDependencies,
} from './authentication/method.ts';
import { none } from './authentication/none.ts';
import { privateKeyJwt } from './authentication/private-key-jwt.ts';
import { type ClientFinder, unknownClient } from './find-client.ts';

/** What metadata advertises and what is enforced, in one place. */
export const CLIENT_AUTHENTICATION: readonly AuthenticationMethod[] = [
  none,
  clientSecretBasic,
  clientSecretPost,
  privateKeyJwt,
];
export const CLIENT_AUTH_METHODS = CLIENT_AUTHENTICATION.map(({ name }) => name);

const EXPECTED: Readonly<Record<ClientAuthMethod, string>> = {
  none: 'this client has no secret and must not send one',
  client_secret_basic: 'this client must authenticate with its secret',
  client_secret_post: 'this client must authenticate with its secret',
  private_key_jwt: 'this client must authenticate with a client_assertion it signed',
};

/** Who calls /token, /revoke or /introspect, proven; or why not. */
export type Authenticate = (request: ClientRequest) => Promise<Result<Client, OAuthRefusal>>;

/**
 * Client authentication (RFC 6749 sections 2.3 and 3.2.1): exactly one method a request, and the
 * one that the client is registered for.
 */
export function clientAuthentication(
  deps: ProofDependencies & { readonly clients: ClientFinder },
): Authenticate {
  return async (request) => {
    const [presented, ...more] = CLIENT_AUTHENTICATION.flatMap((one) => one.read(request) ?? []);
    if (presented === undefined || more.length > 0) return inTwoWays();
    if (!presented.ok) return presented;
    const { clientId, fits, fault } = presented.value;
    const inForm = request.parameters.client_id;
    if (inForm !== undefined && inForm !== clientId) return inTwoWays();

    const known = await deps.clients.known(clientId);
    if (known === undefined) return refused(unknownClient());
    const client = fits(known) ? known : await deps.clients.renew(known);
    if (!fits(client)) return refused(refusal('invalid_client', EXPECTED[client.authMethod]));
    const broken = await fault(client, deps);
    return broken === undefined ? ok(client) : refused(broken);
  };
}

function inTwoWays(): Result<never, OAuthRefusal> {
  return refused(refusal('invalid_request', 'the client authenticates in two ways at once'));
}
