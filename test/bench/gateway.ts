import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/latchkey-under-test.ts';
import { signIn, toolNames } from '../support/oauth-client.ts';
import { type Child, startChild } from './child.ts';
import { quantile } from './difference.ts';
import { mcpRequest } from './mcp-request.ts';

/**
 * `node test/bench/gateway.ts [calls of each kind]`: calls of an upstream's tool through the gateway
 * and straight to the upstream, by turns, so that both meet the same machine.
 */
const TIMES = Number(process.argv[2] ?? 500);
const OVERHEAD_BUDGET_MS = 1.5;

const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
const children: Child[] = [];
const start = async (...args: Parameters<typeof startChild>) => {
  const child = await startChild(...args);
  children.unshift(child);
  return child.line;
};

async function timed(url: string, request: ReturnType<typeof mcpRequest>): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(url, { method: 'POST', ...request });
  const text = await answer.text();
  const took = performance.now() - startedAt;
  if (!answer.ok || text.includes('"isError":true')) throw new Error(text.slice(0, 300));
  return took;
}

try {
  const straight = `http://127.0.0.1:${await start(['test/bench/upstream.ts'], /^\d+$/)}/mcp`;
  const [, url = '', homeToken = ''] = (await start(['test/bench/demo-home.ts'], /^home /)).split(
    ' ',
  );
  const file = join(dataDir, 'upstreams.json');
  const bench = { url: straight, private_network: true };
  writeFileSync(file, JSON.stringify({ mcpServers: { bench } }));
  const port = await freePort();
  const base = `http://localhost:${port}`;
  await start(['test/bench/latchkey-server.ts'], /^listening$/, {
    MCP_BASE_URL: base,
    MCP_PORT: String(port),
    MCP_DATA_DIR: dataDir,
    MCP_UPSTREAMS_FILE: file,
    HOMEASSISTANT_URL: url,
  });
  const ada = { name: 'Ada', administrator: true, token: homeToken };
  const { access_token: token } = (await signIn(base, ada)).tokens;
  const through = `${base}/mcp`;
  await eventually(async () => (await toolNames(through, token)).includes('bench__tool_999'));

  const ways = {
    straight: [straight, mcpRequest('none', 'tools/call', { name: 'tool_1', arguments: {} })],
    through: [through, mcpRequest(token, 'tools/call', { name: 'bench__tool_1', arguments: {} })],
    list: [through, mcpRequest(token, 'tools/list')],
  } as const;
  const took = { straight: [] as number[], through: [] as number[], list: [] as number[] };
  for (let n = 0; n < TIMES + 50; n += 1) {
    for (const way of ['straight', 'through', 'list'] as const) {
      const ms = await timed(...ways[way]);
      // The first ones warm everything up.
      if (n >= 50) took[way].push(ms);
    }
  }
  const p50 = (way: keyof typeof took) => quantile(took[way], 0.5);
  const overhead = p50('through') - p50('straight');
  console.table(
    Object.entries(took).map(([way, all]) => ({
      way,
      'p50 ms': quantile(all, 0.5).toFixed(2),
      'p99 ms': quantile(all, 0.99).toFixed(2),
    })),
  );
  const verdict = overhead <= OVERHEAD_BUDGET_MS ? 'OK' : 'OVER';
  console.log(
    `A call costs ${overhead.toFixed(2)} ms more (budget ${OVERHEAD_BUDGET_MS}): ${verdict}`,
  );
  if (verdict === 'OVER') process.exitCode = 1;
} finally {
  for (const child of children) await child.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
