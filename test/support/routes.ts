import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import type { Ending } from './temp.ts';

const STARTS = 'fastify.initialization';

/** Every route that any listener of this process registers from now on, as `GET /path`. */
export function watchRoutes(t: Ending): readonly string[] {
  const routes: string[] = [];
  const watch = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
    });
  };
  subscribe(STARTS, watch);
  t.after(() => unsubscribe(STARTS, watch));
  return routes;
}
