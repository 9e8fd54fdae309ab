import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Administrators } from './administrators.ts';
import type { FormTokens } from './csrf.ts';
import { isIngressPeer } from './peer.ts';
import { sendSettingsMessage } from './send.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD']);

/** Turns away whoever does not speak from the Supervisor's address, whatever their headers say. */
export function onlyIngress(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (isIngressPeer(request.socket.remoteAddress)) return;
    return reply
      .code(403)
      .send({ error: 'forbidden', error_description: 'Only Home Assistant may open this' });
  });
}

/** Turns away whoever is not an active administrator of the home now (the Supervisor names them). */
export function onlyAdministrators(
  app: FastifyInstance,
  administrators: Administrators,
  tokens: FormTokens,
): void {
  app.addHook('onRequest', (request, reply) =>
    letInAdministrator(request, reply, administrators, tokens),
  );
}

/** Notes who the administrator is that asks; answers whoever is none. */
export async function letInAdministrator(
  request: FastifyRequest,
  reply: FastifyReply,
  administrators: Administrators,
  tokens: FormTokens,
): Promise<FastifyReply | undefined> {
  const { 'x-remote-user-id': userId } = request.headers;
  const { common } = request.visit.words;
  if (typeof userId !== 'string' || userId === '') {
    return sendSettingsMessage(request, reply, 403, common.notAdministrator);
  }
  const standing = await administrators.standing(userId);
  if (standing.is === 'administrator') {
    request.visit.administrator = standing.administrator;
    request.visit.csrf = tokens.of(userId);
    return;
  }
  const unknown = standing.is === 'unknown';
  return sendSettingsMessage(
    request,
    reply,
    unknown ? 503 : 403,
    unknown ? common.cannotTell : common.notAdministrator,
  );
}

/** Turns away every change that did not come from a form of ours, opened by the same person. */
export function onlyOwnForms(app: FastifyInstance, tokens: FormTokens): void {
  app.addHook('preHandler', async (request, reply) => {
    if (SAFE_METHODS.has(request.method)) return;
    const { headers, body, visit } = request;
    const site = headers['sec-fetch-site'];
    const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
    const presented =
      body !== null && typeof body === 'object' && 'csrf' in body ? body.csrf : undefined;
    if (!foreign && tokens.isOf(visit.administrator?.id ?? '', presented)) return;
    return sendSettingsMessage(request, reply, 403, visit.words.common.staleForm);
  });
}
