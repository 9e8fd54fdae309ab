import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MINUTE } from '../../core/clock.ts';
import type { Random } from '../../core/ids.ts';
import { doorOf } from '../../net/door-guard.ts';
import { bindBrowser, browserSecret, csrfToken, isOwnForm } from '../../oauth/consent/browser.ts';
import { singleParameters } from '../../oauth/parameters.ts';
import { sendMessage, sendPage, speechOf } from '../../views/pages.ts';
import type { Words } from '../../words/words.ts';
import { SignInFault } from './faults.ts';
import { CALLBACK_PATH, DOCUMENT_PATH, ownDocument, START_PATH } from './own-client.ts';
import type { UpstreamSignIns } from './sign-ins.ts';

export interface SignInRoutesDependencies {
  readonly signIns: UpstreamSignIns;
  readonly random: Random;
}

const BROWSER_MS = 10 * MINUTE;
const LARGEST_FORM = 4 * 1_024;

/** Signing in at upstreams: our own document, the page a link opens, and where people come back. */
export function upstreamSignInRoutes(app: FastifyInstance, deps: SignInRoutesDependencies): void {
  const { signIns } = deps;

  app.get(DOCUMENT_PATH, async (_request, reply) => {
    if (signIns.own === undefined) return reply.callNotFound();
    return reply.header('Cache-Control', 'public, max-age=3600').send(ownDocument(signIns.own));
  });

  // Chats open links to draw a preview of them: only the button on this page uses one up.
  app.get(`${START_PATH}/:ticket`, async (request, reply) => {
    const ticket = signIns.look(ticketOf(request));
    if (ticket === undefined)
      return sendMessage(reply, 410, ({ serverSignIn }) => serverSignIn.usedLink);
    const door = doorOf(request);
    const secret = bindBrowser(request, reply, door, deps.random, BROWSER_MS);
    return sendPage(reply, 200, 'upstream-sign-in', {
      title: speechOf(reply).words.serverSignIn.title(ticket.upstream),
      ...ticket,
      action: `${door.path}${START_PATH}/${ticketOf(request)}`,
      csrf: csrfToken(secret, ticketOf(request)),
    });
  });

  app.post(`${START_PATH}/:ticket`, { bodyLimit: LARGEST_FORM }, async (request, reply) => {
    const ticket = signIns.look(ticketOf(request));
    if (ticket === undefined)
      return sendMessage(reply, 410, ({ serverSignIn }) => serverSignIn.usedLink);
    const door = doorOf(request);
    const secret = browserSecret(request, door);
    const fields = singleParameters(request.body);
    const csrf = fields.ok ? fields.value.csrf : undefined;
    if (secret === undefined || !isOwnForm(request, door, secret, ticketOf(request), csrf)) {
      return sendMessage(reply, 403, ({ serverSignIn }) => serverSignIn.notOurPage);
    }
    return leave(reply, ticket.upstream, () => signIns.begin(ticketOf(request), secret));
  });

  app.get(CALLBACK_PATH, async (request, reply) => {
    const query = singleParameters(request.query);
    const door = doorOf(request);
    const arrival = query.ok
      ? await signIns.arrive(
          { ...query.value, ...emptyIssuer(request) },
          browserSecret(request, door),
          door,
        )
      : ({ status: 'unknown' } as const);
    switch (arrival.status) {
      case 'unknown':
        return sendMessage(reply, 410, ({ serverSignIn }) => serverSignIn.unknownArrival);
      case 'refused':
        return notSignedIn(reply, 200, arrival.upstream, ({ sentBack, sentBackSaying }) =>
          arrival.said === '' ? sentBack : sentBackSaying(arrival.said),
        );
      case 'failed':
        return notSignedIn(reply, 502, arrival.upstream, () => arrival.sentence);
      case 'done':
        return sendMessage(reply, 200, ({ serverSignIn: words }) => ({
          title: words.signedIn(arrival.upstream),
          happened: words.kept,
          todo: words.close,
        }));
    }
  });
}

/** The answer to a POST is a page, not a redirect: Chromium holds redirects to form-action. */
async function leave(
  reply: FastifyReply,
  upstream: string,
  begin: () => Promise<URL | undefined>,
): Promise<FastifyReply> {
  try {
    const url = await begin();
    if (url === undefined)
      return await sendMessage(reply, 410, ({ serverSignIn }) => serverSignIn.usedLink);
    return await sendPage(reply, 200, 'upstream-leaving', {
      title: speechOf(reply).words.serverSignIn.title(upstream),
      upstream,
      host: url.host,
      moveOnTo: url.href,
    });
  } catch (fault) {
    if (!(fault instanceof SignInFault)) throw fault;
    return notSignedIn(reply, 502, upstream, () => fault.message);
  }
}

/** `why` may hold a stranger's text: the page escapes it, and says whose it is. */
function notSignedIn(
  reply: FastifyReply,
  status: number,
  upstream: string,
  why: (words: Words['serverSignIn']) => string,
): Promise<FastifyReply> {
  return sendMessage(reply, status, ({ serverSignIn: words }) => ({
    title: words.notSignedIn(upstream),
    happened: why(words),
    todo: words.again,
  }));
}

/** An issuer that says it is nobody is not one that says nothing (RFC 9207 section 2.4). */
function emptyIssuer({ query }: FastifyRequest): { readonly iss?: string } {
  return (query as { readonly iss?: unknown }).iss === '' ? { iss: '' } : {};
}

function ticketOf(request: FastifyRequest): string {
  return (request.params as { readonly ticket: string }).ticket;
}
