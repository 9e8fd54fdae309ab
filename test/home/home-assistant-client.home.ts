import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { Browser, callbackOf, consentPage, submitConsent } from '../support/oauth-client.ts';
import { asAdministrator } from './companion.ts';
import { type RealHome, startRealHome } from './real-home.ts';
import { type HomeSocket, openSocket } from './socket.ts';

const HOOK = join(import.meta.dirname, 'hook', 'latchkey_test_hook');

interface FlowStep {
  readonly type: string;
  readonly flow_id: string;
  readonly handler?: string;
  readonly step_id?: string;
  readonly url?: string;
  readonly title?: string;
  readonly reason?: string;
  readonly result?: { readonly entry_id: string; readonly source: string; readonly state: string };
}

describe('Home Assistant’s own MCP client connects to Latchkey', { timeout: 3 * MINUTE }, () => {
  let home: RealHome;
  let socket: HomeSocket;
  before(async () => {
    home = await startRealHome({ components: [HOOK], configuration: 'latchkey_test_hook:\n' });
    socket = await openSocket(home.url, home.people[0]?.token ?? '');
  });
  after(async () => {
    socket?.close();
    await home?.stop();
  });

  /** A Latchkey that knows Home Assistant as a client, and Home Assistant with that client's secret. */
  async function acquainted(t: TestContext) {
    const listed = {
      client_id: 'home-assistant',
      client_name: 'Home Assistant',
      client_secret: randomBytes(24).toString('base64url'),
      redirect_uris: [`${home.url}/auth/external/callback`],
      token_endpoint_auth_method: 'client_secret_post',
      // Home Assistant 2026.11 neither registers itself nor sends a code_challenge.
      require_pkce: false,
    };
    const latchkey = await startTestLatchkey(t, {
      home: { url: home.url, people: home.people, stop: async () => {} },
      env: { MCP_CLIENTS: JSON.stringify([listed]) },
    });
    const { id } = await socket.ask<{ id: string }>('application_credentials/create', {
      domain: 'mcp',
      client_id: listed.client_id,
      client_secret: listed.client_secret,
    });
    lastly(t, () =>
      socket.ask('application_credentials/delete', { application_credentials_id: id }),
    );
    return latchkey;
  }

  async function step(path: string, body: object): Promise<FlowStep> {
    const answer = await fetch(`${home.url}/api/config/config_entries/flow${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${home.people[0]?.token}`,
        'Content-Type': 'application/json',
        'HA-Frontend-Base': home.url,
      },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200);
    return (await answer.json()) as FlowStep;
  }

  /** Goes on from where Home Assistant has found out that it has to sign in. */
  async function signInFrom(t: TestContext, begun: FlowStep): Promise<FlowStep> {
    const at = `/${begun.flow_id}`;
    let now = begun;
    if (now.type === 'menu') now = await step(at, { next_step_id: 'pick_implementation' });
    if (now.type === 'form') now = await step(at, { implementation: 'mcp' });
    assert.equal(now.type, 'external', JSON.stringify(now));
    const browser = new Browser();
    const page = consentPage(browser, await browser.open(now.url ?? ''));
    const answered = callbackOf(await submitConsent(page, home.people[0]?.token ?? ''));
    assert.ok(answered.location.startsWith(`${home.url}/auth/external/callback?`));
    assert.equal((await fetch(answered.location)).status, 200);
    const created = await step(at, {});
    assert.equal(created.type, 'create_entry', JSON.stringify(created));
    assert.equal(created.title, 'latchkey');
    const entry = created.result?.entry_id ?? '';
    lastly(t, () =>
      asAdministrator(home, `/api/config/config_entries/entry/${entry}`, { method: 'DELETE' }),
    );
    await eventually(async () => (await stateOf(entry)) === 'loaded');
    return created;
  }

  const stateOf = async (entry: string) =>
    (
      await socket.ask<{ entry_id: string; state: string }[]>('config_entries/get', {
        domain: 'mcp',
      })
    ).find(({ entry_id }) => entry_id === entry)?.state;

  test('with the address entered by hand', async (t) => {
    const latchkey = await acquainted(t);
    const begun = await step('', { handler: 'mcp' });
    await signInFrom(t, await step(`/${begun.flow_id}`, { url: latchkey.url }));
  });

  test('found by the Supervisor: one confirmation, then the sign-in', async (t) => {
    const latchkey = await acquainted(t);
    await asAdministrator(home, '/api/services/latchkey_test_hook/discover', {
      body: { handler: 'mcp', uuid: 'c0ffee', config: { url: latchkey.url } },
    });
    const waiting = async () =>
      (await socket.ask<FlowStep[]>('config_entries/flow/progress')).find(
        ({ handler }) => handler === 'mcp',
      );
    await eventually(async () => (await waiting())?.step_id === 'hassio_confirm');
    const found = await waiting();
    assert.ok(found);
    const created = await signInFrom(t, await step(`/${found.flow_id}`, {}));
    assert.equal(created.result?.source, 'hassio');
    // The resource that Latchkey names has to be this address to the letter.
    const events = await latchkey.latchkey.store.auditEvents(50);
    assert.ok(events.some(({ clientId }) => clientId === 'home-assistant'));
  });

  test('an announcement without a usable address is refused by Home Assistant itself', async () => {
    await asAdministrator(home, '/api/services/latchkey_test_hook/discover', {
      body: { handler: 'mcp', uuid: 'bad', config: { host: 'latchkey', port: 8086 } },
    });
    const flows = await socket.ask<FlowStep[]>('config_entries/flow/progress');
    assert.ok(!flows.some(({ handler }) => handler === 'mcp'));
  });
});
