import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ClientFinder } from '../../clients/find-client.ts';
import type { Clock } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import { tokenHash } from '../../keys/token-hash.ts';
import { doorOf } from '../../net/door-guard.ts';
import type { Store } from '../../store/contract.ts';
import { sendMessage } from '../../views/pages.ts';
import { bindBrowser } from '../consent/browser.ts';
import type { OAuthRefusal } from '../oauth-error.ts';
import { singleParameters } from '../parameters.ts';
import { tell } from '../told.ts';
import { checkRequest } from './check-request.ts';
import type { Draft } from './draft.ts';
import { refusalLocation } from './response.ts';

/** Consent forms waiting for an answer; beyond it the oldest make room. */
const OPEN_FORM_LIMIT = 1_000;

export interface AuthorizeDependencies {
  readonly store: Store;
  readonly clients: ClientFinder;
  readonly clock: Clock;
  readonly random: Random;
  /** What can be granted at all, now: upstreams come and go. */
  readonly supported: () => readonly string[];
  readonly consentMs: number;
}

/** The authorization endpoint (OAuth 2.1 section 3.1): checks, remembers, and shows the form. */
export function authorizeRoutes(app: FastifyInstance, deps: AuthorizeDependencies): void {
  for (const url of ['/authorize', '/oauth/authorize']) {
    app.get(url, async (request, reply) => {
      const door = doorOf(request);
      const parameters = singleParameters(request.query);
      if (!parameters.ok) return tellPerson(request, reply, parameters.error);

      const draft: Draft = {
        parameters: parameters.value,
        door,
        supportedScope: deps.supported(),
      };
      const checked = await checkRequest(draft, deps.clients);
      if (draft.client !== undefined) tell(request, { client: draft.client });
      if (checked.status === 'tell_person') return tellPerson(request, reply, checked.refusal);
      if (checked.status === 'tell_client') {
        tell(request, { refusal: checked.refusal });
        const state = parameters.value.state;
        return leave(
          reply,
          refusalLocation(
            {
              redirectUri: checked.redirectUri,
              issuer: door.issuer,
              ...(state !== undefined && { state }),
            },
            checked.refusal,
          ),
        );
      }

      const now = deps.clock();
      const handle = randomId(deps.random);
      const transactionId = tokenHash(handle);
      const secret = bindBrowser(request, reply, door, deps.random, deps.consentMs);
      await deps.store.putTransaction(
        {
          id: transactionId,
          request: checked.request,
          browserHash: tokenHash(secret),
          createdAt: now,
          expiresAt: now + deps.consentMs,
        },
        OPEN_FORM_LIMIT,
      );
      tell(request, { transactionId });
      return leave(reply, `${door.path}/consent?request=${handle}`);
    });
  }
}

/** 302, since hosted clients do not follow a 307 from here. */
function leave(reply: FastifyReply, location: string): FastifyReply {
  return reply.header('Cache-Control', 'no-store').redirect(location, 302);
}

/**
 * Nowhere safe to redirect to: a page for a person, JSON for a program that asks for it. With an
 * unknown client it names the registration endpoint, by which mcp-remote registers anew.
 */
function tellPerson(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: OAuthRefusal,
): FastifyReply | Promise<FastifyReply> {
  tell(request, { refusal });
  if (!(request.headers.accept ?? '').includes('text/html')) {
    return reply
      .code(400)
      .header('Cache-Control', 'no-store')
      .send({
        error: refusal.error,
        error_description: refusal.description,
        ...(refusal.error === 'invalid_client' && {
          registration_endpoint: `${doorOf(request).issuer}/register`,
        }),
      });
  }
  const { error, description } = refusal;
  return sendMessage(reply, 400, ({ consent }) => {
    if (error === 'invalid_client') return consent.unknownAssistant;
    const said = error === 'invalid_client_metadata' ? consent.unreadDocument : consent.badRequest;
    return { ...said, happened: said.happened(description) };
  });
}
