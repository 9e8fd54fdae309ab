import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/latchkey-under-test.ts';
import { signIn } from '../support/oauth-client.ts';
import { type Child, startChild } from './child.ts';
import { roundTrips } from './round-trips.ts';
import { throughput } from './throughput.ts';

if (process.argv.includes('--peers')) {
  const { runPeers } = await import('./peers/run.ts');
  process.exit(await runPeers(process.argv.slice(2)));
}

/** `node test/bench/run.ts [seconds each load lasts, 0 for none] [calls a round, 0 for none]` */
const SECONDS = Number(process.argv[2] ?? 2);
const TIMES = Number(process.argv[3] ?? 400);

const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
const children: Child[] = [];
const start = async (...args: Parameters<typeof startChild>) => {
  const child = await startChild(...args);
  children.unshift(child);
  return child.line;
};
try {
  const bare = await start(['test/bench/bare-server.ts'], /^\d+$/);
  const [, url = '', homeToken = ''] = (await start(['test/bench/demo-home.ts'], /^home /)).split(
    ' ',
  );
  const port = await freePort();
  const base = `http://localhost:${port}`;
  await start(['test/bench/latchkey-server.ts'], /^listening$/, {
    MCP_BASE_URL: base,
    MCP_PORT: String(port),
    MCP_DATA_DIR: dataDir,
    HOMEASSISTANT_URL: url,
  });
  const ada = { name: 'Ada', administrator: true, token: homeToken };
  const { access_token: token } = (await signIn(base, ada)).tokens;

  if (SECONDS > 0) await throughput(base, token, `http://127.0.0.1:${bare}/`, SECONDS);
  if (TIMES > 0 && !(await roundTrips(base, token, { url, token: homeToken }, TIMES))) {
    process.exitCode = 1;
  }
} finally {
  for (const child of children) await child.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
