import { Agent } from 'node:http';
import { mcpRequest } from '../support/mcp-request.ts';
import { middleDifferences, post, rowsOf, takeTrips } from './one-at-a-time.ts';
import type { Served, ServedLatchkey } from './scene.ts';

/**
 * Prints what a call of another server's tool takes through the gateway and straight there, one at a
 * time and in turns. Gives by how many milliseconds the middle of ours is longer, in each round.
 */
export async function gatewayTrips(
  { url, tokens }: ServedLatchkey,
  upstream: Served,
  times: number,
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true });
  const call = (to: string, name: string) => {
    const sent = mcpRequest(tokens.access_token, 'tools/call', { name, arguments: {} });
    return () => post(`${to}/mcp`, agent, sent, 'done');
  };
  const trip = {
    tool: 'bench__tool_1',
    beside: 'tool_1 of the upstream',
    ours: call(url, 'bench__tool_1'),
    theirs: call(upstream.url, 'tool_1'),
  };
  try {
    const rounds = await takeTrips(trip, times);
    console.log(
      '\nOne call at a time through the gateway beside the same straight to the upstream',
    );
    console.table(rowsOf(trip, rounds));
    return middleDifferences(rounds);
  } finally {
    agent.destroy();
  }
}
