import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECOND } from '../../src/core/clock.ts';
import { eventually } from '../support/eventually.ts';
import { mcp, type Page, signIn, TestClient, tokensOf } from '../support/oauth-client.ts';
import { type House, startHouse } from './house.ts';
import { startPostgres } from './server.ts';
import { startWire } from './wire.ts';

const SECRET = 'a-password-that-nobody-may-see';
const PATIENCE_MS = 60 * SECOND;

/** The same database by way of something else, with a password, which the server does not ask for. */
function through(url: string, port: number): string {
  const way = new URL(url);
  way.port = String(port);
  way.password = SECRET;
  return way.href;
}

/** Asserts that a request was put off, and that nothing was told of what is behind. */
function assertPutOff({ status, headers, text }: Page): void {
  assert.equal(status, 503, text);
  assert.match(headers.get('retry-after') ?? '', /^\d+$/);
  assert.doesNotMatch(text, /127\.0\.0\.1|postgres|test_\d|password|ECONN/i);
}

async function assertSilentAbout(house: House): Promise<void> {
  for (const { logged } of house.instances) {
    assert.deepEqual(
      logged.filter((line) => line.includes(SECRET)),
      [],
    );
    const failed = logged.filter((line) => line.includes('"a request failed"'));
    assert.deepEqual(failed, [], 'nothing but the database was in trouble');
  }
}

for (const how of ['fast', 'immediate'] as const) {
  test(`a database that is stopped (${how}) puts clients off, and nobody signs in anew`, async (t) => {
    const server = await startPostgres(t);
    const url = through(await server.database(), server.port);
    const house = await startHouse(t, url);
    const { client, tokens } = await signIn(house.base, house.people[0]);
    await server.stop(how);
    for (let at = 0; at < 4; at += 1) {
      assertPutOff(await client.refresh(tokens.refresh_token));
      assertPutOff(await mcp(house.url, tokens.access_token, 'tools/list'));
      assertPutOff(await client.revoke(tokens.refresh_token));
    }
    await assert.rejects(TestClient.register(house.base), /answered 503/);
    await server.start();
    let page = await client.refresh(tokens.refresh_token);
    await eventually(async () => {
      if (page.status === 503) page = await client.refresh(tokens.refresh_token);
      return page.status !== 503;
    }, PATIENCE_MS);
    const next = tokensOf(page);
    for (const _ of house.instances) {
      assert.equal((await mcp(house.url, next.access_token, 'tools/list')).status, 200);
    }
    await assertSilentAbout(house);
  });
}

test('a standby that takes over goes on where the first one fell, with all that was said to be kept', async (t) => {
  const server = await startPostgres(t);
  const database = await server.database();
  const standby = await server.standby();
  const wire = await startWire(t, server.port);
  const house = await startHouse(t, through(database, wire.port));
  const { client, tokens } = await signIn(house.base, house.people[0]);
  let token = tokens.refresh_token;
  for (let at = 0; at < 5; at += 1) token = tokensOf(await client.refresh(token)).refresh_token;
  await server.stop('immediate');
  assertPutOff(await client.refresh(token));
  wire.to = standby.port;
  // It only reads as yet, so whatever would change something is put off.
  assertPutOff(await client.refresh(token));
  await standby.promote();
  let page = await client.refresh(token);
  await eventually(async () => {
    if (page.status === 503) page = await client.refresh(token);
    return page.status !== 503;
  }, PATIENCE_MS);
  const next = tokensOf(page);
  for (const _ of house.instances) {
    assert.equal((await mcp(house.url, next.access_token, 'tools/list')).status, 200);
  }
  await assertSilentAbout(house);
});

test('a slow database slows, a silent one puts off, and both heal', async (t) => {
  const server = await startPostgres(t);
  const wire = await startWire(t, server.port);
  const house = await startHouse(t, through(await server.database(), wire.port));
  wire.delayMs = 50;
  const { client, tokens } = await signIn(house.base, house.people[0]);
  assert.equal((await mcp(house.url, tokens.access_token, 'tools/list')).status, 200);
  wire.delayMs = 0;

  wire.silent = true;
  const asked = [1, 2].map(() => mcp(house.url, tokens.access_token, 'tools/list'));
  for (const page of await Promise.all(asked)) assertPutOff(page);
  assertPutOff(await client.refresh(tokens.refresh_token));
  wire.silent = false;
  wire.cut();
  let page = await client.refresh(tokens.refresh_token);
  await eventually(async () => {
    if (page.status === 503) page = await client.refresh(tokens.refresh_token);
    return page.status !== 503;
  }, PATIENCE_MS);
  assert.equal((await mcp(house.url, tokensOf(page).access_token, 'tools/list')).status, 200);
  await assertSilentAbout(house);
});

test('an instance that starts before its database waits for it, and says so', async (t) => {
  const server = await startPostgres(t);
  const url = through(await server.database(), server.port);
  const first = await startHouse(t, url, { count: 1 });
  const { tokens } = await signIn(first.base, first.people[0]);
  await server.stop('fast');
  const wire = await startWire(t, server.port);
  const joining = first.join({ DATABASE_URL: through(url, wire.port) });
  await eventually(async () => wire.begun >= 2, PATIENCE_MS);
  await server.start();
  const second = await joining;
  const said = second.logged.filter((line) => line.includes('waits and looks again'));
  assert.ok(said.length > 0);
  assert.match(said[0] ?? '', /cannot be used at the moment/);
  assert.equal(said.join('').includes(SECRET), false);
  first.balancer.next(second.port);
  assert.equal((await mcp(first.url, tokens.access_token, 'tools/list')).status, 200);
});
