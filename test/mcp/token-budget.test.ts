import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { mcp, signIn } from '../support/oauth-client.ts';

/** What a token is taken to be, in characters: models differ, and this is near enough for a limit. */
const CHARACTERS_PER_TOKEN = 4;

const EVERYTHING = 'home:read home:control home:configure energy:read';

const lk = await startTestLatchkey({ after });
const ada = await signIn(lk.base, lk.people[0], { scope: EVERYTHING, permission: 'configure' });
const looking = await signIn(lk.base, lk.people[0], { scope: 'home:read', permission: 'look' });

for (const era of ['modern', 'legacy'] as const) {
  for (const [who, { tokens }, scope, most] of [
    ['an administrator who gave everything', ada, EVERYTHING, 12_000],
    ['somebody who only looks', looking, 'home:read', 5_000],
  ] as const) {
    test(`what ${who} carries through every conversation stays below ${most} tokens, ${era}`, async (t) => {
      assert.equal(tokens.scope, scope);
      const { result } = await mcp(lk.url, tokens.access_token, 'tools/list', {}, { era });
      assert.ok(Array.isArray(result?.tools) && result.tools.length > 5, 'no tools were listed');
      assert.equal(result.nextCursor, undefined);
      const used = Math.ceil(JSON.stringify(result.tools).length / CHARACTERS_PER_TOKEN);
      t.diagnostic(`${result.tools.length} tools, ${used} tokens`);
      assert.ok(used <= most, `${used} tokens`);
    });
  }
}
