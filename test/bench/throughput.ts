import { type Load, type Measured, measure, median } from './load.ts';
import { mcpRequest } from './mcp-request.ts';

const ROUNDS = 3;

/** What is measured, next to a bare server that reads the same request and answers a constant. */
function loads(base: string, token: string): Load[] {
  const mcp = (name: string, method: string, params?: object): Load => ({
    name,
    url: `${base}/mcp`,
    method: 'POST',
    ...mcpRequest(token, method, params),
  });
  return [
    { name: 'server metadata', url: `${base}/.well-known/oauth-authorization-server` },
    mcp('server/discover', 'server/discover'),
    mcp('tools/list', 'tools/list'),
    mcp('get_state', 'tools/call', {
      name: 'get_state',
      arguments: { entity_id: 'light.kitchen' },
    }),
  ];
}

/** Prints how many requests a second Latchkey answers, beside the bare server in the same run. */
export async function throughput(
  base: string,
  token: string,
  bare: string,
  seconds: number,
): Promise<void> {
  const rows = new Map<string, { ours: Measured; ratio: number }[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const load of loads(base, token)) {
      const least = await measure({ ...load, url: bare }, seconds);
      const ours = await measure(load, seconds);
      const runs = rows.get(load.name) ?? [];
      runs.push({ ours, ratio: ours.perSecond / least.perSecond });
      rows.set(load.name, runs);
    }
  }
  console.log('\nThroughput beside a bare node:http server in the same run; medians of', ROUNDS);
  console.table(
    Array.from(rows, ([request, runs]) => {
      const ratios = runs.map(({ ratio }) => ratio);
      return {
        request,
        'per second': Math.round(median(runs.map(({ ours }) => ours.perSecond))),
        'p50 ms': median(runs.map(({ ours }) => ours.p50)),
        'p99 ms': median(runs.map(({ ours }) => ours.p99)),
        ratio: median(ratios).toFixed(3),
        spread: `${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}`,
      };
    }),
  );
}
