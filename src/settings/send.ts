import type { FastifyReply, FastifyRequest } from 'fastify';
import { markBold } from '../views/mark-bold.ts';
import { ASSETS } from './assets.ts';
import { PAGES } from './pages.ts';

/** Our own files only; the frame is Home Assistant's own page, of the same origin. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** What a template is given besides what its page says. */
interface PageModel {
  readonly title: string;
  readonly [name: string]: unknown;
}

/**
 * Sends a page of the settings in the visitor's language. `model` reaches the template as `it`, with
 * `words`, `csrf`, `rich` (bold marks of a text of ours), `when` (a
 * time in milliseconds as date and time) and `clock` (as time of day alone).
 */
export async function sendSettings(
  request: FastifyRequest,
  reply: FastifyReply,
  template: string,
  model: PageModel,
  status = 200,
): Promise<FastifyReply> {
  const { base, language, words, csrf, administrator } = request.visit;
  const here = request.routeOptions.url?.split('/')[1] ?? '';
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  reply
    .code(status)
    .header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    .header('Cache-Control', 'no-store')
    .header('X-Content-Type-Options', 'nosniff')
    .header('Referrer-Policy', 'same-origin');
  return reply.view(`settings/${template}.eta`, {
    ...model,
    base,
    language,
    words,
    csrf,
    assets: ASSETS.names,
    rich: markBold,
    when: (at: number) => times.format(at),
    clock: (at: number) => clock.format(at),
    pages:
      administrator === undefined
        ? []
        : PAGES.map((page) => ({
            path: page.path === '' ? './' : page.path,
            name: page.name(words),
            here: page.path === here,
          })),
  });
}

/** A page that only says something: what happened, what it means, what to do. */
export function sendSettingsMessage(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  message: { readonly title: string; readonly happened: string; readonly todo: string },
): Promise<FastifyReply> {
  return sendSettings(request, reply, 'message', message, status);
}

/**
 * Shows the page anew after a change (RFC 9110 section 15.4.4), with a word of what was done: `done`
 * is a key of the page's words. Free text must not be in it: the Supervisor reads queries.
 */
export function sendBack(
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
  done?: string,
): FastifyReply {
  const { base } = request.visit;
  return reply.redirect(`${base}${page}${done === undefined ? '' : `?done=${done}`}`, 303);
}

/** The sentence that `done` of the query names, if it is one of the page's own. */
export function doneSentence(
  request: FastifyRequest,
  sentences: Readonly<Record<string, string>>,
): string | undefined {
  const { done } = request.query as { readonly done?: unknown };
  return typeof done === 'string' && Object.hasOwn(sentences, done) ? sentences[done] : undefined;
}
