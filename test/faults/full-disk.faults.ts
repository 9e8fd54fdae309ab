import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { lastly } from '../support/lastly.ts';
import { jsonOf, type Page, signIn, TestClient, tokensOf } from '../support/oauth-client.ts';
import { assertRefusedStart } from './assert-refused-start.ts';
import { mountDisk } from './disk.ts';
import { Household } from './household.ts';
import { LatchkeyProcess } from './latchkey-process.ts';

const MEGABYTE = 1_024 * 1_024;
const RENEWALS = 2_000;

function isToBeTriedAgain(page: Page): void {
  assert.equal(page.status, 503, page.text);
  assert.match(page.headers.get('retry-after') ?? '', /^[1-9]/);
  assert.equal(jsonOf(page).error, 'temporarily_unavailable');
  assert.match(String(jsonOf(page).error_description), /try again in a moment/);
}

/** Renews while the last bytes last; the answer that was no success. */
async function renewUntilFull(household: Household): Promise<Page> {
  for (let n = 0; n < RENEWALS; n += 1) {
    const page = await household.renew();
    if (page.status !== 200) return page;
  }
  return assert.fail('the disk never filled up');
}

test('the disk runs full under a Latchkey that runs: what needs no room is served, the rest is 503 with Retry-After, and all goes on when there is room', async (t) => {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const [ada, ben] = home.people;
  assert.ok(ada !== undefined && ben !== undefined);
  const disk = mountDisk(t, '6m');
  const latchkey = await LatchkeyProcess.start(t, { dataDir: disk.path, homeUrl: home.url });
  const household = await Household.signIn(latchkey, ada);
  const bens = await signIn(latchkey.base, ben);
  await household.ask();
  const before = await latchkey.measure();

  disk.fill();
  isToBeTriedAgain(await renewUntilFull(household));
  await household.ask();
  isToBeTriedAgain(await household.renew());
  isToBeTriedAgain(await bens.client.revoke(bens.tokens.refresh_token));
  const metadata = await fetch(`${latchkey.base}/.well-known/oauth-authorization-server`);
  assert.equal(metadata.status, 200);
  await assert.rejects(TestClient.register(latchkey.base), /answered 503/);
  for (let n = 0; n < 100; n += 1) await household.ask();
  const during = await latchkey.measure();
  assert.ok(during.used < before.used + 16 * MEGABYTE, `${during.used - before.used} bytes more`);
  assert.deepEqual(during.unhandled, []);

  disk.makeRoom();
  tokensOf(await household.renew());
  await household.ask();
  tokensOf(await bens.client.refresh(bens.tokens.refresh_token));
  await signIn(latchkey.base, ben);
  assert.match(latchkey.said, /disk that holds .* is full\. Make room/);
});

test('the disk is full before Latchkey starts: it says so and what to do, leaves nothing half made, and starts when there is room', async (t) => {
  const home = await startDemoHome();
  lastly(t, () => home.stop());
  const [ada] = home.people;
  assert.ok(ada !== undefined);
  const disk = mountDisk(t, '4m');
  const options = { dataDir: disk.path, homeUrl: home.url };
  disk.fill();
  assertRefusedStart(await LatchkeyProcess.tryToStart(t, options), /is full/);
  const left = statSync(join(disk.path, 'keyring.json'), { throwIfNoEntry: false });
  assert.equal(left, undefined, 'no keyring that was written by half');
  disk.makeRoom();
  const household = await Household.signIn(await LatchkeyProcess.start(t, options), ada);
  await household.ask();
});
