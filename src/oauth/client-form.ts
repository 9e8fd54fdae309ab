import type { FastifyRequest } from 'fastify';
import type { Authenticate } from '../clients/authentication.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { doorOf } from '../net/door-guard.ts';
import type { Client } from '../store/contract.ts';
import { type OAuthRefusal, refusal } from './oauth-error.ts';
import { singleParameters } from './parameters.ts';

/** A form in which a client that proved itself names a token (RFC 7009 2.1, RFC 7662 2.1). */
export async function tokenForm(
  request: FastifyRequest,
  authenticate: Authenticate,
): Promise<Result<{ readonly client: Client; readonly token: string }, OAuthRefusal>> {
  const parameters = singleParameters(request.body);
  if (!parameters.ok) return parameters;
  const client = await authenticate({
    authorization: request.headers.authorization,
    parameters: parameters.value,
    door: doorOf(request),
  });
  if (!client.ok) return client;
  const { token } = parameters.value;
  return token === undefined
    ? refused(refusal('invalid_request', 'token is missing'))
    : ok({ client: client.value, token });
}
