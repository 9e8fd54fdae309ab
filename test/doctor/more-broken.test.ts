import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import type { Finding, FindingCode } from '../../src/doctor/finding.ts';
import { startBreakingProxy } from '../support/breaking-proxy.ts';
import { selfSigned } from '../support/certificate.ts';
import { type HouseOptions, startHouse } from '../support/house-with-doctor.ts';
import type { Ending } from '../support/lastly.ts';
import { freePort, startTestLatchkey } from '../support/latchkey-under-test.ts';

async function problemsOf(t: Ending, options: HouseOptions): Promise<readonly FindingCode[]> {
  return codes(await (await startHouse(t, options)).latchkey.doctor(), 'problem');
}

function codes(findings: readonly Finding[], status: Finding['status']): readonly FindingCode[] {
  return findings.filter((one) => one.status === status).map(({ finding }) => finding);
}

const ISSUER = 'https://mcp.example.com';

const BROKEN: readonly (readonly [string, FindingCode, HouseOptions])[] = [
  [
    'two proxies that both insist on https',
    'redirect_loop',
    { breaks: { instead: ({ url }) => ({ status: 301, headers: { location: ISSUER + url } }) } },
  ],
  [
    'a login page in front',
    'redirected',
    {
      breaks: {
        instead: () => ({ status: 302, headers: { location: 'https://auth.example.com/?rd=x' } }),
      },
    },
  ],
  [
    'only /mcp redirects, to /mcp/',
    'redirected',
    {
      breaks: {
        instead: ({ url }) =>
          url === '/mcp' ? { status: 308, headers: { location: '/mcp/' } } : undefined,
      },
    },
  ],
  ['a tunnel that does not reach Latchkey', 'proxy_no_answer', { breaks: { to: () => 1 } }],
  [
    'a proxy that sends another Host',
    'host_rewritten',
    { breaks: { inwards: (headers) => ({ ...headers, host: 'latchkey.internal' }) } },
  ],
  [
    'a password in front',
    'password_in_front',
    { breaks: { instead: () => ({ status: 401, headers: { 'www-authenticate': 'Basic' } }) } },
  ],
  [
    'a firewall that forbids all',
    'door_forbidden',
    { breaks: { instead: () => ({ status: 403 }) } },
  ],
  [
    'a proxy that keeps /.well-known/ to itself',
    'document_missing',
    {
      breaks: {
        instead: ({ url = '' }) => (url.startsWith('/.well-known/') ? { status: 404 } : undefined),
      },
    },
  ],
  [
    'a proxy that takes no POST',
    'mcp_unexpected',
    { breaks: { instead: ({ method }) => (method === 'POST' ? { status: 405 } : undefined) } },
  ],
  [
    'a proxy that writes a challenge of its own',
    'challenge_altered',
    {
      breaks: {
        outwards: (passing) =>
          passing.status === 401
            ? { ...passing, headers: { ...passing.headers, 'www-authenticate': 'Bearer' } }
            : passing,
      },
    },
  ],
  [
    'a proxy that takes Authorization away',
    'authorization_stripped',
    { breaks: { inwards: ({ authorization: _, ...headers }) => headers } },
  ],
  [
    'an IPv6 address only',
    'no_ipv4',
    { addresses: { 'mcp.example.com': ['2606:2800:21f:cb07:6820:80da:af6b:8b2c'] } },
  ],
  [
    'a certificate for another name, self-signed',
    'certificate_self_signed',
    { shows: selfSigned(['other.example.com']) },
  ],
];

for (const [name, code, options] of BROKEN) {
  test(`${name}: ${code} and nothing else`, async (t) => {
    assert.deepEqual(await problemsOf(t, options), [code]);
  });
}

test('a door that nobody listens at is refused', async (t) => {
  const lk = await startHouse(t, { base: 'https://mcp.example.com' });
  const nobody = await freePort();
  const other = await startTestLatchkey(t, { baseUrl: () => `http://127.0.0.1:${nobody}` });
  assert.deepEqual(codes(await other.latchkey.doctor(), 'problem'), ['door_refused']);
  assert.deepEqual(codes(await lk.latchkey.doctor(), 'problem'), []);
});

test('headers that only browsers need, and a name that the house answers for, are warnings', async (t) => {
  const lk = await startHouse(t, {
    addresses: { 'mcp.example.com': ['192.168.1.5'] },
    breaks: {
      outwards: ({ headers: { 'access-control-allow-origin': _, ...headers }, ...rest }) => ({
        ...rest,
        headers,
      }),
    },
  });
  const findings = await lk.latchkey.doctor();
  assert.deepEqual(codes(findings, 'problem'), []);
  assert.deepEqual(codes(findings, 'warning'), ['name_private', 'header_stripped']);
});

test('a door for the house only is told to be that, and works', async (t) => {
  const lk = await startTestLatchkey(t);
  const findings = await lk.latchkey.doctor();
  assert.deepEqual(codes(findings, 'problem'), []);
  assert.deepEqual(codes(findings, 'warning'), ['url_in_house']);
});

