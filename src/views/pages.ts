import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyView from '@fastify/view';
import { Eta } from 'eta';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { BASE_STYLES, VIEWS } from './styles.ts';

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

/** Sends a page with the headers every page of ours has. `model` reaches the template as `it`. */
export async function sendPage(
  reply: FastifyReply,
  status: number,
  template: string,
  model: { readonly title: string } & Readonly<Record<string, unknown>>,
): Promise<FastifyReply> {
  reply
    .code(status)
    .header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    .header('Cache-Control', 'no-store')
    .header('X-Frame-Options', 'DENY')
    .header('X-Content-Type-Options', 'nosniff')
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    .header('Referrer-Policy', 'same-origin')
    .header('Cross-Origin-Opener-Policy', 'same-origin');
  return reply.view(`${template}.eta`, { ...model, stylesheet });
}

/** A page that only says something: what happened, what it means, what to do. */
export function sendMessage(
  reply: FastifyReply,
  status: number,
  message: { readonly title: string; readonly happened: string; readonly todo: string },
): Promise<FastifyReply> {
  return sendPage(reply, status, 'message', message);
}
