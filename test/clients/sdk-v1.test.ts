import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  type OAuthClientProvider,
  UnauthorizedError,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {
  OAuthClientInformationMixed,
  OAuthClientMetadata,
  OAuthTokens,
} from '@modelcontextprotocol/sdk/shared/auth.js';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import { Browser, callbackOf, consentPage, submitConsent } from '../support/oauth-client.ts';

const lk = await startTestLatchkey({ after });

/** An application that keeps everything in memory, and whose person always says Allow. */
class Application implements OAuthClientProvider {
  readonly redirectUrl = 'http://127.0.0.1:6276/oauth/callback';
  readonly clientMetadata: OAuthClientMetadata;
  callback = new URLSearchParams();
  saved: OAuthTokens | undefined;
  signIns = 0;
  #client: OAuthClientInformationMixed | undefined;
  #verifier = '';

  constructor(authMethod: string) {
    this.clientMetadata = {
      client_name: 'SDK v1',
      redirect_uris: [this.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: authMethod,
    };
  }

  clientInformation() {
    return this.#client;
  }
  saveClientInformation(client: OAuthClientInformationMixed) {
    this.#client = client;
  }
  tokens() {
    return this.saved;
  }
  saveTokens(tokens: OAuthTokens) {
    this.saved = tokens;
  }
  codeVerifier() {
    return this.#verifier;
  }
  saveCodeVerifier(verifier: string) {
    this.#verifier = verifier;
  }
  async redirectToAuthorization(url: URL) {
    this.signIns += 1;
    const browser = new Browser();
    const page = consentPage(browser, await browser.open(url.href));
    this.callback = callbackOf(await submitConsent(page, lk.people[0].token)).query;
  }
}

for (const method of ['none', 'client_secret_basic', 'client_secret_post']) {
  test(`SDK v1, ${method}: signs in, lists tools, switches a light on and renews its tokens`, async (t) => {
    const application = new Application(method);
    const transport = () =>
      new StreamableHTTPClientTransport(new URL(lk.url), { authProvider: application });
    const first = transport();
    await assert.rejects(
      new Client({ name: 'sdk-v1', version: '0' }).connect(first as never),
      UnauthorizedError,
    );
    await first.finishAuth(application.callback.get('code') ?? '');

    const client = new Client({ name: 'sdk-v1', version: '0' });
    await client.connect(transport() as never);
    lastly(t, () => client.close());
    assert.equal(client.getServerVersion()?.name, 'latchkey');
    const { tools } = await client.listTools();
    assert.ok(tools.some(({ name }) => name === 'call_service'));

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

    assert.ok(application.saved);
    const before = application.saved;
    application.saved = { ...before, access_token: 'stale' };
    await client.listTools();
    assert.equal(application.signIns, 1);
    assert.notEqual(application.saved.refresh_token, before.refresh_token);
  });
}
