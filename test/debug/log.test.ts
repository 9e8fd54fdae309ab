import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { LatchkeyError } from '../../src/core/errors.ts';
import { createLog } from '../../src/debug/log.ts';
import { lastly } from '../support/lastly.ts';
import { startTestLatchkey } from '../support/latchkey-under-test.ts';
import {
  callTool,
  codeOf,
  mcp,
  send,
  submitConsent,
  TestClient,
  tokensOf,
} from '../support/oauth-client.ts';
import { settingsStage } from '../support/settings-stage.ts';

const PLANTED = 'hunter2planted';

test('whatever is handed to the log whole leaves nothing that was sent', async (t) => {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const app = Fastify({ loggerInstance: log });
  lastly(t, () => app.close());
  app.get('/', async (req, res) => {
    req.log.info({ req, res, err: new Error(PLANTED) }, 'all of it');
    throw new LatchkeyError('disk_full', 'ours', { cause: new Error(PLANTED) });
  });
  const headers = { authorization: `Bearer ${PLANTED}`, cookie: `a=${PLANTED}` };
  await app.inject({ url: `/?token=${PLANTED}`, headers });
  assert.ok(lines.length >= 2);
  assert.doesNotMatch(lines.join(''), /hunter2/);
  assert.match(lines.join(''), /"message":"ours"/);
});

test('no line of the log holds a secret of a whole flow, however loud it is', async (t) => {
  const { as, ada, latchkey } = await settingsStage(t);
  const { base, url } = latchkey;
  const secrets = [PLANTED, ada.token];
  const client = await TestClient.register(base, {
    token_endpoint_auth_method: 'client_secret_post',
  });
  secrets.push(client.secret ?? '', client.verifier, client.state);
  const form = await client.openConsent();
  secrets.push(form.browser.cookie(base).split('=')[1] ?? '', ...Object.values(form.hidden));
  await submitConsent(form, `${ada.token}${PLANTED}`);
  const code = codeOf(await submitConsent(form, ada.token));
  const tokens = tokensOf(await client.redeem(code));
  const fresh = tokensOf(await client.refresh(tokens.refresh_token));
  secrets.push(code, tokens.access_token, tokens.refresh_token);
  secrets.push(fresh.access_token, fresh.refresh_token);
  const called = await callTool(url, fresh.access_token, 'get_state', {
    entity_id: [`light.${PLANTED}`],
  });
  assert.match(called.headers.get('x-request-id') ?? '', /^[\w-]{12}$/);
  await callTool(url, fresh.access_token, PLANTED, { password: PLANTED });
  await mcp(url, `${fresh.access_token}${PLANTED}`, 'tools/list');
  await mcp(url, fresh.access_token, PLANTED, { password: PLANTED }, { era: 'legacy' });
  const json = { 'Content-Type': 'application/json' };
  const bearer = { Authorization: `Bearer ${fresh.access_token}` };
  for (const body of [`{"a": ${PLANTED}`, `{"jsonrpc":"2.0","method":"${PLANTED}"}`, PLANTED]) {
    await send(url, { method: 'POST', headers: { ...json, ...bearer }, body });
    await send(`${base}/register`, { method: 'POST', headers: json, body });
    await send(`${base}/token`, { method: 'POST', headers: json, body });
  }
  await send(`${base}/token?code=${PLANTED}`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa(`${client.id}:${PLANTED}`)}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code: PLANTED }),
  });
  for (const path of [`/${PLANTED}`, `/%ff${PLANTED}`, `/authorize?state=${PLANTED}`]) {
    await send(`${base}${path}`, { headers: { Cookie: `a=${PLANTED}`, 'X-Request-Id': PLANTED } });
  }
  await as(ada, { cookie2: PLANTED }).open(`activity?person=${PLANTED}`);
  await as(ada).open(`${PLANTED}?token=${PLANTED}`);
  await client.refresh(tokens.refresh_token);
  await client.revoke(fresh.refresh_token);

  const log = latchkey.logged.join('');
  assert.ok(latchkey.logged.length > 0);
  for (const secret of secrets) {
    assert.ok(secret.length >= 8, 'every secret is there to be looked for');
    assert.ok(!log.includes(secret), `${secret} in ${log}`);
  }
});

test('each answer names its request as the log does, with a name of ours', async (t) => {
  const lk = await startTestLatchkey(t);
  const ask = (path: string, init: RequestInit = {}) => send(`${lk.base}${path}`, init);
  const seen = new Set<string>();
  for (const answer of [
    await ask('/healthz', { headers: { 'X-Request-Id': 'mine' } }),
    await ask('/nothing'),
    await ask('/mcp', { method: 'POST' }),
    await ask('/authorize'),
  ]) {
    const id = answer.headers.get('x-request-id') ?? '';
    assert.match(id, /^[\w-]{12}$/);
    seen.add(id);
  }
  assert.equal(seen.size, 4);
  const forwarded = await ask('/healthz', { headers: { 'X-Forwarded-For': '203.0.113.7' } });
  const line = lk.logged.map((one) => JSON.parse(one)).find(({ msg }) => /X-Forwarded/.test(msg));
  assert.equal(line?.reqId, forwarded.headers.get('x-request-id'));
});

test('/healthz says that it is up, and nothing else', async (t) => {
  const lk = await startTestLatchkey(t);
  const answer = await send(`${lk.base}/healthz`);
  assert.equal(answer.status, 200);
  assert.equal(answer.text, '{"status":"ok"}');
  await lk.home.stop();
  assert.equal((await send(`${lk.base}/healthz`)).text, '{"status":"ok"}', 'nor of the home');
  assert.equal((await send(`${lk.base}/healthz`, { method: 'POST' })).status, 404);
});
