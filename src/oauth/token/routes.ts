import type { FastifyInstance } from 'fastify';
import { authenticateClient } from '../../clients/authentication.ts';
import { sendTokenRefusal } from '../answers.ts';
import { refusal } from '../oauth-error.ts';
import { singleParameters } from '../parameters.ts';
import { type CodeGrantDependencies, redeemCode } from './authorization-code.ts';
import { type RefreshGrantDependencies, refreshGrant } from './refresh-token.ts';

export const GRANT_TYPES = ['authorization_code', 'refresh_token'] as const;

const LARGEST_FORM = 16 * 1_024;

export type TokenDependencies = CodeGrantDependencies & RefreshGrantDependencies;

/** The token endpoint (OAuth 2.1 section 3.2). */
export function tokenRoutes(app: FastifyInstance, deps: TokenDependencies): void {
  for (const url of ['/token', '/oauth/token']) {
    app.post(url, { bodyLimit: LARGEST_FORM }, async (request, reply) => {
      const arrivedAt = deps.clock();
      const parameters = singleParameters(request.body);
      if (!parameters.ok) return sendTokenRefusal(reply, parameters.error);

      const grantType = GRANT_TYPES.find((one) => one === parameters.value.grant_type);
      if (grantType === undefined) {
        return sendTokenRefusal(
          reply,
          parameters.value.grant_type === undefined
            ? refusal('invalid_request', 'grant_type is missing')
            : refusal('unsupported_grant_type', `grant_type must be ${GRANT_TYPES.join(' or ')}`),
        );
      }
      const client = await authenticateClient(
        request.headers.authorization,
        parameters.value,
        deps.store,
      );
      if (!client.ok) return sendTokenRefusal(reply, client.error);
      if (!client.value.grantTypes.includes(grantType)) {
        return sendTokenRefusal(
          reply,
          refusal('unauthorized_client', `this client did not register ${grantType}`),
        );
      }

      const answer =
        grantType === 'authorization_code'
          ? await redeemCode(parameters.value, client.value, arrivedAt, deps)
          : await refreshGrant(parameters.value, client.value, deps);
      if (!answer.ok) return sendTokenRefusal(reply, answer.error);
      return reply
        .code(200)
        .header('Cache-Control', 'no-store')
        .type('application/json')
        .send(answer.value);
    });
  }
}
