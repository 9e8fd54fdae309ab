import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  Browser,
  callbackOf,
  callTool,
  consentPage,
  mcp,
  submitConsent,
} from '../support/oauth-client.ts';

const lk = await startTestLatchkey({ after });
const INSECURE = { [oauth.allowInsecureRequests]: true };
const REDIRECT = 'http://localhost:8912/callback';

async function discover(): Promise<{ as: oauth.AuthorizationServer; resource: string }> {
  const asked = new URL(lk.url);
  const found = await oauth.processResourceDiscoveryResponse(
    asked,
    await oauth.resourceDiscoveryRequest(asked, INSECURE),
  );
  const issuer = new URL(found.authorization_servers?.[0] ?? '');
  const options = { ...INSECURE, algorithm: 'oauth2' } as const;
  const answer = await oauth.discoveryRequest(issuer, options);
  return {
    as: await oauth.processDiscoveryResponse(issuer, answer),
    resource: found.resource,
  };
}

function authentication(client: oauth.Client): oauth.ClientAuth {
  const secret = String(client.client_secret);
  if (client.token_endpoint_auth_method === 'client_secret_basic') {
    return oauth.ClientSecretBasic(secret);
  }
  return client.token_endpoint_auth_method === 'client_secret_post'
    ? oauth.ClientSecretPost(secret)
    : oauth.None();
}

for (const method of ['none', 'client_secret_basic', 'client_secret_post']) {
  test(`oauth4webapi, ${method}: its strict reading of every answer finds no fault`, async () => {
    const { as, resource } = await discover();
    const client: oauth.Client = await oauth.processDynamicClientRegistrationResponse(
      await oauth.dynamicClientRegistrationRequest(
        as,
        {
          client_name: 'oauth4webapi',
          redirect_uris: [REDIRECT],
          token_endpoint_auth_method: method,
        },
        INSECURE,
      ),
    );
    assert.equal(client.token_endpoint_auth_method, method);
    const auth = authentication(client);

    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const url = new URL(as.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: REDIRECT,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      resource,
      state,
    }).toString();
    const browser = new Browser();
    const page = consentPage(browser, await browser.open(url.href));
    const { location } = callbackOf(await submitConsent(page, lk.people[0].token));

    const callback = oauth.validateAuthResponse(as, client, new URL(location), state);
    const additional = { ...INSECURE, additionalParameters: { resource } };
    const tokens = await oauth.processAuthorizationCodeResponse(
      as,
      client,
      await oauth.authorizationCodeGrantRequest(
        as,
        client,
        auth,
        callback,
        REDIRECT,
        verifier,
        additional,
      ),
    );
    const claims = await oauth.validateJwtAccessToken(
      as,
      new Request(lk.url, { headers: { Authorization: `Bearer ${tokens.access_token}` } }),
      resource,
      INSECURE,
    );
    assert.equal(claims.client_id, client.client_id);
    assert.equal(claims.scope, tokens.scope);

    lk.home.setState('light.kitchen', 'off');
    const light = { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' };
    const called = await callTool(lk.url, tokens.access_token, 'call_service', light);
    assert.equal(called.result?.isError, undefined, called.text);
    const seen = await callTool(lk.url, tokens.access_token, 'get_state', {
      entity_id: 'light.kitchen',
    });
    assert.match(JSON.stringify(seen.result?.structuredContent), /"state":"on"/);

    const renewed = await oauth.processRefreshTokenResponse(
      as,
      client,
      await oauth.refreshTokenGrantRequest(
        as,
        client,
        auth,
        tokens.refresh_token ?? '',
        additional,
      ),
    );
    assert.notEqual(renewed.refresh_token, tokens.refresh_token);
    assert.equal(
      await oauth.processRevocationResponse(
        await oauth.revocationRequest(as, client, auth, renewed.refresh_token ?? '', INSECURE),
      ),
      undefined,
    );
    assert.equal((await mcp(lk.url, renewed.access_token, 'tools/list')).status, 401);
  });
}

test('oauth4webapi reads a refusal and a challenge as what they are', async () => {
  const { as } = await discover();
  const client: oauth.Client = { client_id: 'unknown' };
  const answer = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), 'guess', INSECURE);
  await assert.rejects(
    oauth.processRefreshTokenResponse(as, client, answer),
    (error: unknown) =>
      error instanceof oauth.WWWAuthenticateChallengeError && error.status === 401,
  );
  await assert.rejects(
    oauth.protectedResourceRequest('stale', 'POST', new URL(lk.url), undefined, '{}', INSECURE),
    (error: unknown) =>
      error instanceof oauth.WWWAuthenticateChallengeError &&
      error.cause[0]?.scheme === 'bearer' &&
      error.cause[0].parameters.error === 'invalid_token',
  );
});
