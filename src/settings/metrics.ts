import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import type { Administrators } from './administrators.ts';
import type { FormTokens } from './csrf.ts';
import { letInAdministrator } from './guards.ts';
import { isLoopback } from './peer.ts';

/** What a program on this machine does not send, but a proxy, ingress or a web page would. */
const NOT_OF_A_NEIGHBOUR = [
  ...['x-remote-user-id', 'x-remote-user-name', 'x-remote-user-display-name', 'x-ingress-path'],
  ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'],
  ...['origin', 'referer', 'sec-fetch-site'],
];
const OWN_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Metrics for Prometheus on this machine, and for administrators through ingress. */
export function metricsRoute(
  app: FastifyInstance,
  {
    administrators,
    tokens,
    metrics,
  }: {
    readonly administrators: Administrators;
    readonly tokens: FormTokens;
    readonly metrics: Pick<Metrics, 'read'>;
  },
): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isNeighbour(request)) return letInAdministrator(request, reply, administrators, tokens);
  });
  app.get('/metrics', async (_request, reply) => {
    const { type, text } = await metrics.read();
    return reply
      .header('Content-Type', type)
      .header('Cache-Control', 'no-store')
      .header('X-Content-Type-Options', 'nosniff')
      .send(text);
  });
}

/** A program on this machine that asks for itself; a web page could be made to ask under another name. */
function isNeighbour({ socket, headers }: FastifyRequest): boolean {
  return (
    isLoopback(socket.remoteAddress) &&
    OWN_HOST.test(headers.host ?? '') &&
    NOT_OF_A_NEIGHBOUR.every((name) => headers[name] === undefined)
  );
}
