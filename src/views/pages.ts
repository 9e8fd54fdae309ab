import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyView from '@fastify/view';
import { Eta } from 'eta';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { VIEWS } from '../core/places.ts';
import { type Speech, speechFor, type Words } from '../words/words.ts';
import { bold, markBold } from './mark-bold.ts';
import { BASE_STYLES } from './styles.ts';

const stylesheet = BASE_STYLES + readFileSync(join(VIEWS, 'style.css'), 'utf8');
const stylesheetHash = createHash('sha256').update(stylesheet).digest('base64');

/**
 * No script at all, one inline stylesheet by its hash, no frames, no images from anywhere.
 * `form-action` also governs redirects that follow a POST in Chromium, which is why answers to a
 * form are pages that move on by themselves.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${stylesheetHash}'`,
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Lets a listener's routes answer with our pages, each within the layout. */
export async function registerPages(app: FastifyInstance, layout = 'layout.eta'): Promise<void> {
  await app.register(fastifyView, {
    engine: { eta: new Eta({ views: VIEWS, cache: true }) },
    templates: VIEWS,
    root: VIEWS,
    layout,
    production: true,
  });
}

/** What the browser behind a reply is spoken to in. */
export function speechOf({ request }: FastifyReply): Speech {
  return speechFor(request.headers['accept-language']);
}

/**
 * Sends a page with the headers every page of ours has. `model` reaches the template as `it`, with
 * `words`, `rich` (bold marks of a text of ours) and `strong` (a name in bold, for such a text).
 */
export async function sendPage(
  reply: FastifyReply,
  status: number,
  template: string,
  model: { readonly title: string } & Readonly<Record<string, unknown>>,
): Promise<FastifyReply> {
  const { language, words } = speechOf(reply);
  reply
    .code(status)
    .header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    .header('Cache-Control', 'no-store')
    .header('X-Frame-Options', 'DENY')
    .header('X-Content-Type-Options', 'nosniff')
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    .header('Referrer-Policy', 'same-origin')
    .header('Cross-Origin-Opener-Policy', 'same-origin');
  return reply.view(`${template}.eta`, {
    ...model,
    stylesheet,
    language,
    words,
    rich: markBold,
    strong: bold,
  });
}

/** What happened, what it means, what to do. */
export interface Message {
  readonly title: string;
  readonly happened: string;
  readonly todo: string;
}

/** A page that only says something, in the browser's language. */
export function sendMessage(
  reply: FastifyReply,
  status: number,
  say: (words: Words) => Message,
): Promise<FastifyReply> {
  return sendPage(reply, status, 'message', { ...say(speechOf(reply).words) });
}
