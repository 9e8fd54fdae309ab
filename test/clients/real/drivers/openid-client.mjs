/** Signs in with openid-client and speaks a little MCP: `openid-client.mjs LIBRARY MCP_URL METHOD`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [library, mcpUrl, method] = process.argv.slice(2);
const oidc = await import(pathToFileURL(library).href);

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const redirectUri = `http://127.0.0.1:${server.address().port}/callback`;

const config = await oidc.dynamicClientRegistration(
  new URL(new URL(mcpUrl).origin),
  {
    client_name: 'openid-client',
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: method,
  },
  undefined,
  { algorithm: 'oauth2', execute: [oidc.allowInsecureRequests] },
);

const verifier = oidc.randomPKCECodeVerifier();
const state = oidc.randomState();
const url = oidc.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
  resource: mcpUrl,
  state,
});
const callback = once(server, 'request');
spawn(process.env.BROWSER, [url.href], { stdio: 'ignore' });
const [request, response] = await callback;
response.end('You may close this window.');
server.close();

const checks = { pkceCodeVerifier: verifier, expectedState: state };
const current = new URL(request.url, redirectUri);
const granted = await oidc.authorizationCodeGrant(config, current, checks, { resource: mcpUrl });
const tokens = await oidc.refreshTokenGrant(config, granted.refresh_token, { resource: mcpUrl });

const ask = async (name, params) => {
  const answer = await oidc.fetchProtectedResource(
    config,
    tokens.access_token,
    new URL(mcpUrl),
    'POST',
    JSON.stringify({ jsonrpc: '2.0', id: 1, method: name, params }),
    new Headers({
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      'MCP-Protocol-Version': '2025-11-25',
    }),
  );
  const text = await answer.text();
  return JSON.parse(/^data: ?(\{.*\})\s*$/m.exec(text)?.[1] ?? text).result;
};
const { tools } = await ask('tools/list', {});
const light = { domain: 'light', service: 'turn_on', entity_id: 'light.kitchen' };
const called = await ask('tools/call', { name: 'call_service', arguments: light });
if (called.isError) throw new Error(JSON.stringify(called));
await oidc.tokenRevocation(config, tokens.refresh_token);
console.log(JSON.stringify({ tools: tools.map((tool) => tool.name) }));
