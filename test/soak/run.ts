import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { LatchkeyProcess, type Measured } from '../faults/latchkey-process.ts';
import type { Ending } from '../support/lastly.ts';
import { startHttpUpstream } from '../support/upstream-server.ts';
import { inHouse } from '../support/written-upstreams.ts';
import { type Done, trafficTo } from './traffic.ts';
import { judge, type Line } from './verdict.ts';

/**
 * node test/soak/run.ts [--minutes 60]: mixed traffic against a Latchkey in a process of its own,
 * whose home restarts again and again. What held is written to test-output/soak.md.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const minutes = Number(values.minutes);
const SAMPLES = 120;
/** How often the home restarts, and how long it is away. */
const RESTART_EVERY_MS = 15_000;
const AWAY_MS = 1_500;

const endings: (() => void)[] = [];
const t: Ending = { after: (end) => void endings.push(end) };

async function soak(): Promise<{ lines: readonly Line[]; done: Done; restarts: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-soak-'));
  endings.push(() => rmSync(folder, { recursive: true, force: true }));
  const homeDir = join(folder, 'home');
  let home = await startDemoHome({ dataDir: homeDir });
  endings.push(() => home.stop());
  const homePort = Number(new URL(home.url).port);
  const shop = await startHttpUpstream(t);
  const upstreams = join(folder, 'upstreams.json');
  writeFileSync(upstreams, JSON.stringify({ mcpServers: { shop: inHouse(shop.url) } }));
  const latchkey = await LatchkeyProcess.start(t, {
    dataDir: join(folder, 'data'),
    homeUrl: home.url,
    env: { MCP_UPSTREAMS_FILE: upstreams },
  });

  const endsAt = performance.now() + minutes * 60_000;
  let failed = false;
  const over = () => failed || performance.now() >= endsAt;
  const done: Done = {};
  const { base, url } = latchkey;
  const traffic = trafficTo({ base, url, people: home.people, over }, done).finally(() => {
    failed = !over();
  });
  let restarts = 0;
  const restarting = (async () => {
    for (let at = performance.now() + RESTART_EVERY_MS; !over(); await pause(100)) {
      if (performance.now() < at) continue;
      await home.stop();
      await pause(AWAY_MS);
      home = await startDemoHome({ dataDir: homeDir, port: homePort });
      restarts += 1;
      at = performance.now() + RESTART_EVERY_MS;
    }
  })();
  const samples: Measured[] = [];
  const sampling = (async () => {
    for (let at = performance.now(); !over(); await pause(100)) {
      if (performance.now() < at) continue;
      samples.push(await latchkey.measure());
      at = performance.now() + (minutes * 60_000) / SAMPLES;
    }
  })();
  await Promise.all([traffic, restarting, sampling]);
  const lines = [...judge(samples), { held: !latchkey.ended, text: 'the process lived on' }];
  await latchkey.stop();
  return { lines, done, restarts };
}

try {
  const { lines, done, restarts } = await soak();
  const traffic = Object.entries(done).map(([what, times]) => `- done ${times} times: ${what}\n`);
  const report = [
    `# Soak: ${minutes} minutes of mixed traffic, ${restarts} restarts of the home\n\n`,
    ...traffic.sort(),
    '\n',
    ...lines.map(({ held, text }) => `- ${held ? 'held' : 'DID NOT HOLD'}: ${text}\n`),
  ].join('');
  mkdirSync('test-output', { recursive: true });
  writeFileSync('test-output/soak.md', report);
  console.log(report);
  if (!lines.every(({ held }) => held)) process.exitCode = 1;
} finally {
  for (const end of endings.reverse()) await end();
}
