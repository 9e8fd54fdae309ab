import assert from 'node:assert/strict';
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
import type { TestPerson } from './home-under-test.ts';
import { Browser, callbackOf, consentPage, submitConsent } from './oauth-client.ts';

/** An SDK application that keeps everything in memory, and whose person always says Allow. */
export class Application implements OAuthClientProvider {
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

/** Takes an application from knowing only the address to a connected client, by a sign-in. */
export async function connectApplication(
  url: string,
  application: Application,
  mode: VersionNegotiationMode,
): Promise<Client> {
  const transport = () =>
    new StreamableHTTPClientTransport(new URL(url), { authProvider: application });
  const make = () => new Client({ name: 'sdk-v2', version: '0' }, { versionNegotiation: { mode } });
  const first = transport();
  await assert.rejects(make().connect(first), UnauthorizedError);
  await first.finishAuth(application.callback);

  const client = make();
  await client.connect(transport());
  return client;
}