test('every configured door is looked at', async (t) => {
  const lk = await startHouse(t, {
    env: { MCP_BASE_URL: `${ISSUER},https://gone.example.com` },
  });
  const findings = await lk.latchkey.doctor();
  const [problem] = findings.filter(({ status }) => status === 'problem');
  assert.deepEqual(codes(findings, 'problem'), ['name_unknown']);
  assert.equal(problem?.subject, 'https://gone.example.com');
  assert.deepEqual(codes(await lk.latchkey.doctor(`${ISSUER}/mcp`), 'problem'), []);
});

for (const mode of ['api_key', 'none'] as const) {
  test(`the mode ${mode} has no documents, and is sound without`, async (t) => {
    const env =
      mode === 'none'
        ? { MCP_AUTH_MODE: 'none' }
        : { MCP_AUTH_MODE: 'api_key', MCP_API_KEY: 'kQ8x2mVt7LpZr4Nc9Wb3Yd6Hs1Jf5Ga0' };
    const lk = await startTestLatchkey(t, { env });
    assert.deepEqual(codes(await lk.latchkey.doctor(), 'problem'), []);
  });
}

test('a home behind a proxy that it does not trust', async (t) => {
  const home = await startDemoHome();
  const inwards = (headers: object) => ({ ...headers, 'x-forwarded-for': '1.2.3.4' });
  const proxy = await startBreakingProxy(t, { inwards });
  proxy.lead(Number(new URL(home.url).port));
  const env = { HOMEASSISTANT_URL: `http://127.0.0.1:${proxy.port}` };
  assert.deepEqual(await problemsOf(t, { home, env }), ['home_proxy_untrusted']);
});

const REMOTE = 'abc.ui.nabu.casa';

/** A Latchkey whose door is Home Assistant Cloud, through an integration that is there or not. */
async function startBehindCloud(t: Ending, has: { integration: boolean; account: boolean }) {
  const home = await startDemoHome();
  const proxy = await startBreakingProxy(t, {
    instead: ({ url }) =>
      has.integration && url === '/api/latchkey/healthz' ? { status: 200 } : undefined,
  });
  proxy.lead(Number(new URL(home.url).port));
  const [ada] = home.people;
  return startHouse(t, {
    home,
    base: `https://${REMOTE}/api/latchkey`,
    addresses: { [REMOTE]: ['93.184.215.14'] },
    breaks: { path: (path) => path.replace(/^\/api\/latchkey(?=\/)/, '') },
    env: {
      HOMEASSISTANT_URL: has.account ? home.url : `http://127.0.0.1:${proxy.port}`,
      ...(has.account && { HOMEASSISTANT_TOKEN: ada?.token ?? '' }),
    },
  });
}

test('a door through Home Assistant is sound when its integration is there', async (t) => {
  const lk = await startBehindCloud(t, { integration: true, account: false });
  const findings = await lk.latchkey.doctor();
  assert.deepEqual(codes(findings, 'problem'), []);
  assert.deepEqual(codes(findings, 'unknown'), ['needs_account']);
});

test('without the integration, or without the cloud, that is the one cause', async (t) => {
  const bare = await startBehindCloud(t, { integration: false, account: false });
  assert.deepEqual(codes(await bare.latchkey.doctor(), 'problem'), ['companion_missing']);
  const alone = await startBehindCloud(t, { integration: false, account: true });
  assert.deepEqual(codes(await alone.latchkey.doctor(), 'problem'), ['nabu_casa_signed_out']);
  await alone.home.stop();
  assert.deepEqual(codes(await alone.latchkey.doctor(), 'problem'), ['home_down']);
});

test('what answers in the place of a home is no home', async (t) => {
  const home = await startDemoHome();
  const proxy = await startBreakingProxy(t, { instead: () => ({ status: 200 }) });
  const env = { HOMEASSISTANT_URL: `http://127.0.0.1:${proxy.port}` };
  assert.deepEqual(await problemsOf(t, { home, env }), ['home_not_home']);
});

test('the home sees no wrong login and nothing secret, whatever the doctor asks', async (t) => {
  const home = await startDemoHome({ loginAttemptsThreshold: 1 });
  const lk = await startHouse(t, {
    home,
    env: { HOMEASSISTANT_TOKEN: home.people[0]?.token ?? '' },
  });
  assert.deepEqual(codes(await lk.latchkey.doctor(), 'problem'), []);
  assert.equal(home.failedLogins(), 0);
});

test('nothing that the doctor sends holds a secret', async (t) => {
  const home = await startDemoHome();
  const seen: string[] = [];
  const lk = await startHouse(t, {
    home,
    env: { HOMEASSISTANT_TOKEN: home.people[0]?.token ?? '' },
    breaks: {
      instead: ({ rawHeaders, url = '' }) => void seen.push(url, ...rawHeaders),
    },
  });
  await lk.latchkey.doctor();
  assert.ok(seen.includes('Bearer the-doctor-asks-whether-this-arrives'));
  for (const { token } of home.people) assert.ok(!seen.join('\n').includes(token));
});
