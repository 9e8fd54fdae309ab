import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../../clients/authentication.ts';
import type { Result } from '../../core/result.ts';
import { doorOf } from '../../net/door-guard.ts';
import type { FrontDoor } from '../../net/front-doors.ts';
import type { Client } from '../../store/contract.ts';
import { sendTokenRefusal } from '../answers.ts';
import { type OAuthRefusal, refusal } from '../oauth-error.ts';
import { type Parameters, singleParameters } from '../parameters.ts';
import { tell } from '../told.ts';
import { type CodeGrantDependencies, redeemCode } from './authorization-code.ts';
import { type ClientCredentialsDependencies, clientCredentials } from './client-credentials.ts';
import { type RefreshGrantDependencies, refreshGrant } from './refresh-token.ts';

export const GRANT_TYPES = ['authorization_code', 'refresh_token', 'client_credentials'] as const;

const LARGEST_FORM = 16 * 1_024;

export type TokenDependencies = CodeGrantDependencies &
  RefreshGrantDependencies &
  ClientCredentialsDependencies & { readonly authenticate: Authenticate };

/** The token endpoint (OAuth 2.1 section 3.2). */
export function tokenRoutes(app: FastifyInstance, deps: TokenDependencies): void {
  const grants = grantsOf(deps);
  for (const url of ['/token', '/oauth/token']) {
    app.post(url, { bodyLimit: LARGEST_FORM }, async (request, reply) => {
      const arrivedAt = deps.clock();
      const door = doorOf(request);
      const parameters = singleParameters(request.body);
      if (!parameters.ok) return sendTokenRefusal(reply, parameters.error);

      const grantType = GRANT_TYPES.find((one) => one === parameters.value.grant_type);
      if (grantType === undefined) {
        return sendTokenRefusal(
          reply,
          parameters.value.grant_type === undefined
            ? refusal('invalid_request', 'grant_type is missing')
            : refusal('unsupported_grant_type', `grant_type must be ${GRANT_TYPES.join(', ')}`),
        );
      }
      const client = await deps.authenticate({
        authorization: request.headers.authorization,
        parameters: parameters.value,
        door,
      });
      if (!client.ok) return sendTokenRefusal(reply, client.error);
      tell(request, { client: client.value });
      if (!client.value.grantTypes.includes(grantType)) {
        return sendTokenRefusal(
          reply,
          refusal('unauthorized_client', `this client did not register ${grantType}`),
        );
      }

      const answer = await grants[grantType](parameters.value, client.value, { arrivedAt, door });
      if (!answer.ok) return sendTokenRefusal(reply, answer.error);
      return reply
        .code(200)
        .header('Cache-Control', 'no-store')
        .type('application/json')
        .send(answer.value);
    });
  }
}

type GrantHandler = (
  parameters: Parameters,
  client: Client,
  request: { readonly arrivedAt: number; readonly door: FrontDoor },
) => Promise<Result<string, OAuthRefusal>>;

/** What each grant type is answered by. */
function grantsOf(
  deps: TokenDependencies,
): Readonly<Record<(typeof GRANT_TYPES)[number], GrantHandler>> {
  return {
    authorization_code: (parameters, client, { arrivedAt }) =>
      redeemCode(parameters, client, arrivedAt, deps),
    refresh_token: (parameters, client) => refreshGrant(parameters, client, deps),
    client_credentials: (parameters, client, { door }) =>
      clientCredentials(parameters, client, door, deps),
  };
}
