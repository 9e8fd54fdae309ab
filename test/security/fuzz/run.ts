import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { assertUnharmed, quarter } from './verdict.ts';

/**
 * node test/security/fuzz/run.ts --requests 1000000 [--seed 1]: most of them without limits, so that
 * they reach the code behind, then some under the real ones.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string' } },
});
const requests = Number(values.requests);
const seed = Number(values.seed ?? randomInt(2 ** 31));
console.log(`${requests} requests, seed ${seed}`);

for (const [limits, share] of [
  ['raised', 0.95],
  ['real', 0.05],
] as const) {
  const report = await runCampaign({
    requests: Math.round(requests * share),
    seed,
    limits,
    progress: (text) => console.log(`  ${text}`),
  });
  const { findings: _told, leaks, memory, ...figures } = report;
  console.log(`With ${limits} limits:`, {
    ...figures,
    leaks: leaks.length,
    'second quarter': quarter(memory, 1),
    'last quarter': quarter(memory, 3),
  });
  assertUnharmed(report);
}
console.log('Unharmed: no 5xx, nothing stuck, nothing grew, no secret in the log.');
