import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { type Ending, lastly } from './lastly.ts';

const STARTS = 'fastify.initialization';

/** The routes of each listener that this process makes from now on, as `GET /path`. */
export function watchRoutes(t: Ending): readonly (readonly string[])[] {
  const listeners: string[][] = [];
  const watch = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    const routes: string[] = [];
    listeners.push(routes);
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
    });
  };
  subscribe(STARTS, watch);
  lastly(t, () => unsubscribe(STARTS, watch));
  return listeners;
}
