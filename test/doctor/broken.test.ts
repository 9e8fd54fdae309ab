import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HOUR } from '../../src/core/clock.ts';
import { startDemoHome } from '../../src/demo/demo-home.ts';
import { adviceOf, type Finding, type FindingCode } from '../../src/doctor/finding.ts';
import { doctor } from '../../src/words/en/doctor.ts';
import { selfSigned } from '../support/certificate.ts';
import { startHouse } from '../support/house-with-doctor.ts';
import { freePort, startTestLatchkey, TestClock } from '../support/latchkey-under-test.ts';
import { canMountSmallDisks, mountSmallDisk } from '../support/small-disk.ts';
import { tempDir } from '../support/temp.ts';

const ISSUER = 'https://mcp.example.com';

/** Exactly one problem, of that code and in a sentence of its own. */
function assertOnly(findings: readonly Finding[], code: FindingCode): Finding {
  const problems = findings.filter(({ status }) => status === 'problem');
  assert.deepEqual(
    problems.map(({ finding }) => finding),
    [code],
    JSON.stringify(findings.filter(({ status }) => status !== 'ok')),
  );
  const [only] = problems as [Finding];
  const { sentence, fix } = adviceOf(only, doctor);
  assert.ok(sentence.length > 15 && fix.length > 15);
  return only;
}

test('the doctor is silent on a sound set-up, and looks at all of it', async (t) => {
  const lk = await startHouse(t);
  const findings = await lk.latchkey.doctor();
  assert.deepEqual(
    findings.filter(({ status }) => status !== 'ok'),
    [],
  );
  assert.equal(findings.length, Object.keys(doctor.checks).length);
});

test('broken: the base URL has a name that leads nowhere', async (t) => {
  const lk = await startHouse(t, { base: 'https://mpc.example.com' });
  assertOnly(await lk.latchkey.doctor(), 'name_unknown');
});

test('broken: the base URL leads to another server', async (t) => {
  const instead = () => ({ status: 200, body: Buffer.from('<h1>It works!</h1>') });
  const lk = await startHouse(t, { breaks: { instead } });
  assertOnly(await lk.latchkey.doctor(), 'elsewhere');
});

test('broken: the assistant was given the address of something else', async (t) => {
  const lk = await startHouse(t);
  assertOnly(await lk.latchkey.doctor('https://home.example.com/mcp'), 'url_not_a_door');
});

test('broken: the assistant was given /mcp twice', async (t) => {
  const lk = await startHouse(t);
  const found = assertOnly(await lk.latchkey.doctor(`${ISSUER}/mcp/mcp`), 'url_mcp_twice');
  assert.match(adviceOf(found, doctor).fix, /https:\/\/mcp\.example\.com\/mcp$/);
});

test('broken: the proxy adds /mcp once more', async (t) => {
  const lk = await startHouse(t, { breaks: { path: (path) => `/mcp${path}` } });
  assertOnly(await lk.latchkey.doctor(), 'path_rewritten');
});

test('broken: a port in the URL', async (t) => {
  const lk = await startHouse(t, { base: `${ISSUER}:8443` });
  assertOnly(await lk.latchkey.doctor(), 'url_port');
});

test('broken: the assistant was given http', async (t) => {
  const lk = await startHouse(t);
  assertOnly(await lk.latchkey.doctor('http://mcp.example.com/mcp'), 'url_http');
});

test('broken: the proxy speaks plain http', async (t) => {
  const lk = await startHouse(t, { shows: 'none' });
  assertOnly(await lk.latchkey.doctor(), 'not_https');
});

test('broken: the proxy strips WWW-Authenticate', async (t) => {
  const lk = await startHouse(t, {
    breaks: {
      outwards: ({ headers: { 'www-authenticate': _, ...headers }, ...rest }) => ({
        ...rest,
        headers,
      }),
    },
  });
  assertOnly(await lk.latchkey.doctor(), 'challenge_stripped');
});

test('broken: the proxy alters a body', async (t) => {
  const lk = await startHouse(t, {
    breaks: {
      outwards: (passing, { url = '' }) =>
        url.includes('oauth-authorization-server')
          ? {
              ...passing,
              body: Buffer.from(JSON.stringify(JSON.parse(`${passing.body}`), null, 1)),
            }
          : passing,
    },
  });
  assertOnly(await lk.latchkey.doctor(), 'document_altered');
});

