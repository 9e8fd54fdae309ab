import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { HomeAddress } from '../../src/config/config.ts';
import { endLogin, exchangeCode, loginPage, renewAccess } from '../../src/home/login.ts';
import { postForm } from '../../src/home/post-form.ts';
import { lastly } from '../support/lastly.ts';

const LOGIN = { refreshToken: 'refresh', clientId: 'https://mcp.example.net' };

type Asked = { readonly path: string | undefined; readonly form: Record<string, string> };

/** A home whose only answer a test decides. */
async function answering(
  t: TestContext,
  answer: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<{ readonly home: HomeAddress; readonly asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      asked.push({ path: request.url, form: Object.fromEntries(new URLSearchParams(body)) });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lastly(t, () => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { home: { name: 'home', url, verifyTls: true }, asked };
}

function json(status: number, body: unknown) {
  return (response: ServerResponse) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function plain(status: number, text = '') {
  return (response: ServerResponse) => response.writeHead(status).end(text);
}

test('the login page is asked for with what IndieAuth wants', () => {
  const asked = { clientId: 'https://a.example', redirectUri: 'https://a.example/x', state: 's' };
  assert.equal(
    loginPage('http://ha.local:8123', asked),
    'http://ha.local:8123/auth/authorize?response_type=code&client_id=https%3A%2F%2Fa.example&redirect_uri=https%3A%2F%2Fa.example%2Fx&state=s',
  );
});

test('a code is exchanged, and an access token renewed, in the form Home Assistant reads', async (t) => {
  const tokens = { access_token: 'access', refresh_token: 'refresh', expires_in: 1_800 };
  const { home, asked } = await answering(t, json(200, tokens));
  const { clientId } = LOGIN;
  assert.deepEqual(await exchangeCode(home, { code: 'c0de', clientId }), {
    login: LOGIN,
    accessToken: 'access',
  });
  assert.equal(await renewAccess(home, LOGIN), 'access');
  await endLogin(home, LOGIN.refreshToken);
  assert.deepEqual(asked, [
    {
      path: '/auth/token',
      form: { grant_type: 'authorization_code', code: 'c0de', client_id: clientId },
    },
    {
      path: '/auth/token',
      form: { grant_type: 'refresh_token', refresh_token: 'refresh', client_id: clientId },
    },
    { path: '/auth/revoke', form: { token: 'refresh' } },
  ]);
});

/** What a home, a ban or a proxy in between answers, and what it means to a login. */
const ANSWERS: readonly [string, (response: ServerResponse) => unknown, string][] = [
  ['an unknown refresh token', json(400, { error: 'invalid_grant' }), 'home_refused'],
  ['another client', json(400, { error: 'invalid_request' }), 'home_refused'],
  ['an inactive user', json(403, { error: 'access_denied' }), 'home_refused'],
  ['a ban', plain(403, '403: Forbidden'), 'home_banned'],
  ['a proxy that is not trusted', plain(400, '400: Bad Request'), 'home_unreachable'],
  ['a home that is starting', plain(404, '404: Not Found'), 'home_unreachable'],
  ['a proxy without its home', plain(502, '<html>Bad Gateway</html>'), 'home_unreachable'],
  ['a proxy that says so in JSON', json(502, { error: 'bad gateway' }), 'home_unreachable'],
  ['a redirect', (one) => one.writeHead(302, { Location: '/' }).end(), 'home_unreachable'],
  ['something else', json(200, { access_token: 7 }), 'home_unreachable'],
  ['no JSON', plain(200, 'Welcome'), 'home_unreachable'],
  ['a hang-up', (response) => response.destroy(), 'home_unreachable'],
  ['a flood', plain(200, 'x'.repeat(100_000)), 'home_unreachable'],
];
for (const [name, answer, code] of ANSWERS) {
  test(`${name} is ${code}`, async (t) => {
    const { home } = await answering(t, answer);
    await assert.rejects(renewAccess(home, LOGIN), { code });
    const { clientId } = LOGIN;
    await assert.rejects(exchangeCode(home, { code: 'c0de', clientId }), { code });
  });
}

test('a home that says nothing is given up on', async (t) => {
  const { home } = await answering(t, () => {});
  await assert.rejects(postForm(home, '/auth/token', {}, 50), {
    code: 'home_unreachable',
    message: /timed out/,
  });
});

test('a revocation that did not arrive is told', async (t) => {
  const { home } = await answering(t, plain(502));
  await assert.rejects(endLogin(home, 'refresh'), { code: 'home_unreachable' });
});
