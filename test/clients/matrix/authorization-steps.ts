import assert from 'node:assert/strict';
import {
  type Changes,
  callbackOf,
  challengeOf,
  consentPage,
  submitConsent,
} from '../../support/oauth-client.ts';
import type { Step } from './fixture.ts';
import { found, type Replay, text } from './replay.ts';

/** How a client asks for authorization. */
export interface Asking {
  readonly redirectUri: string;
  /** The scope it asks for; nothing is asked when it is left out. */
  readonly scope?: string | ((client: Replay) => string);
  /** The resource it names: the pasted URL unless said, none when null. */
  readonly resource?: string | null;
  /** Parameters besides. */
  readonly more?: Changes;
}

/** The URL that a client opens in the person's browser. */
export function authorizeUrl(client: Replay, asking: Asking): string {
  const { scope, resource = client.url, redirectUri } = asking;
  const asked = typeof scope === 'function' ? scope(client) : scope;
  const url = new URL(text(client.serverMetadata, 'authorization_endpoint'));
  const parameters: Changes = {
    response_type: 'code',
    client_id: text(client.client, 'client_id'),
    redirect_uri: redirectUri,
    state: client.state,
    code_challenge: challengeOf(client.verifier),
    code_challenge_method: 'S256',
    scope: asked,
    resource: resource ?? undefined,
    ...asking.more,
  };
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

/** The person's browser opens /authorize, the person says Allow, and the code comes back. */
export function authorizes(asking: Asking): Step {
  return {
    says: `the person allows it, and the answer goes to ${asking.redirectUri}`,
    async run(client) {
      client.redirectUri = asking.redirectUri;
      const browser = client.browser();
      const page = consentPage(browser, await browser.open(authorizeUrl(client, asking)));
      assert.ok(browser.sentOnWith === 302 || browser.sentOnWith === 303, 'no 307 to a form');
      const answer = await submitConsent(page, client.latchkey.people[0].token);
      const { location, query } = callbackOf(answer);
      const { redirectUri } = asking;
      const mark = redirectUri.includes('?') ? '&' : '?';
      assert.ok(location.startsWith(redirectUri + mark), location);
      assert.equal(query.get('state'), client.state);
      assert.equal(query.get('iss'), client.issuer);
      assert.equal(query.getAll('code').length, 1, location);
      client.callback = query;
    },
  };
}

/** Asks /authorize itself before it opens a browser: a good request is sent on to the form. */
export function preflightsAuthorization(
  asking: Asking,
  headers: Readonly<Record<string, string>>,
): Step {
  return {
    says: 'GET the authorize URL before a browser does',
    async run(client) {
      const page = await client.send({ url: authorizeUrl(client, asking), headers });
      assert.equal(page.status, 302, page.text);
      assert.ok(found(page.headers.get('location') ?? undefined, 'where it leads'));
    },
  };
}
