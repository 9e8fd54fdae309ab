import type { FastifyInstance } from 'fastify';
import { type Clock, DAY } from '../core/clock.ts';
import { type Random, randomId } from '../core/ids.ts';
import { tokenHash } from '../keys/token-hash.ts';
import { doorOf } from '../net/door-guard.ts';
import { sendRefusal } from '../oauth/answers.ts';
import { tell } from '../oauth/told.ts';
import { defaultScope } from '../policy/scopes.ts';
import type { Client, Store } from '../store/contract.ts';
import { usesSecret } from './authentication/secret.ts';
import { readClientMetadata, registrationAnswer } from './registration.ts';

/** Clients that nobody approved yet: more than a household makes, few enough to shrug a flood off. */
export const UNAPPROVED_CLIENT_LIMIT = 100;
export const UNAPPROVED_CLIENT_LIFE = 30 * DAY;

const LARGEST_BODY = 8 * 1_024;

export interface RegistrationDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** What can be granted at all, now. */
  readonly supported: () => readonly string[];
}

/** Dynamic client registration (RFC 7591): anyone may, so it must cost us next to nothing. */
export function registrationRoutes(app: FastifyInstance, deps: RegistrationDependencies): void {
  for (const url of ['/register', '/oauth/register']) {
    app.post(url, { bodyLimit: LARGEST_BODY }, async (request, reply) => {
      const metadata = readClientMetadata(request.body);
      if (!metadata.ok) return sendRefusal(reply, 400, metadata.error);

      const secret = usesSecret(metadata.value.authMethod) ? randomId(deps.random) : undefined;
      const client: Client = {
        ...metadata.value,
        id: randomId(deps.random, 16),
        origin: 'dynamic',
        ...(secret !== undefined && { secretHash: tokenHash(secret) }),
        createdAt: deps.clock(),
      };
      await deps.store.putClient(client, UNAPPROVED_CLIENT_LIMIT);
      tell(request, { client });

      deps.store.appendAudit({
        at: client.createdAt,
        kind: 'registration',
        clientId: client.id,
        issuer: doorOf(request).issuer,
        outcome: 'registered',
        detail: { name: client.name },
      });

      reply.code(201).header('Cache-Control', 'no-store');
      return registrationAnswer(client, defaultScope(deps.supported()), secret);
    });
  }
}
