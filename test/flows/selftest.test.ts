import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Fetch } from '../../src/doctor/selftest/http.ts';
import type { SelftestReport } from '../../src/doctor/selftest/report.ts';
import { runSelftest } from '../../src/doctor/selftest/selftest.ts';
import { freePort, startTestLatchkey } from '../support/latchkey-under-test.ts';

const { base, url, people, latchkey, dataDir } = await startTestLatchkey({ after });
const [ada, ben] = people;

const STEPS = [
  'discovery',
  'registration',
  'authorization',
  'consent',
  'tokens',
  'tools',
  'tool call',
  'refresh',
  'renewed call',
  'revocation',
  'refusal',
];

async function selftest(options: { url?: string; token?: string; fetch?: Fetch }) {
  const lines: string[] = [];
  const report = await runSelftest({ url, log: (line) => void lines.push(line), ...options });
  return { report, lines };
}

function failureOf({ steps, outcome, next }: SelftestReport) {
  assert.equal(outcome, 'failed');
  const last = steps.at(-1);
  assert.equal(last?.status, 'failed');
  assert.equal(last.todo, next);
  assert.match(last.detail, /\.$/);
  assert.match(next, /\.$/);
  return { step: last.name, detail: last.detail };
}

/** Changes answers on their way to the selftest, as a proxy in front of Latchkey might. */
function behindProxy(
  change: (
    request: { url: URL; method: string },
    response: Response,
  ) => Response | Promise<Response>,
): Fetch {
  return async (to, init) => {
    return change({ url: new URL(to), method: init.method ?? 'GET' }, await fetch(to, init));
  };
}

test('every step passes, from the base URL or the MCP address, and leaves no grant behind', async () => {
  for (const from of [base, `${base}/`, url]) {
    const { report, lines } = await selftest({ url: from, token: ada.token });
    assert.equal(report.outcome, 'passed', lines.join('\n'));
    assert.deepEqual(
      report.steps.map(({ name }) => name),
      STEPS,
    );
    assert.equal(lines.length, STEPS.length);
    for (const line of lines) assert.match(line, /^ok {6}.+\d+ ms$/);
    assert.match(lines.join('\n'), /home_overview as Ada/);
  }
  for (const grant of await latchkey.store.grants()) {
    assert.equal(grant.endedReason, 'revoked_by_client');
    assert.deepEqual(grant.scope, ['home:read', 'energy:read'], 'it asks for no more than to look');
  }
});

test('it acts as the person whose token it was given', async () => {
  const { lines } = await selftest({ token: ben.token });
  assert.match(lines.join('\n'), /home_overview as Ben/);
});

test('no token or code is in what it says', async () => {
  const { report, lines } = await selftest({ token: ada.token });
  const said = JSON.stringify(report) + lines.join('\n');
  assert.ok(!said.includes(ada.token));
  assert.doesNotMatch(said, /eyJ|[A-Za-z0-9_-]{43}/);
});

test('without a token it stops at the form and says how to go on', async () => {
  const { report } = await selftest({});
  assert.equal(report.outcome, 'stopped');
  assert.deepEqual(
    report.steps.map(({ name }) => name),
    STEPS.slice(0, 3),
  );
  assert.match(report.next, /--token/);
});

test('a token the home does not accept fails at the consent form, in the page’s words', async () => {
  const { report } = await selftest({ token: 'no-token' });
  const { step, detail } = failureOf(report);
  assert.equal(step, 'consent');
  assert.match(detail, /That is not a long-lived access token/);
});

test('an address where nothing listens is said so', async () => {
  const { report } = await selftest({ url: `http://127.0.0.1:${await freePort()}` });
  assert.match(failureOf(report).detail, /Nothing listens at 127\.0\.0\.1/);
});

function without(response: Response, header: string): Response {
  const { body, status } = response;
  const headers = new Headers(response.headers);
  headers.delete(header);
  return new Response(body, { status, headers });
}

