import type { FastifyInstance } from 'fastify';
import { REVOKED_TOKEN } from '../../access/machine-clients.ts';
import type { Authenticate } from '../../clients/authentication.ts';
import { type Clock, inSeconds } from '../../core/clock.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { scopeNow } from '../../people/scope-now.ts';
import { formatScope, intersect } from '../../policy/scopes.ts';
import type { Client, Grant, Store } from '../../store/contract.ts';
import { sendTokenRefusal } from '../answers.ts';
import { tokenForm } from '../client-form.ts';
import { refusal } from '../oauth-error.ts';
import { subjectOf } from '../token/access-token.ts';

const LARGEST_FORM = 16 * 1_024;

/** What an access token of ours says, as far as introspection tells it on. */
export interface IntrospectedToken {
  readonly id: string;
  readonly clientId: string;
  readonly issuer: string;
  readonly audience: string;
  /** The consent it stands on; absent when the client got it for itself. */
  readonly grantId?: string;
  readonly scope: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface IntrospectDependencies {
  readonly store: Pick<Store, 'client' | 'claimed' | 'grant' | 'person' | 'refreshToken'>;
  readonly clock: Clock;
  readonly authenticate: Authenticate;
  readonly verify: (accessToken: string) => Promise<IntrospectedToken | undefined>;
  /** All that a client may do on its own now; undefined when it may not act on its own. */
  readonly machineScope: (client: Client) => Promise<readonly string[] | undefined>;
}

type Description = Readonly<Record<string, string | number | boolean>>;

/**
 * Introspection (RFC 7662) for clients that prove themselves: one that the operator listed may ask
 * about any token, any other only about its own. Whatever is not alive, or not theirs to ask about,
 * is `active: false` and no more (RFC 7662 section 2.2).
 */
export function introspectRoutes(app: FastifyInstance, deps: IntrospectDependencies): void {
  for (const url of ['/introspect', '/oauth/introspect']) {
    app.post(url, { bodyLimit: LARGEST_FORM }, async (request, reply) => {
      const form = await tokenForm(request, deps.authenticate);
      if (!form.ok) return sendTokenRefusal(reply, form.error);
      const { client, token } = form.value;
      if (client.authMethod === 'none') {
        return sendTokenRefusal(
          reply,
          refusal('invalid_client', 'only a client with a secret or a key may introspect'),
        );
      }
      reply.header('Cache-Control', 'no-store');
      return (await describe(token, client, deps)) ?? { active: false };
    });
  }
}

async function describe(
  token: string,
  asker: Client,
  deps: IntrospectDependencies,
): Promise<Description | undefined> {
  const access = await deps.verify(token);
  if (access === undefined) return describeRefreshToken(token, asker, deps);
  return access.grantId === undefined
    ? describeClientToken(access, asker, deps)
    : describePersonToken(access, access.grantId, asker, deps);
}

async function describePersonToken(
  access: IntrospectedToken,
  grantId: string,
  asker: Client,
  { store }: IntrospectDependencies,
): Promise<Description | undefined> {
  const grant = await store.grant(grantId);
  if (grant === undefined || !isActive(grant)) return undefined;
  if (!mayAsk(asker, grant.clientId)) return undefined;
  const scope = await scopeNow(access.scope, grant, store);
  return asBearer(access, subjectOf(grant), scope);
}

async function describeClientToken(
  access: IntrospectedToken,
  asker: Client,
  { store, clock, machineScope }: IntrospectDependencies,
): Promise<Description | undefined> {
  const client = await store.client(access.clientId);
  const allowed = client && (await machineScope(client));
  if (allowed === undefined || !mayAsk(asker, access.clientId)) return undefined;
  if (await store.claimed(REVOKED_TOKEN, access.id, clock())) return undefined;
  return asBearer(access, access.clientId, intersect(allowed, access.scope));
}

function asBearer(access: IntrospectedToken, sub: string, scope: readonly string[]): Description {
  return {
    active: true,
    scope: formatScope(scope),
    client_id: access.clientId,
    sub,
    aud: access.audience,
    iss: access.issuer,
    exp: inSeconds(access.expiresAt),
    jti: access.id,
    token_type: 'Bearer',
  };
}

/** One that was rotated is no longer alive, even while a repeat of it is still forgiven. */
async function describeRefreshToken(
  token: string,
  asker: Client,
  { store, clock }: IntrospectDependencies,
): Promise<Description | undefined> {
  const refresh = await store.refreshToken(tokenHash(token));
  if (refresh === undefined || refresh.graceEndsAt !== undefined) return undefined;
  if (refresh.expiresAt <= clock()) return undefined;
  const grant = await store.grant(refresh.grantId);
  if (grant === undefined || !isActive(grant)) return undefined;
  if (!mayAsk(asker, grant.clientId)) return undefined;
  return {
    active: true,
    scope: formatScope(await scopeNow(grant.scope, grant, store)),
    client_id: grant.clientId,
    sub: subjectOf(grant),
    aud: grant.resource,
    iss: grant.issuer,
    exp: inSeconds(refresh.expiresAt),
    token_type: 'refresh_token',
  };
}

/** A token of a paused grant is good for nothing while that lasts. */
function isActive(grant: Grant): boolean {
  return grant.endedAt === undefined && grant.pausedAt === undefined;
}

function mayAsk(asker: Client, clientId: string): boolean {
  return asker.origin === 'static' || asker.id === clientId;
}
