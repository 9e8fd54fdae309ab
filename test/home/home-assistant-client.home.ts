import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { Browser, callbackOf, consentPage, submitConsent } from '../support/oauth-client.ts';
import { openSocket } from './socket.ts';
import { startHomeUnderTest } from './start.ts';

interface FlowStep {
  readonly type: string;
  readonly flow_id: string;
  readonly url?: string;
  readonly title?: string;
  readonly menu_options?: readonly string[];
}

test('Home Assistant’s own MCP client connects to Latchkey', { timeout: 120_000 }, async (t) => {
  const home = await startHomeUnderTest();
  lastly(t, () => home.stop());
  const [administrator] = home.people;
  const callback = `${home.url}/auth/external/callback`;
  const listed = {
    client_id: 'home-assistant',
    client_name: 'Home Assistant',
    client_secret: randomBytes(24).toString('base64url'),
    redirect_uris: [callback],
    token_endpoint_auth_method: 'client_secret_post',
    // Home Assistant 2026.11 neither registers itself nor sends a code_challenge.
    require_pkce: false,
  };
  const latchkey = await startTestLatchkey(t, {
    home: { ...home, stop: async () => {} },
    env: { MCP_CLIENTS: JSON.stringify([listed]) },
  });

  const socket = await openSocket(home.url, administrator.token);
  await socket.ask('application_credentials/create', {
    domain: 'mcp',
    client_id: listed.client_id,
    client_secret: listed.client_secret,
  });

  const step = async (path: string, body: object): Promise<FlowStep> => {
    const answer = await fetch(`${home.url}/api/config/config_entries/flow${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${administrator.token}`,
        'Content-Type': 'application/json',
        'HA-Frontend-Base': home.url,
      },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200);
    return (await answer.json()) as FlowStep;
  };
  const begun = await step('', { handler: 'mcp' });
  const at = `/${begun.flow_id}`;
  let now = await step(at, { url: latchkey.url });
  if (now.type === 'menu') now = await step(at, { next_step_id: 'pick_implementation' });
  if (now.type === 'form') now = await step(at, { implementation: 'mcp' });
  assert.equal(now.type, 'external', JSON.stringify(now));

  const browser = new Browser();
  const opened = await browser.open(now.url ?? '');
  const page = consentPage(browser, opened);
  const answered = callbackOf(await submitConsent(page, administrator.token));
  assert.ok(answered.location.startsWith(`${callback}?`));
  assert.equal((await fetch(answered.location)).status, 200);

  const created = await step(at, {});
  assert.equal(created.type, 'create_entry', JSON.stringify(created));
  assert.equal(created.title, 'latchkey');
  socket.close();
});
