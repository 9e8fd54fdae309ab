import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { eventually } from '../support/eventually.ts';
import { addByHand, asAdministrator, SECRET, startHomeWithCompanion } from './companion.ts';
import type { RealHome } from './real-home.ts';

const MiB = 1_024 * 1_024;

/** What the app would be: it does as the test at hand says. */
type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

describe('The companion inside a real Home Assistant passes on', { timeout: 240_000 }, () => {
  let home: RealHome;
  let loggedBefore = 0;
  let entry = '';
  let behave: Behaviour = (_request, response) => void response.end();
  const app = createServer((asked, response) => {
    // The config flow looks whether somebody is there.
    if (asked.url === '/healthz') response.end();
    else behave(asked, response);
  });
  before(async () => {
    home = await startHomeWithCompanion();
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    entry = await addByHand(home, (app.address() as AddressInfo).port);
    loggedBefore = home.logs().length;
  });
  after(async () => {
    app.closeAllConnections();
    app.close();
    await home?.stop();
  });

  /** Opens a request through Home Assistant and leaves its body to the test. */
  const open = (path: string, method = 'GET', headers: OutgoingHttpHeaders = {}) =>
    request(`${home.url}${path}`, { method, headers, agent: false });
  const answerTo = async (sent: ReturnType<typeof open>): Promise<IncomingMessage> => {
    const [response] = await once(sent, 'response');
    return response as IncomingMessage;
  };
  const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for await (const part of message) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };
  /** Sends one whole request and gives what the app was asked, and what came back. */
  const exchange = async (
    path: string,
    { method = 'GET', headers = {}, body = Buffer.alloc(0) as Buffer } = {},
  ) => {
    const seen = Promise.withResolvers<{ asked: IncomingMessage; body: Buffer }>();
    behave = async (asked, response) => {
      const arrived = await bodyOf(asked);
      response.writeHead(207, { 'X-Answer': 'a', 'Set-Cookie': ['a=1', 'b=2'] }).end('answered');
      seen.resolve({ asked, body: arrived });
    };
    const sent = open(path, method, headers);
    sent.end(body);
    const answer = await answerTo(sent);
    return { answer, text: String(await bodyOf(answer)), ...(await seen.promise) };
  };

  test('every method, path and query as they are, and the answer as it is', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const { asked, answer, text } = await exchange('/api/latchkey/a%2Fb/c?d=%20e&d=f+g', {
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
    assert.equal((await exchange('/api/latchkey')).asked.url, '/');
    assert.equal((await exchange('/api/latchkey?x=1')).asked.url, '/?x=1');
    const head = await exchange('/api/latchkey/mcp', { method: 'HEAD' });
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
        assert.equal((await exchange(document)).asked.url, document);
      }
    }
    behave = () => assert.fail('this one is not ours');
    const theirs = await fetch(`${home.url}/.well-known/oauth-authorization-server`);
    assert.match(await theirs.text(), /\/auth\/authorize/);
    assert.equal((await fetch(`${home.url}/.well-known/change-password/api/latchkey`)).status, 404);
  });

  test('whom it passes on, and nothing that only a client says of that', async () => {
    const { asked } = await exchange('/api/latchkey/mcp', {
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
    const { asked } = await exchange('/api/latchkey/consent', { headers: { cookie } });
    assert.equal(asked.headers.cookie, '__Host-latchkey-consent=abc; latchkey-consent=def');
    const with_ = async (authorization: string) =>
      (await exchange('/api/latchkey/mcp', { headers: { authorization } })).asked.headers
        .authorization;
    assert.equal(await with_(`Bearer ${home.people[0]?.token}`), undefined);
    for (const theirs of ['Bearer eyJhbGciOiJIUzI1NiJ9.e30.x', 'Bearer a', 'Basic YTpi', 'odd']) {
      assert.equal(await with_(theirs), theirs);
    }
  });

  test('refusals of the app without counting them as failed logins', async () => {
    behave = (_asked, response) =>
      void response.writeHead(401, { 'WWW-Authenticate': 'Bearer scope="x"' }).end('{}');
    for (let count = 0; count < 5; count += 1) {
      const headers = { Authorization: `Bearer nobody-knows-${count}` };
      const answer = await fetch(`${home.url}/api/latchkey/mcp`, { method: 'POST', headers });
      assert.equal(answer.status, 401);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer scope="x"');
    }
    assert.equal((await fetch(`${home.url}/manifest.json`)).status, 200, 'not banned');
    assert.doesNotMatch(home.logs(), /Login attempt|invalid authentication/);
  });

  test('redirects to programs on this machine, which assistants on it ask for', async () => {
    const location = 'http://localhost:33418/callback?code=1';
    behave = (_asked, response) => void response.writeHead(302, { location }).end();
    const answer = await answerTo(open('/api/latchkey/authorize').end());
    assert.deepEqual([answer.statusCode, answer.headers.location], [302, location]);
  });

  test('the security headers of our own pages', async () => {
    const ours = { 'Referrer-Policy': 'same-origin', 'X-Frame-Options': 'DENY' };
    behave = (_asked, response) => void response.writeHead(200, ours).end('page');
    const answer = await answerTo(open('/api/latchkey/consent').end());
    assert.equal(answer.headers['referrer-policy'], 'same-origin');
    assert.equal(answer.headers['x-frame-options'], 'DENY');
    assert.equal(answer.headers.server, '');
  });

  test('bodies of 20 MiB in both directions, byte for byte', async () => {
    const sent = randomBytes(20 * MiB);
    behave = (asked, response) => void asked.pipe(response);
    const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    for (const headers of [{ 'Content-Length': sent.length }, { 'Transfer-Encoding': 'chunked' }]) {
      const asked = open('/api/latchkey/mcp', 'POST', headers);
      asked.end(sent);
      const answer = await answerTo(asked);
      assert.equal(hash(await bodyOf(answer)), hash(sent));
    }
  });

  test('compressed bodies: unpacked to the app, untouched to the client', async () => {
    const { asked, body } = await exchange('/api/latchkey/mcp', {
      method: 'POST',
      headers: { 'Content-Encoding': 'gzip' },
      body: gzipSync('hello'),
    });
    assert.equal(asked.headers['content-encoding'], undefined);
    assert.equal(String(body), 'hello');
    behave = (_asked, response) =>
      void response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('hello'));
    const answer = await answerTo(open('/api/latchkey/jwks').end());
    assert.equal(String(gunzipSync(await bodyOf(answer))), 'hello');
  });

  test('no more than fits between the two, whichever of them is slow', async () => {
    let written = 0;
    behave = async (_asked, response) => {
      response.on('error', () => {}).writeHead(200);
      while (written < 256 * MiB && !response.destroyed) {
        written += MiB;
        if (!response.write(Buffer.alloc(MiB))) await once(response, 'drain').catch(() => {});
      }
    };
    const download = open('/api/latchkey/mcp').end();
    await answerTo(download);
    await settled(() => written);
    assert.ok(written < 32 * MiB, `${written / MiB} MiB went out to a client that reads none`);
    download.destroy();

    behave = () => {};
    let taken = 0;
    const upload = open('/api/latchkey/mcp', 'POST').on('error', () => {});
    const fill = () => {
      while (taken < 256 * MiB) {
        taken += MiB;
        if (!upload.write(Buffer.alloc(MiB))) return void upload.once('drain', fill);
      }
    };
    fill();
    await settled(() => taken);
    assert.ok(taken < 32 * MiB, `${taken / MiB} MiB went out to an app that reads none`);
    upload.destroy();
  });

  test('events as they come, and a client that hangs up', async () => {
    const gone = Promise.withResolvers<void>();
    const streams: ServerResponse[] = [];
    behave = (_asked, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
      response.once('close', gone.resolve);
      streams.push(response);
    };
    const sent = open('/api/latchkey/mcp').on('error', () => {});
    const answer = await answerTo(sent.end());
    assert.equal(String((await once(answer, 'data'))[0]), 'data: 1\n\n');
    streams[0]?.write('data: 2\n\n');
    assert.equal(String((await once(answer, 'data'))[0]), 'data: 2\n\n');
    sent.destroy();
    await gone.promise;
  });

  test('nothing any more once its entry is removed: streams end at once', async () => {
    behave = (_asked, response) => void response.writeHead(200).write('data: 1\n\n');
    const answer = await answerTo(
      open('/api/latchkey/mcp')
        .on('error', () => {})
        .end(),
    );
    const ended = new Promise((resolve) => answer.once('close', resolve));
    answer.on('error', () => {}).resume();
    await asAdministrator(home, `/api/config/config_entries/entry/${entry}`, { method: 'DELETE' });
    await ended;
    assert.equal((await fetch(`${home.url}/api/latchkey/mcp`)).status, 503);
    entry = await addByHand(home, (app.address() as AddressInfo).port);
  });

  test('an answer that breaks off as one that broke off', async () => {
    behave = (_asked, response) => {
      response.writeHead(200).write('half of ');
      setTimeout(() => response.destroy(), 100);
    };
    await assert.rejects(async () => bodyOf(await answerTo(open('/api/latchkey/jwks').end())));
  });

  // With the connection goes what was not read yet, and sometimes the answer that was on its way.
  test('a refusal that comes before the body was read, or says to try again', async () => {
    behave = (_asked, response) =>
      void response.writeHead(413, { Connection: 'close' }).end('too large');
    for (let count = 0; count < 5; count += 1) {
      const sent = open('/api/latchkey/mcp', 'POST').on('error', () => {});
      const answer = answerTo(sent);
      sent.end(Buffer.alloc(8 * MiB));
      assert.ok([413, 503].includes((await answer).statusCode ?? 0));
    }
  });

  test('nothing while the app is away: 503 with Retry-After', async () => {
    app.closeAllConnections();
    app.close();
    await eventually(async () => !app.listening);
    const answer = await fetch(`${home.url}/api/latchkey/mcp`, { method: 'POST' });
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '10');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.match(await answer.text(), /^Latchkey is not running right now\. Start its app/);
    assert.equal(home.logs().slice(loggedBefore), '', 'it does its work in silence');
  });
});

/** Waits until a number has stopped growing. */
async function settled(value: () => number): Promise<void> {
  for (let last = -1; last !== value(); await pause(500)) last = value();
}
