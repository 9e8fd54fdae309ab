import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { companionSays } from '../../src/net/companion.ts';
import { FrontDoors } from '../../src/net/front-doors.ts';
import { LIMITS } from '../../src/net/limits/table.ts';
import type { Ending } from '../support/lastly.ts';
import { startTestLatchkey, type TestLatchkeyOptions } from '../support/latchkey-under-test.ts';

const SECRET = 'kx7Qm2-the-companion-of-this-test-9fWz';
const CLOUD = 'https://abc123.ui.nabu.casa';
const DOOR = `${CLOUD}/api/latchkey`;
const TUNNEL = 'https://mcp.home.example';

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: NodeJS.Dict<string | string[]>;
}

function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  { method = 'GET', body = '' } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => {
        const json = /json/.test(response.headers['content-type'] ?? '');
        resolve({
          status: response.statusCode ?? 0,
          body: json ? JSON.parse(text) : {},
          headers: response.headers,
        });
      });
    });
    sent.once('error', reject).end(body);
  });
}

const from = (host: string, client = '93.184.216.34', secret = SECRET) => ({
  'X-Latchkey-Companion': secret,
  'X-Latchkey-Host': host,
  'X-Latchkey-Client': client,
});

function start(t: Ending, options: TestLatchkeyOptions = {}) {
  const { env, ...others } = options;
  return startTestLatchkey(t, {
    baseUrl: (port) => `http://127.0.0.1:${port},${TUNNEL},${DOOR}`,
    ...others,
    env: { MCP_COMPANION_SECRET: SECRET, ...env },
  });
}

test('what the companion passes on came through the door of the host it was asked for', async (t) => {
  const { base } = await start(t);
  for (const host of ['abc123.ui.nabu.casa', 'ABC123.ui.nabu.casa:443', '192.168.1.5:8123']) {
    const document = '/.well-known/oauth-protected-resource/api/latchkey/mcp';
    const { status, body } = await ask(`${base}${document}`, from(host));
    assert.equal(status, 200, host);
    assert.equal(body.resource, `${DOOR}/mcp`);
    assert.deepEqual(body.authorization_servers, [DOOR]);
  }
  const refused = await ask(`${base}/mcp`, from('abc123.ui.nabu.casa'), { method: 'POST' });
  assert.equal(refused.status, 401);
  const challenge = String(refused.headers['www-authenticate']);
  assert.ok(
    challenge.includes(`${CLOUD}/.well-known/oauth-protected-resource/api/latchkey/mcp"`),
    challenge,
  );
});

test('through Home Assistant there is no other door, and no name is believed', async (t) => {
  const { base } = await start(t);
  for (const host of [new URL(TUNNEL).host, new URL(base).host, 'evil.example', '']) {
    const { status, body } = await ask(`${base}/mcp`, from(host));
    assert.equal(status, 403, host);
    assert.equal(body.error, 'unknown_host');
    assert.match(String(body.error_description), /add it to MCP_BASE_URL, with \/api\/latchkey/);
    assert.ok(!JSON.stringify(body).includes('evil'));
  }
});

test('a companion with another secret is refused, whatever it asks, and told what to do', async (t) => {
  const { base, logged } = await start(t);
  for (const secret of ['', 'guessed', `${SECRET}x`, SECRET.slice(1)]) {
    for (const path of ['/healthz', '/mcp', '/authorize']) {
      const { status, body } = await ask(
        `${base}${path}`,
        from('abc123.ui.nabu.casa', '::1', secret),
      );
      assert.equal(status, 403, path);
      assert.equal(body.error, 'unknown_companion');
    }
  }
  const shown = { 'X-Latchkey-Companion': SECRET };
  assert.equal((await ask(`${base}/healthz`, shown)).status, 200);
  assert.ok(!logged.some((line) => line.includes(SECRET)));
});

