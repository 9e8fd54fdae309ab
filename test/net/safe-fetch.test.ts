import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpsRequest } from 'node:https';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createSafeFetch, type FetchFault, type SafeFetch } from '../../src/net/safe-fetch.ts';
import fc from '../support/fast-check.ts';
import { startPublicWeb } from '../support/public-web.ts';

const HOST = 'client.example';
const URL_OF = (path: string) => `https://${HOST}${path}`;
const LIMITS = { maxBytes: 5_120, timeoutMs: 3_000 };

async function faultOf(fetch: SafeFetch, url: string, limits = LIMITS): Promise<FetchFault> {
  const fetched = await fetch(url, limits);
  assert.ok(!fetched.ok, `${url} was read`);
  return fetched.error;
}

test('reads JSON over https, asks for no compression and sends nothing about us', async (t) => {
  const web = await startPublicWeb(t, [HOST]);
  let asked: unknown;
  web.publish(URL_OF('/a.json?x=1'), (request, response) => {
    asked = { method: request.method, ...request.headers };
    response.setHeader('Content-Type', 'application/vnd.client+json; charset=utf-8');
    response.setHeader('Cache-Control', 'max-age=60');
    response.end('{"a":"\u00e9"}');
  });
  const fetched = await web.fetch(URL_OF('/a.json?x=1'), LIMITS);
  assert.ok(fetched.ok);
  assert.deepEqual(fetched.value.json, { a: '\u00e9' });
  assert.equal(fetched.value.headers['cache-control'], 'max-age=60');
  assert.deepEqual(asked, {
    method: 'GET',
    host: HOST,
    connection: 'close',
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'Latchkey/0.1.0',
  });
});

test('only a plain https URL is an address', async () => {
  const fetch = createSafeFetch({
    resolve: () => assert.fail('a name was looked up'),
    request: () => assert.fail('a connection was opened'),
  });
  const refused = [
    'http://client.example/',
    'ftp://client.example/',
    'file:///etc/passwd',
    'data:application/json,{}',
    'blob:https://client.example/1',
    'https://user@client.example/',
    'https://:secret@client.example/',
    'https://',
    '//client.example/',
    'client.example',
    '',
  ];
  for (const url of refused) assert.equal(await faultOf(fetch, url), 'address_refused', url);
});

test('no text makes it throw or connect anywhere it should not', async () => {
  const fetch = createSafeFetch({
    resolve: async () => [],
    request: () => assert.fail('a connection was opened'),
  });
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc
      .tuple(fc.constantFrom('https://', 'https:', 'HTTPS:\\\\'), fc.string())
      .map((p) => p.join('')),
    fc.ipV6().map((address) => `https://[::ffff:0:0]@[${address}]/`),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (url) => {
      assert.ok(['address_refused', 'name_unknown'].includes(await faultOf(fetch, url)));
    }),
    { examples: [['https://0/'], ['https://[::]/'], ['https://2130706433/'], ['https://0x7f.1/']] },
  );
});

test('whatever is not the document itself is a fault, never a document', async (t) => {
  const web = await startPublicWeb(t, [HOST]);
  const cases: Record<
    string,
    [FetchFault, (response: import('node:http').ServerResponse) => void]
  > = {
    '/redirect': [
      'status',
      (response) => response.writeHead(302, { Location: URL_OF('/target') }).end(),
    ],
    '/redirect-with-body': [
      'status',
      (response) =>
        response
          .writeHead(307, { Location: URL_OF('/target'), 'Content-Type': 'application/json' })
          .end('{}'),
    ],
    '/created': ['status', (response) => response.writeHead(201).end('{}')],
    '/error': ['status', (response) => response.writeHead(500).end('{}')],
    '/html': ['not_json', (response) => response.setHeader('Content-Type', 'text/html').end('{}')],
    '/untyped': ['not_json', (response) => response.end('{}')],
    '/like-json': [
      'not_json',
      (response) => response.setHeader('Content-Type', 'application/jsonp').end('{}'),
    ],
    '/gzip': [
      'not_json',
      (response) =>
        response
          .setHeader('Content-Type', 'application/json')
          .setHeader('Content-Encoding', 'gzip')
          .end(gzipSync('{}')),
    ],
    '/broken': [
      'not_json',
      (response) => response.setHeader('Content-Type', 'application/json').end('{"a":'),
    ],
    '/not-utf-8': [
      'not_json',
      (response) =>
        response
          .setHeader('Content-Type', 'application/json')
          .end(Buffer.from('{"a":"\xff"}', 'latin1')),
    ],
    '/large': [
      'too_large',
      (response) =>
        response
          .setHeader('Content-Type', 'application/json')
          .end(JSON.stringify('x'.repeat(LIMITS.maxBytes))),
    ],
    '/endless': [
      'too_large',
      (response) => {
        response.setHeader('Content-Type', 'application/json');
        const more = () => {
          while (!response.destroyed && response.write('[1,2,3,4]'.repeat(100)));
        };
        response.on('drain', more);
        more();
      },
    ],
    '/cut-off': [
      'unreachable',
      (response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
        response.write('{', () => response.destroy());
      },
    ],
    '/hung-up': ['unreachable', (response) => response.destroy()],
    '/switching': [
      'unreachable',
      (response) => {
        response.socket?.end(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
        );
      },
    ],
  };
  for (const [path, [fault, answer]] of Object.entries(cases)) {
    web.publish(URL_OF(path), (_request, response) => answer(response));
    assert.equal(await faultOf(web.fetch, URL_OF(path)), fault, path);
  }
  assert.ok(!web.fetched.includes(URL_OF('/target')), 'a redirect was followed');
});

