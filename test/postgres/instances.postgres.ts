import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  callbackOf,
  jsonOf,
  mcp,
  send,
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
      const client = await TestClient.register(base);
      const form = await client.openConsent();
      const page = await submitConsent(form, people[0].token);
      const { code } = callbackOf(page);
      assert.ok(code);
      const tokens = tokensOf(await client.redeem(code));
      assert.ok((await toolNames(url, tokens.access_token)).includes('get_state'));
      const next = tokensOf(await client.refresh(tokens.refresh_token));
      assert.ok((await toolNames(url, next.access_token)).length > 10);
      assert.equal((await client.revoke(next.refresh_token)).status, 200);
      for (let at = 0; at < count; at += 1) {
        assert.equal((await mcp(url, next.access_token, 'tools/list')).status, 401);
      }
      const ports = balancer.taken.map(({ port }) => port);
      assert.ok(balancer.taken.length >= 10);
      assert.deepEqual(
        ports.filter((port, at) => port === ports[at - 1]),
        [],
        'never twice the same',
      );
      assert.equal(new Set(ports).size, count);
    });
  });
}
