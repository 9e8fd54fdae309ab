import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCampaign } from './campaign.ts';
import { assertUnharmed } from './verdict.ts';

/** The same requests in every run; `node test/security/fuzz/run.ts` is where others are tried. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_121);

for (const [limits, requests] of [
  ['raised', 6_000],
  ['real', 2_000],
] as const) {
  test(`${requests} generated requests with ${limits} limits do no harm`, async () => {
    const report = await runCampaign({ requests, seed, limits });
    assertUnharmed(report);
    assert.equal(report.sent, requests);
    if (limits === 'real') assert.ok((report.statuses['429'] ?? 0) > 0, 'the limits were met');
  });
}
