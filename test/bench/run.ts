import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/latchkey-under-test.ts';
import { signIn } from '../support/oauth-client.ts';
import { startChild } from './child.ts';
import { type Load, type Measured, measure, median } from './load.ts';

const ROUNDS = 3;
const SECONDS = Number(process.argv[2] ?? 2);

const modern = (name: string, params: object) =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: name,
    params: {
      ...params,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientCapabilities': {},
        'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
      },
    },
  });

/** What is measured, next to a bare server that reads the same request and answers a constant. */
function loads(base: string, token: string): Load[] {
  const mcp = (name: string, method: string, params: { name?: string }): Load => ({
    name,
    url: `${base}/mcp`,
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(params.name !== undefined && { 'mcp-name': params.name }),
    },
    body: modern(method, params),
  });
  return [
    { name: 'server metadata', url: `${base}/.well-known/oauth-authorization-server` },
    mcp('server/discover', 'server/discover', {}),
    mcp('tools/list', 'tools/list', {}),
    mcp('get_state', 'tools/call', {
      name: 'get_state',
      arguments: { entity_id: 'light.kitchen' },
    } as { name: string }),
  ];
}

const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
const port = await freePort();
const bare = await startChild(['test/bench/bare-server.ts'], /^\d+$/);
const base = `http://localhost:${port}`;
const latchkey = await startChild(['test/bench/latchkey-server.ts'], /^token /, {
  MCP_BASE_URL: base,
  MCP_PORT: String(port),
  MCP_DATA_DIR: dataDir,
});
try {
  const token = latchkey.line.slice('token '.length);
  const { tokens } = await signIn(base, { name: 'Ada', administrator: true, token });

  const rows = new Map<string, { load: Load; runs: { ours: Measured; ratio: number }[] }>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const load of loads(base, tokens.access_token)) {
      const least = await measure({ ...load, url: `http://127.0.0.1:${bare.line}/` }, SECONDS);
      const ours = await measure(load, SECONDS);
      const row = rows.get(load.name) ?? { load, runs: [] };
      row.runs.push({ ours, ratio: ours.perSecond / least.perSecond });
      rows.set(load.name, row);
    }
  }

  console.log('\nThroughput beside a bare node:http server in the same run; medians of', ROUNDS);
  console.table(
    Array.from(rows.values(), ({ load, runs }) => {
      const ratios = runs.map(({ ratio }) => ratio);
      return {
        request: load.name,
        'per second': Math.round(median(runs.map(({ ours }) => ours.perSecond))),
        'p50 ms': median(runs.map(({ ours }) => ours.p50)),
        'p99 ms': median(runs.map(({ ours }) => ours.p99)),
        ratio: median(ratios).toFixed(3),
        spread: `${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}`,
      };
    }),
  );
} finally {
  await latchkey.stop();
  await bare.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
