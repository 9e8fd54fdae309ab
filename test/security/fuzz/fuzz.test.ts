import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { runCampaign } from './campaign.ts';
import { assertUnharmed } from './verdict.ts';

const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

for (const [limits, requests] of [
  ['raised', 6_000],
  ['real', 2_000],
] as const) {
  test(`${requests} generated requests with ${limits} limits do no harm`, async (t) => {
    t.diagnostic(`FUZZ_SEED=${seed}; the long run: node test/security/fuzz/run.ts`);
    const report = await runCampaign({ requests, seed, limits });
    assertUnharmed(report);
    assert.equal(report.sent, requests);
    if (limits === 'real') assert.ok((report.statuses['429'] ?? 0) > 0, 'the limits were met');
  });
}
