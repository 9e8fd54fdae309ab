import type { FastifyReply } from 'fastify';
import { sendMessage, sendPage, speechOf } from '../../views/pages.ts';
import type { Outcome } from './outcome.ts';

/** The answer to a POST is a page, not a redirect: Chromium holds redirects to form-action. */
export function showOutcome(
  reply: FastifyReply,
  outcome: Outcome | undefined,
): Promise<FastifyReply> {
  if (outcome === undefined) return sendMessage(reply, 410, ({ consent }) => consent.expired);
  const { leaving } = speechOf(reply).words.consent;
  return sendPage(reply, 200, 'leaving', {
    title: outcome.allowed ? leaving.allowed(outcome.client) : leaving.denied,
    outcome,
    moveOnTo: outcome.location,
  });
}
