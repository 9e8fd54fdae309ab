import { ok, type Result, refused } from '../../core/result.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import { intersect, parseScope, withImplied } from '../../policy/scopes.ts';
import type { Client, Store } from '../../store/contract.ts';
import { type OAuthRefusal, refusal } from '../oauth-error.ts';
import type { Parameters } from '../parameters.ts';
import { resourceOf } from '../resource.ts';
import { mintClientToken, type TokenMint, tokenAnswer } from './access-token.ts';

export interface ClientCredentialsDependencies extends TokenMint {
  readonly store: Pick<Store, 'appendAudit'>;
  /** All that a client may do on its own; undefined when it may not act on its own. */
  readonly machineScope: (client: Client) => Promise<readonly string[] | undefined>;
}

/**
 * The client_credentials grant (RFC 6749 section 4.4, MCP extension
 * io.modelcontextprotocol/oauth-client-credentials): for a client that the operator listed for it
 * and that has just proven itself. No refresh token, since it can always ask again.
 *
 * @returns the answer's JSON text.
 */
export async function clientCredentials(
  parameters: Parameters,
  client: Client,
  door: FrontDoor,
  deps: ClientCredentialsDependencies,
): Promise<Result<string, OAuthRefusal>> {
  const allowed = client.authMethod === 'none' ? undefined : await deps.machineScope(client);
  if (allowed === undefined) {
    return refused(refusal('unauthorized_client', 'this client may not act on its own'));
  }
  const resource = resourceOf(parameters.resource, door);
  if (!resource.ok) return resource;
  const asked = parseScope(parameters.scope);
  const scope = asked.length === 0 ? allowed : intersect(allowed, withImplied(asked));
  if (scope.length === 0) {
    return refused(refusal('invalid_scope', 'nothing of that scope is allowed for this client'));
  }

  const accessToken = mintClientToken(
    { clientId: client.id, issuer: door.issuer, resource: resource.value },
    scope,
    deps,
  );
  deps.store.appendAudit({
    at: deps.clock(),
    kind: 'client_credentials',
    clientId: client.id,
    issuer: door.issuer,
    outcome: 'granted',
    detail: { machine: client.name, scope: scope.join(' ') },
  });
  return ok(JSON.stringify(tokenAnswer(accessToken, scope, undefined, deps)));
}
