import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InjectOptions } from 'fastify';
import { type ListenerUnderTest, publicListener } from './public-listener.ts';

/**
 * What a route asks of who calls it: nothing; a bearer token; that a client proves itself; the
 * browser to which the form was handed; an address of this network (mode none).
 */
type Access = 'public' | 'bearer' | 'client' | 'browser' | 'neighbour';

const MCP = ['POST /mcp', 'GET /mcp', 'DELETE /mcp', 'POST /', 'GET /', 'DELETE /'];
const UPSTREAM = [
  'GET /upstream/start/:ticket',
  'POST /upstream/start/:ticket',
  'GET /upstream/callback',
];
const ALWAYS_PUBLIC = ['GET /healthz', 'OPTIONS /mcp', 'OPTIONS /'];

/** Every route of the public listener in each mode. What is not in it must not exist. */
const TABLE: Readonly<Record<string, Readonly<Partial<Record<Access, readonly string[]>>>>> = {
  oauth: {
    public: [
      ...ALWAYS_PUBLIC,
      'OPTIONS /register',
      'OPTIONS /token',
      'OPTIONS /revoke',
      'OPTIONS /jwks',
      'OPTIONS /.well-known/*',
      'GET /.well-known/oauth-authorization-server',
      'GET /.well-known/oauth-authorization-server/mcp',
      'GET /mcp/.well-known/oauth-authorization-server',
      'GET /token/.well-known/oauth-authorization-server',
      'GET /.well-known/openid-configuration',
      'GET /.well-known/openid-configuration/mcp',
      'GET /mcp/.well-known/openid-configuration',
      'GET /token/.well-known/openid-configuration',
      'GET /.well-known/oauth-protected-resource',
      'GET /.well-known/oauth-protected-resource/mcp',
      'GET /.well-known/jwks.json',
      // 404 unless a door is Home Assistant's own web server, which administrators choose at any time.
      'GET /.well-known/oauth-authorization-server/api/latchkey',
      'GET /.well-known/oauth-authorization-server/api/latchkey/mcp',
      'GET /.well-known/openid-configuration/api/latchkey',
      'GET /.well-known/openid-configuration/api/latchkey/mcp',
      'GET /.well-known/oauth-protected-resource/api/latchkey',
      'GET /.well-known/oauth-protected-resource/api/latchkey/mcp',
      'GET /jwks',
      'GET /oauth/jwks',
      'POST /register',
      'POST /oauth/register',
      'GET /authorize',
      'GET /oauth/authorize',
      'GET /upstream/client.json',
    ],
    client: [
      'POST /token',
      'POST /oauth/token',
      'POST /revoke',
      'POST /oauth/revoke',
      'POST /introspect',
      'POST /oauth/introspect',
    ],
    browser: ['GET /consent', 'POST /consent', 'GET /signin/callback', ...UPSTREAM],
    bearer: MCP,
  },
  api_key: {
    public: [...ALWAYS_PUBLIC, 'GET /upstream/client.json'],
    browser: UPSTREAM,
    bearer: MCP,
  },
  none: { public: ALWAYS_PUBLIC, neighbour: MCP },
};

const KEY = 'q7Zr0aV5tX2mK9cL4nB8sD1fG6hJ3pWe';
const ENV: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  oauth: { MCP_BASE_URL: 'https://mcp.example.net,https://abc.ui.nabu.casa/api/latchkey' },
  api_key: { MCP_BASE_URL: 'https://mcp.example.net', MCP_AUTH_MODE: 'api_key', MCP_API_KEY: KEY },
  none: { MCP_AUTH_MODE: 'none' },
};

const MODES = Object.keys(TABLE);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Calls a route of the table as somebody with nothing to show. */
function call({ app }: ListenerUnderTest, route: string, options: InjectOptions = {}) {
  const [method = '', url = ''] = route.split(' ');
  return app.inject({
    method: method as 'GET',
    url: url.replace('*', 'anything'),
    headers: { host: 'mcp.example.net', accept: 'application/json', ...options.headers },
    remoteAddress: '203.0.113.7',
    ...(options.payload !== undefined && { payload: options.payload }),
  });
}

