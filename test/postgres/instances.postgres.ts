import assert from 'node:assert/strict';
import { after, describe, it, test } from 'node:test';
import { TestClock } from '../support/latchkey-under-test.ts';
import {
  codeOf,
  jsonOf,
  mcp,
  type Page,
  sendForm,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
  toolNames,
} from '../support/oauth-client.ts';
import { startHouse } from './house.ts';
import { startPostgres } from './server.ts';

const server = await startPostgres({ after });

for (const count of [2, 4]) {
  describe(`${count} instances on one database`, () => {
    it('answer a flow of which every request meets another one', async (t) => {
      const house = await startHouse(t, await server.database(), { count });
      const { base, url, people, balancer } = house;
      const client = await TestClient.register(base, {
        token_endpoint_auth_method: 'client_secret_post',
      });
      const form = await client.openConsent();
      const code = codeOf(await submitConsent(form, people[0].token));
      const tokens = tokensOf(await client.redeem(code));
      assert.ok((await toolNames(url, tokens.access_token)).includes('get_state'));
      const introspect = async (token: string) => {
        const who = { client_id: client.id, client_secret: client.secret, token };
        return jsonOf(await sendForm(`${base}/introspect`, who)).active;
      };
      const next = tokensOf(await client.refresh(tokens.refresh_token));
      for (const token of [next.access_token, next.refresh_token]) {
        assert.equal(await introspect(token), true);
      }
      assert.ok((await toolNames(url, next.access_token, 'legacy')).length > 10);
      assert.equal((await client.revoke(next.refresh_token)).status, 200);
      for (let at = 0; at < count; at += 1) {
        assert.equal((await mcp(url, next.access_token, 'tools/list')).status, 401);
        assert.equal(await introspect(next.access_token), false);
        assert.equal((await client.refresh(next.refresh_token)).status, 400);
      }
      const ports = balancer.taken.map(({ port }) => port);
      assert.ok(ports.length > 12);
      const twice = balancer.taken.filter(({ port }, at) => port === ports[at - 1]);
      assert.deepEqual(twice, [], 'no two requests in a row met the same');
      assert.equal(new Set(ports).size, count);
    });
  });
}

test('a refresh token that two instances rotate at once is spent once', async (t) => {
  const url = await server.database();
  const house = await startHouse(t, url);
  const { client, tokens } = await signIn(house.base, house.people[0]);
  let token = tokens.refresh_token;
  for (let round = 0; round < 15; round += 1) {
    const pages = await Promise.all([1, 2, 3, 4].map(() => client.refresh(token)));
    const [first, ...others] = pages.map(tokensOf);
    assert.ok(first);
    for (const other of others) assert.deepEqual(other, first, 'the one answer, to the letter');
    const live = await server.sql(
      'select hash from latchkey.refresh_tokens where grace_ends_at is null',
      url,
    );
    assert.equal(live.length, 1);
    token = first.refresh_token;
  }
});

test('a code that a client in a hurry sends twice at once makes one grant', async (t) => {
  // What counts is that the second arrived before the first was answered, however slow all is.
  const clock = new TestClock().read;
  const house = await startHouse(t, await server.database(), { clock });
  for (let round = 0; round < 5; round += 1) {
    const client = await TestClient.register(house.base);
    const form = await client.openConsent();
    const code = codeOf(await submitConsent(form, house.people[0].token));
    const pages: Page[] = await Promise.all([client.redeem(code), client.redeem(code)]);
    const [first, second] = pages.map(tokensOf);
    assert.deepEqual(first, second);
    assert.equal((await mcp(house.url, first?.access_token, 'tools/list')).status, 200);
  }
});

test('what is revoked at one instance is refused by the others with the next request', async (t) => {
  const house = await startHouse(t, await server.database());
  const { balancer, url, base, instances } = house;
  const [first, second] = instances;
  assert.ok(first && second);
  for (let round = 0; round < 5; round += 1) {
    const { client, tokens } = await signIn(base, house.people[0]);
    balancer.next(second.port);
    assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 200);
    balancer.next(first.port);
    await client.revoke(tokens.refresh_token);
    balancer.next(second.port);
    assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 401);
  }
});
