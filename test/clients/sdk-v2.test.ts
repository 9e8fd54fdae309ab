import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  Client,
  type OAuthClientMetadata,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
  type StoredOAuthClientInformation,
  type StoredOAuthTokens,
  StreamableHTTPClientTransport,
  UnauthorizedError,
  type VersionNegotiationMode,
} from '@modelcontextprotocol/client';
import { latest } from '../doctor/timeline/stage.ts';
import type { TestPerson } from '../support/home-under-test.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { Browser, callbackOf, consentPage, mcp, submitConsent } from '../support/oauth-client.ts';

const lk = await startTestLatchkey({ after });

/** An application that keeps everything in memory, and whose person always says Allow. */
class Application implements OAuthClientProvider {
  readonly redirectUrl = 'http://localhost:3118/callback';
  readonly clientMetadata: OAuthClientMetadata = {
    client_name: 'SDK v2',
    redirect_uris: [this.redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };
  readonly person: TestPerson;
  callback = new URLSearchParams();
  saved: StoredOAuthTokens | undefined;
  signIns = 0;
  #client: StoredOAuthClientInformation | undefined;
  #discovered: OAuthDiscoveryState | undefined;
  #verifier = '';

  constructor(person: TestPerson) {
    this.person = person;
  }

  state() {
    return 'state-of-the-application';
  }
  clientInformation() {
    return this.#client;
  }
  saveClientInformation(client: StoredOAuthClientInformation) {
    this.#client = client;
  }
  tokens() {
    return this.saved;
  }
  saveTokens(tokens: StoredOAuthTokens) {
    this.saved = tokens;
  }
  codeVerifier() {
    return this.#verifier;
  }
  saveCodeVerifier(verifier: string) {
    this.#verifier = verifier;
  }
  discoveryState() {
    return this.#discovered;
  }
  saveDiscoveryState(state: OAuthDiscoveryState) {
    this.#discovered = state;
  }
  invalidateCredentials(which: 'all' | 'client' | 'tokens' | 'verifier' | 'discovery') {
    if (which === 'all' || which === 'tokens') this.saved = undefined;
    if (which === 'all' || which === 'client') this.#client = undefined;
  }
  async redirectToAuthorization(url: URL) {
    this.signIns += 1;
    const browser = new Browser();
    const page = consentPage(browser, await browser.open(url.href));
    this.callback = callbackOf(await submitConsent(page, this.person.token)).query;
    assert.equal(this.callback.get('state'), this.state());
  }
}

async function connect(application: Application, mode: VersionNegotiationMode): Promise<Client> {
  const transport = () =>
    new StreamableHTTPClientTransport(new URL(lk.url), { authProvider: application });
  const make = () => new Client({ name: 'sdk-v2', version: '0' }, { versionNegotiation: { mode } });
  const first = transport();
  await assert.rejects(make().connect(first), UnauthorizedError);
  await first.finishAuth(application.callback);

  const client = make();
  await client.connect(transport());
  return client;
}

const MODES = [
  { mode: 'legacy', era: 'legacy', version: '2025-11-25' },
  { mode: 'auto', era: 'modern', version: '2026-07-28' },
  { mode: { pin: '2026-07-28' }, era: 'modern', version: '2026-07-28' },
] as const;

for (const { mode, era, version } of MODES) {
  test(`SDK v2, ${JSON.stringify(mode)}: signs in, lists tools and switches a light on`, async (t) => {
    const application = new Application(lk.people[0]);
    const client = await connect(application, mode);
    t.after(() => client.close());
    assert.equal(client.getProtocolEra(), era);
    assert.equal(client.getNegotiatedProtocolVersion(), version);
    assert.equal(client.getServerVersion()?.name, 'latchkey');
    assert.match(client.getInstructions() ?? '', /home_overview/);

    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name).filter((name) => /overview|call_service/.test(name)),
      ['home_overview', 'call_service'],
    );
    lk.home.setState('light.kitchen', 'off');
    const called = await client.callTool({
      name: 'call_service',
      arguments: { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' },
    });
    assert.equal(called.isError, undefined, JSON.stringify(called));
    const seen = await client.callTool({
      name: 'get_state',
      arguments: { entity_id: 'light.kitchen' },
    });
    assert.match(JSON.stringify(seen.structuredContent), /"state":"on"/);
    const asked = lk.home.commands().findLast(({ type }) => type === 'call_service');
    assert.equal(asked?.personId, lk.home.people[0]?.id);

    const shown = await latest(lk);
    assert.deepEqual([shown.client, shown.state], ['SDK v2', 'connected']);
    const taken = shown.steps.filter(({ result }) => result === 'ok').map(({ kind }) => kind);
    assert.deepEqual(
      [...new Set(taken)],
      [
        'challenge',
        'resource_metadata',
        'server_metadata',
        'registration',
        'authorize',
        'consent_page',
        'consent',
        'token',
        'call',
      ],
    );
  });

  test(`SDK v2, ${JSON.stringify(mode)}: an access token that no longer works is renewed unseen`, async (t) => {
    const application = new Application(lk.people[1]);
    const client = await connect(application, mode);
    t.after(() => client.close());
    assert.ok(application.saved);
    const before = application.saved;
    application.saved = { ...before, access_token: 'stale' };
    await client.listTools();
    assert.equal(application.signIns, 1);
    assert.notEqual(application.saved?.refresh_token, before.refresh_token);
  });
}

test('SDK v2: a grant that was revoked leads to a new sign-in, not to a dead end', async (t) => {
  const application = new Application(lk.people[1]);
  const client = await connect(application, 'auto');
  t.after(() => client.close());
  for (const grant of await lk.latchkey.store.grants()) {
    await lk.latchkey.store.endGrant(grant.id, 'disconnected', Date.now());
  }
  assert.equal((await mcp(lk.url, application.saved?.access_token, 'tools/list')).status, 401);
  await assert.rejects(client.listTools(), UnauthorizedError);
  assert.equal(application.signIns, 2);

  const transport = new StreamableHTTPClientTransport(new URL(lk.url), {
    authProvider: application,
  });
  await transport.finishAuth(application.callback);
  assert.ok((await client.listTools()).tools.length > 0);
});
