import type { FastifyInstance } from 'fastify';
import { REVOKED_TOKEN } from '../../access/machine-clients.ts';
import type { Authenticate } from '../../clients/authentication.ts';
import type { Clock } from '../../core/clock.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import type { Client, Store } from '../../store/contract.ts';
import { sendTokenRefusal } from '../answers.ts';
import { tokenForm } from '../client-form.ts';

const LARGEST_FORM = 16 * 1_024;

export interface RevokeDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly authenticate: Authenticate;
  /** What an access token of ours says; undefined when it is none of ours or has expired. */
  readonly verify: (accessToken: string) => Promise<RevocableToken | undefined>;
}

/** What an access token says of what it stands on. */
export interface RevocableToken {
  readonly id: string;
  readonly clientId: string;
  /** The consent; absent when the client got it for itself. */
  readonly grantId?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Revocation (RFC 7009): by refresh or access token, ends the grant and with it both; a token that
 * a client got for itself ends alone. A token that is unknown or another client's is answered 200
 * like any other and left alone.
 */
export function revokeRoutes(app: FastifyInstance, deps: RevokeDependencies): void {
  for (const url of ['/revoke', '/oauth/revoke']) {
    app.post(url, { bodyLimit: LARGEST_FORM }, async (request, reply) => {
      const form = await tokenForm(request, deps.authenticate);
      if (!form.ok) return sendTokenRefusal(reply, form.error);
      await revoke(form.value.token, form.value.client, deps);
      return reply.code(200).header('Cache-Control', 'no-store').send();
    });
  }
}

async function revoke(token: string, client: Client, deps: RevokeDependencies): Promise<void> {
  const { store, clock } = deps;
  const refresh = await store.refreshToken(tokenHash(token));
  const access = refresh === undefined ? await deps.verify(token) : undefined;
  const grantId = refresh?.grantId ?? access?.grantId;
  if (grantId !== undefined) {
    const grant = await store.grant(grantId);
    if (grant?.clientId !== client.id) return;
    await store.endGrant(grant.id, 'revoked_by_client', clock());
  } else if (access?.clientId === client.id) {
    await store.claim(REVOKED_TOKEN, access.id, access.expiresAt, clock());
  }
}
