import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { callTool, signIn, toolNames } from '../support/oauth-client.ts';
import { OAuthUpstream } from '../support/oauth-upstream.ts';
import { followLink, linkIn } from '../support/upstream-link.ts';
import { inHouse } from '../support/written-upstreams.ts';
import { startHouse } from './house.ts';
import { startPostgres } from './server.ts';

test('a sign-in at an upstream goes through two instances, and both use it', async (t) => {
  const server = await startPostgres(t);
  const upstream = await OAuthUpstream.start(t);
  const notes = { ...inHouse(upstream.url), auth: { method: 'oauth' }, credentials: 'person' };
  const house = await startHouse(t, await server.database(), {
    env: { MCP_UPSTREAMS: JSON.stringify({ mcpServers: { notes } }) },
  });
  const [first, second] = house.instances;
  assert.ok(first && second);
  const { tokens } = await signIn(house.base, house.people[0]);
  const call = async (port: number, name: string, args = {}) => {
    house.balancer.next(port);
    return callTool(house.url, tokens.access_token, name, args);
  };

  const link = linkIn((await call(first.port, 'notes__sign_in')).text);
  const done = await followLink(link, upstream, (step) => {
    house.balancer.next(step === 2 ? first.port : second.port);
  });
  assert.match(done.text, /You are signed in at notes/);
  for (const { port } of [second, first]) {
    await eventually(async () => {
      house.balancer.next(port);
      return (await toolNames(house.url, tokens.access_token)).includes('notes__add');
    });
    // What is listed is heard of a moment before whose tokens there are.
    await eventually(async () =>
      (await call(port, 'notes__add', { a: 1, b: 2 })).text.includes('"3"'),
    );
  }
  assert.equal(upstream.registered.length, 1, 'both are one client of it');
});
