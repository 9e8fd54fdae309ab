import type { FastifyInstance } from 'fastify';
import { authenticateClient } from '../../clients/authentication.ts';
import type { Clock } from '../../core/clock.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { Store } from '../../store/contract.ts';
import { sendTokenRefusal } from '../answers.ts';
import { refusal } from '../oauth-error.ts';
import { singleParameters } from '../parameters.ts';

const LARGEST_FORM = 16 * 1_024;

export interface RevokeDependencies {
  readonly store: Store;
  readonly clock: Clock;
  /** The grant an access token of ours stands on; undefined when it is none of ours. */
  readonly grantIdOf: (accessToken: string) => Promise<string | undefined>;
}

/**
 * Revocation (RFC 7009): by refresh or access token, ends the grant and with it both. A token that
 * is unknown or another client's is answered 200 like any other and left alone.
 */
export function revokeRoutes(app: FastifyInstance, deps: RevokeDependencies): void {
  for (const url of ['/revoke', '/oauth/revoke']) {
    app.post(url, { bodyLimit: LARGEST_FORM }, async (request, reply) => {
      const parameters = singleParameters(request.body);
      if (!parameters.ok) return sendTokenRefusal(reply, parameters.error);
      const client = await authenticateClient(
        request.headers.authorization,
        parameters.value,
        deps.store,
      );
      if (!client.ok) return sendTokenRefusal(reply, client.error);
      const token = parameters.value.token;
      if (token === undefined) {
        return sendTokenRefusal(reply, refusal('invalid_request', 'token is missing'));
      }

      const grantId =
        (await deps.store.refreshToken(tokenHash(token)))?.grantId ?? (await deps.grantIdOf(token));
      const grant = grantId === undefined ? undefined : await deps.store.grant(grantId);
      if (grant?.clientId === client.value.id) {
        await deps.store.endGrant(grant.id, 'revoked_by_client', deps.clock());
      }
      return reply.code(200).header('Cache-Control', 'no-store').send();
    });
  }
}
