import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { SECRET } from './companion.ts';
import { answerTo, Pipe } from './pipe.ts';

describe('The companion inside a real Home Assistant passes on', { timeout: 120_000 }, () => {
  let pipe: Pipe;
  before(async () => {
    pipe = await Pipe.start();
  });
  after(() => pipe?.stop());

  test('every method, path and query as they are, and the answer as it is', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { asked, answer, text } = await pipe.exchange('/api/latchkey/a%2Fb/c?d=%20e&d=f+g', {
        method,
        headers: { Origin: 'https://other.example', 'Access-Control-Request-Method': 'POST' },
      });
      assert.equal(asked.method, method);
      assert.equal(asked.url, '/a%2Fb/c?d=%20e&d=f+g');
      assert.equal(answer.statusCode, 207);
      assert.equal(answer.headers['x-answer'], 'a');
      assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
      assert.equal(text, 'answered');
    }
    assert.equal((await pipe.exchange('/api/latchkey')).asked.url, '/');
    assert.equal((await pipe.exchange('/api/latchkey?x=1')).asked.url, '/?x=1');
    const head = await pipe.exchange('/api/latchkey/mcp', { method: 'HEAD' });
    assert.deepEqual([head.answer.statusCode, head.text], [207, '']);
  });

  test('the documents whose path names the door, and no other document', async () => {
    for (const kind of [
      'oauth-protected-resource',
      'oauth-authorization-server',
      'openid-configuration',
    ]) {
      for (const path of ['', '/mcp']) {
        const document = `/.well-known/${kind}/api/latchkey${path}`;
        assert.equal((await pipe.exchange(document)).asked.url, document);
      }
    }
    pipe.behave = () => assert.fail('this one is not ours');
    const theirs = await fetch(`${pipe.home.url}/.well-known/oauth-authorization-server`);
    assert.match(await theirs.text(), /\/auth\/authorize/);
    assert.equal(
      (await fetch(`${pipe.home.url}/.well-known/change-password/api/latchkey`)).status,
      404,
    );
  });

  test('whom it passes on, and nothing that only a client says of that', async () => {
    const { asked } = await pipe.exchange('/api/latchkey/mcp', {
      headers: {
        Host: 'home.example:8123',
        'X-Latchkey-Companion': 'guessed',
        'X-Latchkey-Host': 'evil.example',
        'X-Latchkey-Client': '10.0.0.1',
        'X-Real-IP': '10.0.0.1',
        Forwarded: 'for=10.0.0.1',
        Connection: 'close, X-Only-Here',
        'X-Only-Here': '1',
        'Mcp-Session-Id': 'kept',
        'User-Agent': 'an assistant',
      },
    });
    const { headers } = asked;
    assert.equal(headers['x-latchkey-companion'], SECRET);
    assert.equal(headers['x-latchkey-host'], 'home.example:8123');
    assert.equal(headers['x-latchkey-client'], '127.0.0.1');
    assert.equal(headers['mcp-session-id'], 'kept');
    assert.equal(headers['user-agent'], 'an assistant');
    for (const name of ['x-real-ip', 'forwarded', 'x-only-here', 'accept', 'accept-encoding']) {
      assert.equal(headers[name], undefined, name);
    }
  });

  test('no cookie and no token that is Home Assistant’s own', async () => {
    const cookie = 'ingress_session=1; __Host-latchkey-consent=abc; latchkey-consent=def; x=y';
    const { asked } = await pipe.exchange('/api/latchkey/consent', { headers: { cookie } });
    assert.equal(asked.headers.cookie, '__Host-latchkey-consent=abc; latchkey-consent=def');
    const with_ = async (authorization: string) =>
      (await pipe.exchange('/api/latchkey/mcp', { headers: { authorization } })).asked.headers
        .authorization;
    assert.equal(await with_(`Bearer ${pipe.home.people[0]?.token}`), undefined);
    for (const theirs of ['Bearer eyJhbGciOiJIUzI1NiJ9.e30.x', 'Bearer a', 'Basic YTpi', 'odd']) {
      assert.equal(await with_(theirs), theirs);
    }
  });

  test('refusals of the app without counting them as failed logins', async () => {
    pipe.behave = (_asked, response) =>
      void response.writeHead(401, { 'WWW-Authenticate': 'Bearer scope="x"' }).end('{}');
    for (let count = 0; count < 5; count += 1) {
      const headers = { Authorization: `Bearer nobody-knows-${count}` };
      const answer = await fetch(`${pipe.home.url}/api/latchkey/mcp`, { method: 'POST', headers });
      assert.equal(answer.status, 401);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer scope="x"');
    }
    assert.equal((await fetch(`${pipe.home.url}/manifest.json`)).status, 200, 'not banned');
    assert.doesNotMatch(pipe.home.logs(), /Login attempt|invalid authentication/);
  });

  test('redirects to programs on this machine, which assistants on it ask for', async () => {
    const location = 'http://localhost:33418/callback?code=1';
    pipe.behave = (_asked, response) => void response.writeHead(302, { location }).end();
    const answer = await answerTo(pipe.open('/api/latchkey/authorize').end());
    assert.deepEqual([answer.statusCode, answer.headers.location], [302, location]);
  });

  test('the security headers of our own pages', async () => {
    const ours = { 'Referrer-Policy': 'same-origin', 'X-Frame-Options': 'DENY' };
    pipe.behave = (_asked, response) => void response.writeHead(200, ours).end('page');
    const answer = await answerTo(pipe.open('/api/latchkey/consent').end());
    assert.equal(answer.headers['referrer-policy'], 'same-origin');
    assert.equal(answer.headers['x-frame-options'], 'DENY');
    assert.equal(answer.headers.server, '');
  });

  test('nothing while the app is away: 503 with Retry-After', async () => {
    pipe.stopApp();
    const answer = await fetch(`${pipe.home.url}/api/latchkey/mcp`, { method: 'POST' });
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '10');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.match(await answer.text(), /^Latchkey is not running right now\. Start its app/);
    assert.equal(pipe.home.logs().slice(pipe.loggedBefore), '', 'it does its work in silence');
  });
});
