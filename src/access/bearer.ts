import type { FastifyReply, FastifyRequest } from 'fastify';
import { doorOf } from '../net/door-guard.ts';
import type { FrontDoor } from '../net/front-doors.ts';
import { covers, defaultScope, intersect } from '../policy/scopes.ts';
import type { Store } from '../store/contract.ts';
import type { AccessTokens } from './access-tokens.ts';
import { type ChallengeError, challenge } from './challenge.ts';
import type { Principal } from './principal.ts';

export interface BearerDependencies {
  readonly tokens: AccessTokens;
  readonly store: Store;
  readonly supported: readonly string[];
  readonly required: readonly string[];
}

type Authenticated =
  | { readonly status: 'known'; readonly principal: Principal }
  | {
      readonly status: 'refused';
      readonly code: 401 | 403;
      readonly error?: ChallengeError;
      readonly description: string;
      readonly scope: readonly string[];
    };

/**
 * Bearer to principal (RFC 6750, RFC 9068 section 4): our token, for this door, its grant still
 * alive. The token is read from the Authorization header and nowhere else.
 */
export async function authenticate(
  authorization: string | undefined,
  door: FrontDoor,
  deps: BearerDependencies,
): Promise<Authenticated> {
  const scope = defaultScope(deps.supported);
  if (authorization === undefined) {
    return { status: 'refused', code: 401, description: 'Missing Authorization header', scope };
  }
  const invalid = {
    status: 'refused',
    code: 401,
    error: 'invalid_token',
    description: 'Invalid token',
    scope,
  } as const;
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  if (token === undefined) return invalid;
  const claims = await deps.tokens.verify(token);
  if (claims?.issuer !== door.issuer || claims.audience !== door.resource) return invalid;

  const grant = await deps.store.grant(claims.grantId);
  if (grant === undefined || grant.endedAt !== undefined || grant.clientId !== claims.clientId) {
    return invalid;
  }
  if (!covers(claims.scope, deps.required)) {
    return {
      status: 'refused',
      code: 403,
      error: 'insufficient_scope',
      description: 'The token was not granted what this server needs',
      scope: deps.required,
    };
  }
  return {
    status: 'known',
    principal: {
      kind: 'person',
      grantId: grant.id,
      clientId: grant.clientId,
      home: grant.home,
      personId: grant.personId,
      credentialId: grant.credentialId,
      scope: intersect(claims.scope, grant.scope),
      expiresAt: claims.expiresAt,
    },
  };
}

/** The principal of a request; undefined after the refusal was sent. */
export async function requirePrincipal(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: BearerDependencies,
): Promise<Principal | undefined> {
  const door = doorOf(request);
  const answer = await authenticate(request.headers.authorization, door, deps);
  if (answer.status === 'known') return answer.principal;
  reply
    .code(answer.code)
    .header(
      'WWW-Authenticate',
      challenge(
        door,
        answer.scope,
        answer.error,
        answer.error === undefined ? undefined : answer.description,
      ),
    )
    .header('Cache-Control', 'no-store')
    .send({ error: answer.error ?? 'invalid_token', error_description: answer.description });
  return undefined;
}