test('without the secret what a request says of host and client means nothing', async (t) => {
  const { base } = await start(t);
  const said = { 'X-Latchkey-Host': 'abc123.ui.nabu.casa', 'X-Latchkey-Client': '10.0.0.1' };
  const { body } = await ask(`${base}/.well-known/oauth-protected-resource`, said);
  assert.equal(body.resource, `${base}/mcp`);
});

test('visitors through Home Assistant are told apart by the address it saw', async (t) => {
  const { base } = await start(t, { limits: LIMITS });
  const register = async (client: string) => {
    const headers = { ...from('abc123.ui.nabu.casa', client), 'Content-Type': 'application/json' };
    const body = JSON.stringify({ redirect_uris: ['https://client.example/callback'] });
    return (await ask(`${base}/register`, headers, { method: 'POST', body })).status;
  };
  for (let count = 0; count < LIMITS.register.address.atOnce; count += 1) {
    assert.equal(await register('93.184.216.34'), 201);
  }
  assert.equal(await register('93.184.216.34'), 429);
  assert.equal(await register('93.184.216.35'), 201);
  assert.equal(await register('not an address'), 201);
});

test('mode none lets nobody in through Home Assistant, which may be open to the internet', async (t) => {
  const { port } = await startTestLatchkey(t, {
    baseUrl: () => 'http://homeassistant.local:8123/api/latchkey',
    env: { MCP_COMPANION_SECRET: SECRET, MCP_AUTH_MODE: 'none' },
  });
  const url = `http://127.0.0.1:${port}/mcp`;
  const call = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const list = { method: 'POST', body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' };
  assert.notEqual((await ask(url, call, list)).status, 403);
  for (const client of ['192.168.1.7', '127.0.0.1', '93.184.216.34']) {
    const through = { ...call, ...from('homeassistant.local:8123', client) };
    const { status, body } = await ask(url, through, list);
    assert.deepEqual([status, body.error], [403, 'access_denied']);
  }
});

test('a page of a door without https sets its cookie for that door alone', async (t) => {
  const { port } = await startTestLatchkey(t, {
    baseUrl: () => 'http://homeassistant.local:8123/api/latchkey',
    env: { MCP_COMPANION_SECRET: SECRET },
  });
  const base = `http://127.0.0.1:${port}`;
  const headers = { ...from('homeassistant.local:8123'), 'Content-Type': 'application/json' };
  const redirect = 'https://client.example/callback';
  const body = JSON.stringify({ redirect_uris: [redirect], token_endpoint_auth_method: 'none' });
  const client = await ask(`${base}/register`, headers, { method: 'POST', body });
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: String(client.body.client_id),
    redirect_uri: redirect,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const moved = await ask(`${base}/authorize?${query}`, from('homeassistant.local:8123'));
  assert.equal(moved.status, 302);
  assert.match(String(moved.headers.location), /^\/api\/latchkey\/consent\?request=/);
  assert.match(String(moved.headers['set-cookie']), /^latchkey-consent=.*; Path=\/api\/latchkey;/);
});

test('the secret is gone from a request once it was looked at', () => {
  const headers = { 'x-latchkey-companion': SECRET, 'x-latchkey-host': 'h', accept: '*/*' };
  assert.deepEqual(companionSays(headers, SECRET), { host: 'h', client: '' });
  assert.deepEqual(headers, { accept: '*/*' });
  assert.equal(companionSays({}, SECRET), undefined);
});

test('a Host that proxies rewrote leads to the first door through Home Assistant, if there is one', () => {
  const doors = new FrontDoors([TUNNEL, DOOR], 8086, ['homeassistant']);
  for (const host of ['homeassistant', '[fd00::5]:8123', 'localhost:8123']) {
    assert.equal(doors.matchThroughHome(host)?.issuer, DOOR, host);
  }
  assert.equal(new FrontDoors([TUNNEL], 8086).matchThroughHome('192.168.1.5'), undefined);
});
