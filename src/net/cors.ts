import type { FastifyInstance } from 'fastify';

/**
 * Lets browser pages of any origin use the routes of this scope (Fetch standard, CORS protocol).
 * Only for routes that no cookie opens: metadata, registration, tokens.
 */
export function openToAnyOrigin(app: FastifyInstance, urls: readonly string[]): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('Access-Control-Allow-Origin', '*');
    reply.header('Access-Control-Expose-Headers', 'WWW-Authenticate');
    done();
  });
  for (const url of urls) {
    app.options(url, async (_request, reply) =>
      reply
        .code(204)
        .header('Access-Control-Allow-Methods', 'GET, POST, OPTIONS')
        .header('Access-Control-Allow-Headers', 'Authorization, Content-Type, MCP-Protocol-Version')
        .header('Access-Control-Max-Age', '86400')
        .send(),
    );
  }
}
