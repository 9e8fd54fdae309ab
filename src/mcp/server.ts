import { Server } from '@modelcontextprotocol/server';
import { ownerOf, type Principal } from '../access/principal.ts';
import { NO_VALIDATOR } from '../net/no-validator.ts';
import { type Exchange, talkOf } from './asking/exchange.ts';
import { type CallDependencies, callTool } from './call-tool.ts';
import { registerCompletion } from './completion.ts';
import { listedTools } from './listed-tools.ts';
import { listing } from './listing.ts';
import { isPaused, registerPaused } from './paused.ts';
import { registerPrompts } from './prompts/handlers.ts';
import { registerResources } from './resources/handlers.ts';
import { isSubscribable, registerSubscribing } from './resources/subscribing.ts';
import { SERVER_INFO } from './server-info.ts';

const INSTRUCTIONS = [
  'These tools read and control one home through Home Assistant, as the person who signed in.',
  'Start with home_overview, find what you need with find_entities, and pass entity ids exactly as given.',
  'After control_devices or call_service, believe the states in its answer rather than assuming success.',
].join(' ');

/** How long a client may keep a tool list; it is one principal's own, so caches may not share it. */
const LIST_HINT = { ttlMs: 60_000, cacheScope: 'private' } as const;

/** What a home says now is old in a second. */
const FRESH_HINT = { ttlMs: 0, cacheScope: 'private' } as const;

/** A protocol server for one request (2026-07-28) or one stateless exchange (2025-11-25 and older). */
export function mcpServer(
  principal: Principal,
  deps: CallDependencies,
  exchange: Exchange,
): Server {
  const server = new Server(SERVER_INFO, {
    capabilities: {
      tools: { listChanged: true },
      prompts: {},
      resources: isSubscribable(deps) ? { subscribe: true } : {},
      completions: {},
      logging: {},
    },
    instructions: INSTRUCTIONS,
    jsonSchemaValidator: NO_VALIDATOR,
    cacheHints: {
      'tools/list': LIST_HINT,
      'prompts/list': LIST_HINT,
      'resources/list': LIST_HINT,
      'resources/templates/list': LIST_HINT,
      'resources/read': FRESH_HINT,
    },
  });
  if (isPaused(principal)) {
    registerPaused(server, principal, deps);
    return server;
  }
  server.setRequestHandler('tools/list', async () => ({
    tools: (exchange.tools ?? (await listedTools(principal, deps))).map(listing),
  }));
  server.setRequestHandler('tools/call', async (request, context) => {
    if (exchange.called !== undefined) return exchange.called;
    const result = await callTool(
      principal,
      request.params.name,
      request.params.arguments ?? {},
      deps,
      talkOf(exchange, ownerOf(principal), context, (message, beside) =>
        server.transport?.send(message, beside),
      ),
    );
    exchange.onResult?.(result);
    return result;
  });
  // Newer clients say it with each request, and have no such message.
  if (exchange.era === 'legacy') {
    server.setRequestHandler('logging/setLevel', async ({ params }) => {
      exchange.setLogLevel?.(params.level);
      return {};
    });
    registerSubscribing(server, exchange.subscribing);
  }
  registerPrompts(server, principal, deps);
  registerResources(server, principal, deps);
  registerCompletion(server, principal, deps);
  return server;
}
