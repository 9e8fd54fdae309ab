import assert from 'node:assert/strict';
import { type Changes, jsonOf, type Page, tokensOf } from '../../support/oauth-client.ts';
import type { Step } from './fixture.ts';
import { found, type Replay, text } from './replay.ts';

/** How a client asks the token endpoint. */
export interface TokenAsking {
  /** The resource it names; none unless said. `url` means the pasted one. */
  readonly resource?: string;
  /** Where it puts its secret; as registered unless said. */
  readonly authentication?: 'none' | 'client_secret_basic' | 'client_secret_post';
  /** Fields besides. */
  readonly more?: Changes;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Redeems the code for tokens that are whole. */
export function redeems(asking: TokenAsking = {}): Step {
  return {
    says: 'POST the code to the token endpoint',
    async run(client) {
      const answer = await askForTokens(client, asking, {
        grant_type: 'authorization_code',
        code: client.callback.get('code') ?? '',
        redirect_uri: client.redirectUri,
        code_verifier: client.verifier,
      });
      client.tokens = wholeTokens(answer);
    },
  };
}

/** Redeems the code as a client we no longer know: the 401 by which it learns to register anew. */
export function redeemsInVain(asking: TokenAsking = {}): Step {
  return {
    says: 'POST to the token endpoint: 401 invalid_client',
    async run(client) {
      const answer = await askForTokens(client, asking, {
        grant_type: 'authorization_code',
        code: client.callback.get('code') ?? '',
        redirect_uri: client.redirectUri,
        code_verifier: client.verifier,
      });
      assert.equal(answer.status, 401, answer.text);
      assert.equal(jsonOf(answer).error, 'invalid_client');
    },
  };
}

/** Renews the tokens, and is given another refresh token. */
export function refreshes(asking: TokenAsking = {}): Step {
  return {
    says: 'POST the refresh token to the token endpoint',
    async run(client) {
      const before = found(client.tokens, 'tokens');
      const answer = await askForTokens(client, asking, {
        grant_type: 'refresh_token',
        refresh_token: before.refresh_token,
      });
      client.tokens = wholeTokens(answer);
      assert.notEqual(client.tokens.refresh_token, before.refresh_token);
      assert.equal(client.tokens.scope, before.scope);
    },
  };
}

/** Renews the tokens from two machines at the same moment: both go on with the same ones. */
export function refreshesTwice(asking: TokenAsking = {}): Step {
  return {
    says: 'POST the same refresh token twice at once',
    async run(client) {
      const { refresh_token } = found(client.tokens, 'tokens');
      const fields = { grant_type: 'refresh_token', refresh_token };
      const [one, other] = await Promise.all([
        askForTokens(client, asking, fields),
        askForTokens(client, asking, fields),
      ]);
      client.tokens = wholeTokens(one);
      assert.deepEqual(wholeTokens(other), client.tokens);
    },
  };
}

function wholeTokens(answer: Page) {
  const tokens = tokensOf(answer);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(tokens.token_type, 'Bearer');
  assert.ok(Number.isInteger(tokens.expires_in) && tokens.expires_in > 0);
  assert.equal(typeof tokens.refresh_token, 'string');
  assert.ok(!Object.values(tokens).includes(null as never));
  return tokens;
}

async function askForTokens(client: Replay, asking: TokenAsking, fields: Changes): Promise<Page> {
  const proof = await authentication(client, asking);
  const resource = asking.resource === 'url' ? client.url : asking.resource;
  const sent = Object.entries({ ...fields, ...proof.fields, resource, ...asking.more });
  return client.send({
    method: 'POST',
    url: text(client.serverMetadata, 'token_endpoint'),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...proof.headers,
      ...asking.headers,
    },
    body: new URLSearchParams(
      sent.filter((one): one is [string, string] => one[1] !== undefined),
    ).toString(),
  });
}

async function authentication(
  { client, signer, issuer }: Replay,
  asking: TokenAsking,
): Promise<{ readonly fields: Changes; readonly headers: Readonly<Record<string, string>> }> {
  const id = text(client, 'client_id');
  switch (asking.authentication ?? client?.token_endpoint_auth_method) {
    case 'client_secret_basic': {
      const pair = `${encodeURIComponent(id)}:${encodeURIComponent(text(client, 'client_secret'))}`;
      const Authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
      return { fields: {}, headers: { Authorization } };
    }
    case 'client_secret_post':
      return {
        fields: { client_id: id, client_secret: text(client, 'client_secret') },
        headers: {},
      };
    case 'private_key_jwt':
      return {
        fields: { client_id: id, ...(await found(signer, 'a key').fields(issuer)) },
        headers: {},
      };
    default:
      return { fields: { client_id: id }, headers: {} };
  }
}
