import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { callTool, mcp, signIn, submitConsent, TestClient } from '../support/oauth-client.ts';
import { settingsStage } from '../support/settings-stage.ts';

test('a program on this machine reads the metrics, and so does an administrator', async (t) => {
  const { as, ada, ben, latchkey } = await settingsStage(t);
  const { client, tokens } = await signIn(latchkey.base, ada);
  await callTool(latchkey.url, tokens.access_token, 'get_state', { entity_id: ['light.kitchen'] });
  await mcp(latchkey.url, 'not-a-pass', 'tools/list');
  await submitConsent(await client.openConsent(), 'no token');
  const answer = await fetch(`${latchkey.latchkey.settingsUrl}/metrics`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  for (const line of [
    /^latchkey_build_info\{version="\d+\.\d+\.\d+"\} 1$/m,
    /^latchkey_http_requests_total\{route="mcp",status="2xx"\} [1-9]/m,
    /^latchkey_http_requests_total\{route="mcp",status="4xx"\} 1$/m,
    /^latchkey_sign_ins_total\{outcome="allowed"\} 1$/m,
    /^latchkey_sign_ins_total\{outcome="malformed"\} 1$/m,
    /^latchkey_calls_total\{kind="tool",tool="get_state",server="",outcome="done"\} 1$/m,
    /^latchkey_call_duration_seconds_bucket\{.*le="\+Inf"\} 1$/m,
    /^latchkey_call_duration_seconds_count\{.*tool="get_state".*\} 1$/m,
    /^latchkey_live_grants 1$/m,
    /^latchkey_home_connections [1-9]/m,
    /^latchkey_upstreams\{state="connected"\} 0$/m,
    /^latchkey_audit_waiting \d+$/m,
    /^latchkey_store_bytes [1-9]\d{3,}$/m,
    /^process_resident_memory_bytes \d+$/m,
    /^nodejs_eventloop_lag_seconds [\d.e-]+$/m,
    /^nodejs_active_handles_total \d+$/m,
  ]) {
    assert.match(text, line);
  }
  for (const secret of ['Ada', ada.id, client.id, tokens.access_token, 'kitchen', 'not-a-pass']) {
    assert.ok(!text.includes(secret), secret);
  }
  assert.equal((await as(ada).open('metrics')).status, 200);
  assert.equal((await as(ben).open('metrics')).status, 403);
  assert.equal((await fetch(`${latchkey.base}/metrics`)).status, 404);
  await TestClient.register(latchkey.base);
  const again = await (await as(ada).open('metrics')).text();
  assert.match(again, /route="register",status="2xx"\} 2$/m);
});

test('nothing that only looks like this machine reads them', async (t) => {
  const { latchkey } = await settingsStage(t);
  const { port } = new URL(latchkey.latchkey.settingsUrl ?? '');
  const statusWith = (headers: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve, reject) => {
      request({ port, host: '127.0.0.1', path: '/metrics', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .once('error', reject)
        .end();
    });
  assert.equal(await statusWith({}), 200);
  for (const headers of [
    { host: 'evil.example' },
    { host: `localhost.evil.example:${port}` },
    { 'x-forwarded-for': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
    { 'x-remote-user-id': '' },
    { 'x-remote-user-id': 'nobody' },
    { 'x-ingress-path': '/api/hassio_ingress/x' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'http://localhost' },
  ]) {
    assert.equal(await statusWith(headers), 403, JSON.stringify(headers));
  }
});
