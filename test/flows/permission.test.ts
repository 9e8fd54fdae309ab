import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  callTool,
  codeOf,
  mcp,
  signIn,
  submitConsent,
  TestClient,
  tokensOf,
  toolNames,
} from '../support/oauth-client.ts';

const lk = await startTestLatchkey({ after });
const { base, url } = lk;
const [ada, ben] = lk.people;

const EVERYTHING = {
  look: 'home:read energy:read',
  control: 'home:read home:control energy:read',
};
const CONFIGURE = {
  look: 'home:read',
  control: 'home:read home:control',
  configure: 'home:read home:control home:configure',
};

/** What a client asks for, and what each choice of the person then grants to an administrator. */
const ROWS: readonly { asked: string | undefined; grants: Readonly<Record<string, string>> }[] = [
  { asked: undefined, grants: EVERYTHING },
  { asked: 'offline_access', grants: EVERYTHING },
  { asked: ' claudeai  offline_access', grants: EVERYTHING },
  { asked: 'home:read', grants: { look: 'home:read' } },
  { asked: 'home:control', grants: { look: 'home:read', control: 'home:read home:control' } },
  { asked: 'home:configure', grants: CONFIGURE },
  { asked: 'energy:read', grants: { look: 'energy:read' } },
  { asked: 'energy:read home:read nonsense', grants: { look: 'home:read energy:read' } },
  {
    asked: 'home:configure energy:read',
    grants: {
      look: 'home:read energy:read',
      control: 'home:read home:control energy:read',
      configure: 'home:read home:control home:configure energy:read',
    },
  },
];

const CALL = { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' };

for (const { asked, grants } of ROWS) {
  for (const person of [ada, ben]) {
    test(`asked ${asked ?? 'nothing'}, ${person.name} grants what the choice says`, async () => {
      const client = await TestClient.register(base);
      for (const [permission, forAdministrator] of Object.entries(grants)) {
        const page = await client.openConsent({ scope: asked });
        assert.deepEqual(page.permissions, Object.keys(grants));
        assert.equal(page.preselected, 'control' in grants ? 'control' : 'look');
        const code = codeOf(await submitConsent(page, person.token, { permission }));
        const { scope } = tokensOf(await client.redeem(code));
        const expected = person.administrator
          ? forAdministrator
          : forAdministrator.replace(' home:configure', '');
        assert.equal(scope, expected, permission);
      }
    });
  }
}

test('a tool outside the scope is not listed, and calling it is a 403 that names what it needs', async () => {
  const { tokens } = await signIn(base, ada, { permission: 'look' });
  const names = await toolNames(url, tokens.access_token);
  assert.ok(names.includes('get_state'));
  assert.ok(!names.includes('call_service'));

  for (const era of ['modern', 'legacy'] as const) {
    const before = lk.home.commands().length;
    const refused = await callTool(url, tokens.access_token, 'call_service', CALL, { era });
    assert.equal(refused.status, 403, era);
    const challenge = refused.headers.get('www-authenticate') ?? '';
    assert.match(challenge, /error="insufficient_scope"/);
    assert.match(challenge, /error_description="[^"]+"/);
    assert.ok(
      challenge.includes(`resource_metadata="${base}/.well-known/oauth-protected-resource/mcp"`),
    );
    assert.equal(lk.home.commands().length, before, 'the home was not asked');

    const scope = /\bscope="([^"]+)"/.exec(challenge)?.[1];
    const stepped = await signIn(base, ada, { ...(scope !== undefined && { scope }) });
    const called = await callTool(url, stepped.tokens.access_token, 'call_service', CALL, { era });
    assert.equal(called.status, 200, 'the scope it named is all that it takes');
    assert.equal(called.result?.isError, undefined, called.text);
  }
});

test('what the server requires of every token is named in one challenge', async (t) => {
  const required = 'home:control energy:read';
  const strict = await startTestLatchkey(t, { env: { MCP_REQUIRED_SCOPES: required } });
  const { tokens } = await signIn(strict.base, strict.people[0], { permission: 'look' });
  const refused = await mcp(strict.url, tokens.access_token, 'tools/list');
  assert.equal(refused.status, 403);
  const challenge = refused.headers.get('www-authenticate') ?? '';
  assert.match(challenge, /error="insufficient_scope"/);
  assert.ok(challenge.includes(`scope="${required}"`), challenge);
  const enough = await signIn(strict.base, strict.people[0]);
  assert.equal((await mcp(strict.url, enough.tokens.access_token, 'tools/list')).status, 200);
});

test('a person who is no administrator can do in the home what Home Assistant lets them', async () => {
  const { tokens } = await signIn(base, ben);
  const called = await callTool(url, tokens.access_token, 'call_service', CALL);
  assert.equal(called.result?.isError, undefined, called.text);
});