const PROXIES: readonly { name: string; proxy: Fetch; step: string; about: RegExp }[] = [
  {
    name: 'redirects to a login page',
    proxy: behindProxy(({ url: to }, response) =>
      to.pathname === '/mcp'
        ? new Response(null, { status: 302, headers: { Location: 'https://login.example/' } })
        : response,
    ),
    step: 'discovery',
    about: /redirects to https:\/\/login\.example/,
  },
  {
    name: 'drops the WWW-Authenticate header',
    proxy: behindProxy((_request, response) => without(response, 'www-authenticate')),
    step: 'discovery',
    about: /no WWW-Authenticate/,
  },
  {
    name: 'answers the well-known documents itself',
    proxy: behindProxy(({ url: to }, response) =>
      to.pathname.startsWith('/.well-known/') ? new Response('<html>', { status: 200 }) : response,
    ),
    step: 'discovery',
    about: /did not answer with a JSON object/,
  },
  {
    name: 'rewrites the resource',
    proxy: behindProxy(async ({ url: to }, response) =>
      to.pathname.startsWith('/.well-known/oauth-protected-resource')
        ? new Response((await response.text()).replace('/mcp"', '/mcp/"'), response)
        : response,
    ),
    step: 'discovery',
    about: /its metadata says .*\/mcp\//,
  },
  {
    name: 'rewrites the issuer',
    proxy: behindProxy(async ({ url: to }, response) =>
      to.pathname.startsWith('/.well-known/oauth-authorization-server')
        ? new Response((await response.text()).replace(`"${base}"`, `"${base}/"`), response)
        : response,
    ),
    step: 'discovery',
    about: /names another issuer/,
  },
  {
    name: 'blocks POST to /register',
    proxy: behindProxy(({ url: to }, response) =>
      to.pathname === '/register' ? new Response('no', { status: 403 }) : response,
    ),
    step: 'registration',
    about: /\/register answered 403/,
  },
  {
    name: 'swallows cookies',
    proxy: behindProxy((_request, response) => without(response, 'set-cookie')),
    step: 'authorization',
    about: /another browser/,
  },
  {
    name: 'fails on /token',
    proxy: behindProxy(({ url: to }, response) =>
      to.pathname === '/token' ? new Response('bad gateway', { status: 502 }) : response,
    ),
    step: 'tokens',
    about: /\/token answered 502/,
  },
  {
    name: 'lets nobody revoke',
    proxy: async (to, init) =>
      to.endsWith('/revoke') ? new Response(null, { status: 200 }) : fetch(to, init),
    step: 'refusal',
    about: /revoked access token was answered 200/,
  },
];

for (const { name, proxy, step, about } of PROXIES) {
  test(`a proxy that ${name} is found out`, async () => {
    const { report } = await selftest({ token: ada.token, fetch: proxy });
    const failure = failureOf(report);
    assert.equal(failure.step, step, failure.detail);
    assert.match(failure.detail, about);
  });
}

function command(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const cli = join(import.meta.dirname, '../../src/cli.ts');
    const child = execFile(process.execPath, [cli, 'selftest', ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test('the command exits with 0, 1 or 2, and prints lines or one JSON document', async () => {
  const passed = await command('--url', url, '--token', ben.token, '--json');
  assert.equal(passed.code, 0, passed.stderr);
  assert.equal((JSON.parse(passed.stdout) as SelftestReport).outcome, 'passed');

  const stopped = await command('--url', base);
  assert.equal(stopped.code, 0);
  assert.match(stopped.stdout, /^ok {6}discovery[\s\S]*Stopped before signing in/);

  const failed = await command('--url', base, '--token', 'no-token');
  assert.equal(failed.code, 1);
  assert.match(failed.stdout, /^FAILED {2}consent: /m);

  for (const wrong of [[], ['--url', 'nonsense'], ['--url', base, '--what']]) {
    const { code, stderr } = await command(...wrong);
    assert.equal(code, 2);
    assert.match(stderr, /Usage: latchkey selftest/);
  }
});

test('--demo takes the token that the demo wrote, and only for this machine', async () => {
  const demo = { home_url: 'http://127.0.0.1:1', people: [{ name: 'Ada', token: ada.token }] };
  writeFileSync(join(dataDir, 'demo.json'), JSON.stringify(demo));
  const passed = await command('--url', base, '--demo', '--data-dir', dataDir);
  assert.equal(passed.code, 0, passed.stdout + passed.stderr);
  assert.match(passed.stdout, /home_overview as Ada/);

  const missing = await command('--url', base, '--demo', '--data-dir', join(dataDir, 'nowhere'));
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /no demo\.json/);
  const elsewhere = await command('--url', 'https://home.example', '--demo');
  assert.equal(elsewhere.code, 2);
  assert.match(elsewhere.stderr, /on this machine/);
});
