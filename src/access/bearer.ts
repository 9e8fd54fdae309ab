import type { FastifyReply, FastifyRequest } from 'fastify';
import { doorOf } from '../net/door-guard.ts';
import type { FrontDoor } from '../net/front-doors.ts';
import { covers, defaultScope } from '../policy/scopes.ts';
import { type ChallengeError, challenge } from './challenge.ts';
import type { Gate } from './gate.ts';
import type { Principal } from './principal.ts';
import type { Prover } from './prover.ts';

export interface BearerDependencies {
  /** The kinds of token that are accepted, in the order in which they are tried. */
  readonly provers: readonly Prover[];
  /** What can be granted at all, now: upstreams come and go. */
  readonly supported: () => readonly string[];
  readonly required: readonly string[];
  /** Whether there is an authorization server that a refused client can be sent to. */
  readonly authorizationServer: boolean;
}

type Authenticated =
  | { readonly status: 'known'; readonly principal: Principal }
  | {
      readonly status: 'refused';
      readonly code: 401 | 403;
      readonly error?: ChallengeError;
      readonly description: string;
      readonly scope: readonly string[];
    }
  | { readonly status: 'unavailable'; readonly description: string };

const RETRY_SECONDS = '5';

/**
 * The gate of every mode with tokens (RFC 6750): 401 with a challenge for whoever has none that
 * holds, 403 for one that was granted too little, 503 while what checks it cannot be reached.
 */
export function bearerGate(deps: BearerDependencies): Gate {
  return {
    authorizationServer: deps.authorizationServer,
    async admit(request, reply) {
      const door = doorOf(request);
      const answer = await authenticate(request.headers.authorization, door, deps);
      if (answer.status === 'known') return answer.principal;
      refuse(request, reply, answer, deps);
      return undefined;
    },
  };
}

/** Bearer to principal. The token is read from the Authorization header and nowhere else. */
export async function authenticate(
  authorization: string | undefined,
  door: FrontDoor,
  deps: Omit<BearerDependencies, 'authorizationServer'>,
): Promise<Authenticated> {
  if (authorization === undefined) {
    return {
      status: 'refused',
      code: 401,
      description: 'Missing Authorization header',
      scope: defaultScope(deps.supported()),
    };
  }
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
  const proven = token === undefined ? undefined : await prove(token, door, deps.provers);
  if (proven === undefined) {
    return {
      status: 'refused',
      code: 401,
      error: 'invalid_token',
      description: 'Invalid token',
      scope: defaultScope(deps.supported()),
    };
  }
  if (proven.status === 'known' && !covers(proven.principal.scope, deps.required)) {
    return {
      status: 'refused',
      code: 403,
      error: 'insufficient_scope',
      description: 'The token was not granted what this server needs',
      scope: deps.required,
    };
  }
  return proven;
}

async function prove(token: string, door: FrontDoor, provers: readonly Prover[]) {
  for (const prover of provers) {
    const asked = prover(token, door);
    const proven = asked && (await asked);
    if (proven !== undefined) return proven;
  }
  return undefined;
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Exclude<Authenticated, { status: 'known' }>,
  { authorizationServer }: BearerDependencies,
): void {
  reply.header('Cache-Control', 'no-store');
  if (answer.status === 'unavailable') {
    reply
      .code(503)
      .header('Retry-After', RETRY_SECONDS)
      .send({ error: 'temporarily_unavailable', error_description: answer.description });
    return;
  }
  const { code, scope, error, description } = answer;
  const told = error === undefined ? {} : { error, description };
  reply
    .code(code)
    .header('WWW-Authenticate', challenge(doorOf(request), { scope, authorizationServer, ...told }))
    .send({ error: error ?? 'invalid_token', error_description: description });
}