test('broken: a cache gives out the metadata of before', async (t) => {
  const before = { issuer: 'https://before.example.com' };
  const lk = await startHouse(t, {
    breaks: {
      outwards: (passing, { url = '' }) =>
        url === '/.well-known/oauth-authorization-server'
          ? { ...passing, body: Buffer.from(JSON.stringify(before)) }
          : passing,
    },
  });
  assertOnly(await lk.latchkey.doctor(), 'document_cached');
});

test('broken: a cache that no question gets past says itself what it is', async (t) => {
  const lk = await startHouse(t, {
    breaks: {
      outwards: (passing, { url = '' }) =>
        url.startsWith('/.well-known/')
          ? { ...passing, headers: { ...passing.headers, age: '86400' }, body: Buffer.from('{}') }
          : passing,
    },
  });
  assertOnly(await lk.latchkey.doctor(), 'document_cached');
});

test('broken: 403 for the user agent of a bot', async (t) => {
  const lk = await startHouse(t, {
    breaks: {
      instead: ({ headers }) =>
        /Claude|GPT|python/.test(headers['user-agent'] ?? '') ? { status: 403 } : undefined,
    },
  });
  assertOnly(await lk.latchkey.doctor(), 'bots_blocked');
});

test('broken: 403 for the user agent of a bot that posts', async (t) => {
  const lk = await startHouse(t, {
    breaks: {
      instead: ({ method, headers }) =>
        method === 'POST' && headers['user-agent'] === 'Claude-User' ? { status: 403 } : undefined,
    },
  });
  assertOnly(await lk.latchkey.doctor(), 'bots_blocked');
});

test('broken: the proxy leads to another Latchkey, with another issuer', async (t) => {
  const other = await startTestLatchkey(t);
  const lk = await startHouse(t, {
    breaks: {
      to: () => other.port,
      inwards: (headers) => ({ ...headers, host: `127.0.0.1:${other.port}` }),
    },
  });
  const found = assertOnly(await lk.latchkey.doctor(), 'issuer_other');
  assert.match(adviceOf(found, doctor).sentence, new RegExp(`names ${other.base}`));
});

test('broken: a self-signed certificate', async (t) => {
  const lk = await startHouse(t, { shows: selfSigned(['mcp.example.com']) });
  assertOnly(await lk.latchkey.doctor(), 'certificate_self_signed');
});

test('broken: the clock is off by an hour', async (t) => {
  const clock = new TestClock(Date.now() + HOUR);
  const lk = await startHouse(t, { clock: clock.read });
  const found = assertOnly(await lk.latchkey.doctor(), 'clock_off');
  assert.equal((found.params as { minutes: number }).minutes, 60);
});

test('broken: the home has banned our address', async (t) => {
  const home = await startDemoHome({ loginAttemptsThreshold: 1 });
  const lk = await startHouse(t, { home });
  for (let wrong = 0; wrong < 3; wrong += 1) {
    await fetch(`${home.url}/api/`, { headers: { Authorization: 'Bearer wrong' } });
  }
  assertOnly(await lk.latchkey.doctor(), 'home_banned');
});

test('broken: the home is down', async (t) => {
  const lk = await startHouse(t);
  await lk.home.stop();
  assertOnly(await lk.latchkey.doctor(), 'home_down');
});

test('broken: the home is on another port', async (t) => {
  const home = await startDemoHome();
  const nobody = await freePort();
  const lk = await startHouse(t, {
    home,
    homePorts: [Number(new URL(home.url).port)],
    env: { HOMEASSISTANT_URL: `http://127.0.0.1:${nobody}` },
  });
  const found = assertOnly(await lk.latchkey.doctor(), 'home_other_port');
  assert.equal((found.params as { right: string }).right, home.url);
});

if (canMountSmallDisks()) {
  test('broken: the disk is full', async (t) => {
    const disk = join(tempDir(t), 'disk');
    mkdirSync(disk);
    assert.ok(mountSmallDisk(disk, '24m'));
    const endings: (() => unknown)[] = [() => spawnSync('umount', [disk])];
    try {
      const during = { after: (end: () => unknown) => void endings.unshift(end) };
      const lk = await startHouse(during, { env: { MCP_DATA_DIR: disk } });
      assert.throws(() => {
        const megabyte = Buffer.alloc(1 << 20);
        for (let n = 0; n < 30; n += 1) appendFileSync(join(disk, 'ballast'), megabyte);
      }, /ENOSPC/);
      assertOnly(await lk.latchkey.doctor(), 'disk_full');
    } finally {
      for (const end of endings) await end();
    }
  });
}