test('the time limit covers name, silence and a body that trickles', async (t) => {
  const web = await startPublicWeb(t, [HOST]);
  const short = { maxBytes: 5_120, timeoutMs: 50 };
  web.publish(URL_OF('/silent'), () => {});
  web.publish(URL_OF('/stalled'), (_request, response) => {
    response.setHeader('Content-Type', 'application/json').write('{');
  });
  assert.equal(await faultOf(web.fetch, URL_OF('/silent'), short), 'timeout');
  assert.equal(await faultOf(web.fetch, URL_OF('/stalled'), short), 'timeout');
  const noName = web.fetchWith({ resolve: () => new Promise(() => {}) });
  assert.equal(await faultOf(noName, URL_OF('/'), short), 'timeout');
});

test('a name is looked up once, and the connection held to what was found', async (t) => {
  const web = await startPublicWeb(t, [HOST]);
  web.publish(URL_OF('/'), { json: 1 });
  const answers = [['127.0.0.1'], ['169.254.169.254']];
  const lookups: string[] = [];
  const connected: unknown[] = [];
  const fetch = web.fetchWith({
    resolve: async (name) => {
      lookups.push(name);
      return answers.shift() ?? [];
    },
    request: (_url, options) => {
      const { lookup } = options;
      assert.ok(lookup);
      lookup(HOST, { all: true }, (_error, addresses) => connected.push(addresses));
      lookup(HOST, {}, (_error, address, family) => connected.push([address, family]));
      return httpsRequest('https://127.0.0.1:1/', { signal: options.signal });
    },
  });
  assert.equal(await faultOf(fetch, URL_OF('/')), 'unreachable');
  assert.deepEqual(lookups, [HOST]);
  assert.deepEqual(connected, [[{ address: '127.0.0.1', family: 4 }], ['127.0.0.1', 4]]);
  assert.equal(await faultOf(fetch, URL_OF('/')), 'address_refused');
});

test('the certificate must be for the name, not for the address', async (t) => {
  const web = await startPublicWeb(t, ['other.example']);
  const fetch = web.fetchWith({ resolve: async () => ['127.0.0.1'] });
  assert.equal(await faultOf(fetch, URL_OF('/')), 'unreachable');
  const untrusted = web.fetchWith({
    resolve: async () => ['127.0.0.1'],
    request: (url, sent) => httpsRequest(url, { ...sent, port: web.port }),
  });
  assert.equal(await faultOf(untrusted, 'https://other.example/'), 'unreachable');
  assert.deepEqual(web.fetched, []);
});

test('one address that is not public refuses the name', async () => {
  const fetch = createSafeFetch({
    resolve: async () => ['8.8.8.8', '192.168.1.1'],
    request: () => assert.fail('a connection was opened'),
  });
  assert.equal(await faultOf(fetch, URL_OF('/')), 'address_refused');
});

test('beyond so many at once the next is refused at once, and room comes back', async (t) => {
  const web = await startPublicWeb(t, [HOST]);
  const fetch = web.fetchWith({ mostAtOnce: 2 });
  const waiting: import('node:http').ServerResponse[] = [];
  const { promise: both, resolve: bothCame } = Promise.withResolvers<void>();
  web.publish(URL_OF('/slow'), (_request, response) => {
    waiting.push(response);
    if (waiting.length === 2) bothCame();
  });
  web.publish(URL_OF('/fast'), { json: 1 });
  const first = [fetch(URL_OF('/slow'), LIMITS), fetch(URL_OF('/slow'), LIMITS)];
  await both;
  assert.equal(await faultOf(fetch, URL_OF('/fast')), 'busy');
  for (const response of waiting) {
    response.setHeader('Content-Type', 'application/json').end('1');
    await once(response, 'close');
  }
  for (const one of await Promise.all(first)) assert.ok(one.ok);
  assert.ok((await fetch(URL_OF('/fast'), LIMITS)).ok);
});

test('the names of this machine and of the house are not on the internet', async () => {
  const fetch = createSafeFetch({ request: () => assert.fail('a connection was opened') });
  for (const name of ['localhost', '127.0.0.1', '[::1]', '0', '[::ffff:10.0.0.1]']) {
    const fault = await faultOf(fetch, `https://${name}/`);
    assert.ok(fault === 'address_refused' || fault === 'name_unknown', `${name}: ${fault}`);
  }
});
