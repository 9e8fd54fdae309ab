import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOUR, MINUTE } from '../../src/core/clock.ts';
import { CHATGPT, CLAUDE_CODE } from '../support/documents.ts';
import { startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import {
  Browser,
  codeOf,
  jsonOf,
  mcp,
  send,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';
import { startPublicWeb } from '../support/public-web.ts';
import { signingClient } from '../support/signing-client.ts';

const REDIRECT = 'http://localhost:3118/callback';

test('Claude Code connects by its document, on whatever port it listens', async (t) => {
  const clock = new TestClock();
  const web = await startPublicWeb(t, ['claude.ai']);
  const latchkey = await startTestLatchkey(t, { clock: clock.read, fetch: web.fetch });
  const { base, url, people } = latchkey;
  web.publish(CLAUDE_CODE.client_id, {
    json: CLAUDE_CODE,
    headers: { 'Cache-Control': 'max-age=600' },
  });

  const metadata = jsonOf(await send(`${base}/.well-known/oauth-authorization-server`));
  assert.equal(metadata.client_id_metadata_document_supported, true);
  const methods = metadata.token_endpoint_auth_methods_supported;
  assert.ok(Array.isArray(methods) && methods.includes('none'));

  const client = TestClient.known(base, CLAUDE_CODE.client_id, REDIRECT);
  const page = await client.openConsent();
  assert.match(page.text, /Claude Code/);
  assert.match(page.text, /Published by<\/dt><dd>claude\.ai</);
  assert.match(page.text, /localhost:3118/);
  assert.match(page.text, /runs on the computer you are using now/);
  assert.deepEqual(await latchkey.latchkey.store.clients(), [], 'a row before anybody allowed it');

  const answer = await submitConsent(page, people[0].token);
  const tokens = tokensOf(await client.redeem(codeOf(answer)));
  assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 200);
  const kept = await latchkey.latchkey.store.client(CLAUDE_CODE.client_id);
  assert.equal(kept?.origin, 'document');
  assert.notEqual(kept?.approvedAt, undefined);
  assert.deepEqual(web.fetched, [CLAUDE_CODE.client_id], 'one flow, one fetch');

  web.publish(CLAUDE_CODE.client_id, undefined);
  clock.pass(HOUR);
  const renewed = tokensOf(await client.refresh(tokens.refresh_token));
  await latchkey.restart();
  const again = tokensOf(await client.refresh(renewed.refresh_token));
  assert.equal((await mcp(url, again.access_token, 'tools/list')).status, 200);

  const second = await new Browser().open(client.authorizeUrl());
  assert.equal(second.status, 400, 'a new authorization needs the document');
  assert.match(second.text, /We cannot check who this assistant is/);
});

test('ChatGPT connects by its document and proves itself with its key', async (t) => {
  const clock = new TestClock();
  const web = await startPublicWeb(t, ['chatgpt.com']);
  const latchkey = await startTestLatchkey(t, { clock: clock.read, fetch: web.fetch });
  const { base, url, people } = latchkey;
  const signer = await signingClient(CHATGPT.client_id, clock.read, 'RS256', 'cimd-1');
  web.publish(CHATGPT.client_id, { json: CHATGPT });
  web.publish(CHATGPT.jwks_uri, { json: { keys: [signer.publicKey] } });

  const redirect = CHATGPT.redirect_uris[0] ?? '';
  const client = TestClient.known(base, CHATGPT.client_id, redirect);
  const page = await client.openConsent();
  assert.match(page.text, /Published by<\/dt><dd>chatgpt\.com</);
  const code = codeOf(await submitConsent(page, people[0].token));

  const unproven = await client.redeem(code);
  assert.equal(unproven.status, 401);
  assert.equal(jsonOf(unproven).error, 'invalid_client');
  const proof = await signer.fields(base);
  const tokens = tokensOf(await client.redeem(code, { client_id: undefined, ...proof }));
  assert.equal((await mcp(url, tokens.access_token, 'tools/list')).status, 200);

  assert.equal((await client.refresh(tokens.refresh_token)).status, 401, 'without its key');
  const next = await signer.fields(`${base}/token`);
  const renewed = tokensOf(await client.refresh(tokens.refresh_token, next));
  assert.equal((await client.revoke(renewed.refresh_token)).status, 401, 'without its key');
  const last = await signer.fields(base);
  assert.equal((await client.revoke(renewed.refresh_token, last)).status, 200);
  assert.equal((await mcp(url, renewed.access_token, 'tools/list')).status, 401);
  assert.deepEqual(web.fetched, [CHATGPT.client_id, CHATGPT.jwks_uri]);
});

test('a redirect that a document has only now is found, and one it never had is not', async (t) => {
  const clock = new TestClock();
  const web = await startPublicWeb(t, ['claude.ai']);
  const { base, people, latchkey } = await startTestLatchkey(t, {
    clock: clock.read,
    fetch: web.fetch,
  });
  web.publish(CLAUDE_CODE.client_id, { json: CLAUDE_CODE });
  const client = TestClient.known(base, CLAUDE_CODE.client_id, REDIRECT);
  await client.openConsent();

  const added = 'https://claude.ai/api/code/callback';
  web.publish(CLAUDE_CODE.client_id, {
    json: { ...CLAUDE_CODE, redirect_uris: [...CLAUDE_CODE.redirect_uris, added] },
  });
  clock.pass(MINUTE);
  const page = await client.openConsent({ redirect_uri: added });
  const answer = await submitConsent(page, people[0].token);
  assert.ok(codeOf(answer));
  const kept = await latchkey.store.client(CLAUDE_CODE.client_id);
  assert.ok(kept?.redirectUris.includes(added));

  clock.pass(MINUTE);
  const evil = await send(client.authorizeUrl({ redirect_uri: 'https://evil.example/cb' }));
  assert.equal(evil.status, 400);
  assert.equal(evil.headers.get('location'), null);
});

test('a document that cannot be read is told as JSON to a program, with a way on', async (t) => {
  const web = await startPublicWeb(t, ['claude.ai']);
  const { base, logged } = await startTestLatchkey(t, { fetch: web.fetch });
  const client = TestClient.known(base, CLAUDE_CODE.client_id, REDIRECT);
  const answer = await send(client.authorizeUrl(), { headers: { Accept: 'application/json' } });
  assert.equal(answer.status, 400);
  assert.equal(jsonOf(answer).error, 'invalid_client_metadata');
  assert.match(String(jsonOf(answer).error_description), /document at client_id cannot be read/);
  assert.ok(
    logged.some((line) => line.includes('"fault":"status"')),
    'the log says why',
  );
});