for (const mode of MODES) {
  const routesWith = (access: Access) => TABLE[mode]?.[access] ?? [];
  const open = (t: Parameters<typeof publicListener>[0]) => publicListener(t, ENV[mode] ?? {});

  describe(`mode ${mode}`, () => {
    it('has exactly the routes of the table', async (t) => {
      const { routes } = await open(t);
      const listed = Object.values(TABLE[mode] ?? {}).flat();
      const made = routes.map(({ method, url }) => `${method} ${url}`);
      assert.deepEqual(made.toSorted(), listed.toSorted());
    });

    it('answers 404 to everything of the other modes, and to what administrators ask', async (t) => {
      const listener = await open(t);
      const here = Object.values(TABLE[mode] ?? {}).flat();
      const elsewhere = MODES.flatMap((other) => Object.values(TABLE[other] ?? {}).flat());
      const absent = elsewhere.filter((route) => !here.includes(route));
      const admin = ['GET /settings', 'GET /admin', 'GET /debug', 'GET /connections', 'GET /api'];
      for (const route of [...absent, ...admin]) {
        const answer = await call(listener, route, { headers: { host: '192.0.2.1' } });
        assert.equal(answer.statusCode, 404, route);
        assert.equal(answer.json().error, 'not_found', route);
      }
    });

    if (routesWith('bearer').length > 0) {
      it('is 401 on every bearer route without a token', async (t) => {
        const listener = await open(t);
        for (const route of routesWith('bearer')) {
          const answer = await call(listener, route);
          assert.equal(answer.statusCode, 401, route);
          const challenge = String(answer.headers['www-authenticate']);
          assert.match(challenge, /^Bearer /, route);
          assert.equal(challenge.includes('resource_metadata="'), mode === 'oauth', route);
          const wrong = await call(listener, route, { headers: { authorization: 'Bearer x' } });
          assert.equal(wrong.statusCode, 401, route);
          assert.match(String(wrong.headers['www-authenticate']), /error="invalid_token"/, route);
        }
      });
    }

    if (routesWith('client').length > 0) {
      it('is 401 on every client route without proof', async (t) => {
        const listener = await open(t);
        for (const route of routesWith('client')) {
          const payload = 'grant_type=refresh_token&refresh_token=x&token=x&client_id=nobody';
          const answer = await call(listener, route, { headers: FORM, payload });
          assert.equal(answer.statusCode, 401, route);
          assert.equal(answer.json().error, 'invalid_client', route);
        }
      });
    }

    if (routesWith('browser').length > 0) {
      it('gives nothing to a browser that no form was handed to', async (t) => {
        const listener = await open(t);
        for (const route of routesWith('browser')) {
          const answer = await call(listener, `${route}?request=x&state=x&code=x`, {
            headers: FORM,
            ...(route.startsWith('POST') && { payload: 'request=x&csrf=x&token=x&action=allow' }),
          });
          assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, route);
          assert.equal(answer.headers['set-cookie'], undefined, route);
        }
      });
    }

    if (routesWith('neighbour').length > 0) {
      it('refuses callers of other networks where there is nothing else to show', async (t) => {
        const listener = await open(t);
        for (const route of routesWith('neighbour')) {
          const answer = await call(listener, route, { headers: { host: '192.0.2.1' } });
          assert.equal(answer.statusCode, 403, route);
          assert.equal(answer.json().error, 'access_denied', route);
        }
      });
    }

    it('asks for no proof on public routes', async (t) => {
      const listener = await open(t);
      for (const route of routesWith('public')) {
        const answer = await call(listener, route, { headers: { host: '192.0.2.1' } });
        assert.ok([200, 204, 400, 415].includes(answer.statusCode), `${route}: ${answer.body}`);
      }
    });
  });
}
