import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADA, signInAtHome } from '../support/home-login.ts';
import { type LatchkeyUnderTest, startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  codeOf,
  mcp,
  signIn,
  TestClient,
  type Tokens,
  tokensOf,
  whoAmI,
} from '../support/oauth-client.ts';

const CONFIGURE = 'home:read home:control home:configure';

/** Who is an administrator changes at the home, and our next connection there hears of it. */
async function setAdministrator(
  { url, home }: LatchkeyUnderTest,
  { access_token }: Tokens,
  administrator: boolean,
): Promise<void> {
  home.setAdministrator('Ada', administrator);
  home.dropConnections();
  assert.equal(await whoAmI(url, access_token), 'Ada');
}

for (const way of ['a token', 'their login'] as const) {
  test(`home:configure is gone with the administrator, signed in by ${way}`, async (t) => {
    const latchkey = await startTestLatchkey(t);
    const { base, people } = latchkey;
    const connected =
      way === 'a token'
        ? await signIn(base, people[0], { scope: 'home:configure', permission: 'configure' })
        : await connectByLogin(base);
    const { client, tokens } = connected;
    assert.equal(tokens.scope, CONFIGURE);

    await setAdministrator(latchkey, tokens, false);
    const after = tokensOf(await client.refresh(tokens.refresh_token));
    assert.equal(after.scope, 'home:read home:control');
    const again = tokensOf(await client.refresh(tokens.refresh_token));
    assert.deepEqual(again, after, 'a refresh in parallel still gets the same answer');

    await setAdministrator(latchkey, after, true);
    const back = tokensOf(await client.refresh(after.refresh_token));
    assert.equal(back.scope, CONFIGURE, 'an administrator again has what they gave');
  });
}

test('a refresh that repeats across the demotion is no quarrel', async (t) => {
  const latchkey = await startTestLatchkey(t);
  const { base, people } = latchkey;
  const { client, tokens } = await signIn(base, people[0], {
    scope: 'home:configure',
    permission: 'configure',
  });
  const first = tokensOf(await client.refresh(tokens.refresh_token));
  await setAdministrator(latchkey, first, false);
  assert.equal((await client.refresh(tokens.refresh_token)).status, 200);
});

test('an access token from before the demotion is worth less as well', async (t) => {
  const latchkey = await startTestLatchkey(t, { env: { MCP_REQUIRED_SCOPES: 'home:configure' } });
  const { base, url, home, people } = latchkey;
  const { tokens } = await signIn(base, people[0], {
    scope: 'home:configure',
    permission: 'configure',
  });
  await setAdministrator(latchkey, tokens, true);
  assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 200);

  // Somebody else's connection does not tell; the person's own does, here by signing in once more.
  home.setAdministrator('Ada', false);
  await signIn(base, people[0]);
  const refused = await mcp(url, tokens.access_token, 'tools/list');
  assert.equal(refused.status, 403);
  assert.match(refused.headers.get('www-authenticate') ?? '', /error="insufficient_scope"/);
});

async function connectByLogin(
  base: string,
): Promise<{ readonly client: TestClient; readonly tokens: Tokens }> {
  const client = await TestClient.register(base);
  const page = await client.openConsent({ scope: 'home:configure' });
  const answer = await signInAtHome(page, ADA, { permission: 'configure' });
  return { client, tokens: tokensOf(await client.redeem(codeOf(answer))) };
}
