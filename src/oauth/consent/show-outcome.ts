import type { FastifyReply } from 'fastify';
import { sendMessage, sendPage } from '../../views/pages.ts';
import { EXPIRED } from './messages.ts';
import type { Outcome } from './outcome.ts';

/** The answer to a POST is a page, not a redirect: Chromium holds redirects to form-action. */
export function showOutcome(
  reply: FastifyReply,
  outcome: Outcome | undefined,
): Promise<FastifyReply> {
  if (outcome === undefined) return sendMessage(reply, 410, EXPIRED);
  return sendPage(reply, 200, 'leaving', {
    title: outcome.allowed ? `${outcome.client} may use your home` : 'You said no',
    outcome,
    moveOnTo: outcome.location,
  });
}
