import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Speech } from '../words/words.ts';
import { speechFor } from '../words/words.ts';
import type { Administrator } from './administrators.ts';

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit;
  }
}

/** Who opens a page of the settings, where it lies for their browser, and what it speaks. */
export interface Visit extends Speech {
  /** Where our pages lie for the browser: the path that ingress takes off, with a slash at its end. */
  readonly base: string;
  /** Absent until Home Assistant has said that they are one. */
  administrator?: Administrator;
  /** What a form has to bring back. */
  csrf: string;
}

/** Gives every request its visit, before anything can answer it. */
export function noteVisits(app: FastifyInstance): void {
  app.decorateRequest('visit');
  app.addHook('onRequest', async (request) => {
    request.visit = {
      base: baseOf(request),
      csrf: '',
      ...speechFor(request.headers['accept-language']),
    };
  });
}

/** Who asks; only after `onlyAdministrators` let them pass. */
export function administratorOf({ visit }: FastifyRequest): Administrator {
  if (visit.administrator === undefined) throw new Error('nobody was let in to this page');
  return visit.administrator;
}

/** The header is the Supervisor's, but what is not a plain path gets into no page. */
function baseOf({ headers }: FastifyRequest): string {
  const path = headers['x-ingress-path'];
  return typeof path === 'string' && /^(\/[\w-]+){1,8}$/.test(path) ? `${path}/` : '/';
}
