import { ProtocolError, ProtocolErrorCode, type Server } from '@modelcontextprotocol/server';
import type { ToolSources } from '../all-tools.ts';
import type { Subscribing } from '../listening/listeners.ts';

const NO_SESSION =
  'Only a session can be subscribed to something: begin one with initialize, and send the Mcp-Session-Id that comes back.';

/** Whether there is anything of which changes are told: what a home says of itself is not. */
export function isSubscribable({ upstreamOffers }: ToolSources): boolean {
  return (upstreamOffers?.resources().length ?? 0) > 0;
}

/** `resources/subscribe` and its opposite; newer clients say it when they open their stream. */
export function registerSubscribing(server: Server, subscribing: Subscribing | undefined): void {
  const within = () => {
    if (subscribing !== undefined) return subscribing;
    throw new ProtocolError(ProtocolErrorCode.InvalidRequest, NO_SESSION);
  };
  server.setRequestHandler('resources/subscribe', async ({ params }) => {
    await within().subscribe(params.uri);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', async ({ params }) => {
    await within().unsubscribe(params.uri);
    return {};
  });
}
