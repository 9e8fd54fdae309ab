import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InjectOptions } from 'fastify';
import { pino } from 'pino';
import { systemClock } from '../../src/core/clock.ts';
import { systemRandom } from '../../src/core/ids.ts';
import type { SettingsDependencies } from '../../src/settings/dependencies.ts';
import { buildSettingsListener } from '../../src/settings/listener.ts';

/** What every administrator may open; each other address of the settings is 404. */
const PAGES = [
  'GET /',
  'GET /connected',
  'GET /permissions',
  'GET /permissions/home',
  'GET /permissions/person/*',
  'GET /permissions/client/*',
  'GET /servers',
  'GET /servers/add',
  'GET /servers/:name/edit',
  'GET /servers/:name/tools',
  'GET /machines',
  'GET /machines/key',
  'GET /machines/client',
  'GET /machines/issuer',
  'GET /activity',
  'GET /activity/export.jsonl',
  'GET /companion',
  'GET /doctor',
  'GET /keys',
];

/** For an administrator, or a program on this machine; `metrics.test.ts` says which. */
const METRICS = ['GET /metrics'];

/** What an administrator changes; each needs the token of a form of ours. */
const CHANGES: readonly string[] = [
  'POST /address/use',
  'POST /address/add',
  'POST /address/remove',
  'POST /watchdog',
  'POST /home-client/make',
  'POST /home-client/remove',
  'POST /connected/lower',
  'POST /connected/pause',
  'POST /connected/resume',
  'POST /connected/disconnect',
  'POST /connected/disconnect-everything',
  'POST /permissions/preview',
  'POST /permissions/save',
  'POST /permissions/remove',
  'POST /servers/add',
  'POST /servers/:name/edit',
  'POST /servers/:name/remove',
  'POST /servers/:name/refresh',
  'POST /servers/:name/sign-in',
  'POST /servers/:name/approve',
  'POST /servers/:name/put-back',
  'POST /servers/secret-set',
  'POST /servers/secret-remove',
  'POST /servers/debug',
  'POST /machines/key',
  'POST /machines/client',
  'POST /machines/issuer',
  'POST /machines/rotate',
  'POST /machines/remove',
  'POST /companion/install',
  'POST /companion/remove',
  'POST /companion/restart',
  'POST /companion/secret',
  'POST /doctor/look',
  'POST /keys/signing',
  'POST /keys/encryption',
];

/** What ingress lets anybody load: there is nothing of the house in it. */
const ASSETS = /^GET \/assets\/settings-[0-9a-f]{12}\.(css|js)$/;

const SUPERVISOR = '172.30.32.2';
const ADA = {
  id: 'ada',
  name: 'Ada',
  is_active: true,
  is_owner: true,
  group_ids: ['system-admin'],
};
const BEN = {
  id: 'ben',
  name: 'Ben',
  is_active: true,
  is_owner: false,
  group_ids: ['system-users'],
};
const EVE = {
  id: 'eve',
  name: 'Eve',
  is_active: false,
  is_owner: false,
  group_ids: ['system-admin'],
};

async function listener() {
  const routes: string[] = [];
  const deps = {
    log: pino({ level: 'silent' }),
    random: systemRandom,
    clock: systemClock,
    ownHome: async () => ({ command: async () => [ADA, BEN, EVE] }),
  };
  const app = await buildSettingsListener({
    ...(deps as unknown as SettingsDependencies),
    onRoute: ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
    },
  });
  const call = (route: string, options: InjectOptions = {}) => {
    const [method = '', url = ''] = route.split(' ');
    return app.inject({
      method: method as 'GET',
      url: url.replaceAll(/:\w+/g, 'anything'),
      remoteAddress: SUPERVISOR,
      ...options,
    });
  };
  await app.ready();
  return { routes, call };
}

test('has exactly the routes of the table', async () => {
  const { routes } = await listener();
  const others = routes.filter((route) => !ASSETS.test(route));
  assert.deepEqual(others.toSorted(), [...PAGES, ...METRICS, ...CHANGES].toSorted());
});

test('every route refuses any peer but the Supervisor and loopback, whatever its headers say', async () => {
  const { routes, call } = await listener();
  const headers = {
    'x-remote-user-id': ADA.id,
    'x-ingress-path': '/api/hassio_ingress/x',
    'x-forwarded-for': SUPERVISOR,
    'x-real-ip': '127.0.0.1',
    forwarded: `for=${SUPERVISOR}`,
  };
  for (const route of [...routes, 'GET /unknown']) {
    for (const remoteAddress of ['172.30.33.5', '192.168.1.20', '2001:db8::1']) {
      const answer = await call(route, { headers, remoteAddress });
      assert.equal(answer.statusCode, 403, `${route} from ${remoteAddress}`);
    }
  }
});

test('the Supervisor’s own address passes, and an app beside us that claims everything does not', async () => {
  const { routes, call } = await listener();
  const asset = routes.find((route) => ASSETS.test(route)) ?? '';
  assert.equal((await call(asset)).statusCode, 200);
  const mapped = await call(asset, { remoteAddress: `::ffff:${SUPERVISOR}` });
  assert.equal(mapped.statusCode, 200);
  assert.equal((await call(asset, { remoteAddress: '172.30.33.5' })).statusCode, 403);
});

test('every page and change is 403 to whoever is not an active administrator', async () => {
  const { call } = await listener();
  for (const route of [...PAGES, ...METRICS, ...CHANGES]) {
    for (const user of [BEN.id, EVE.id, 'unknown', '']) {
      const answer = await call(route, { headers: { 'x-remote-user-id': user } });
      assert.equal(answer.statusCode, 403, `${route} as ${user}`);
    }
    assert.equal((await call(route)).statusCode, 403, `${route} as nobody`);
  }
});

test('every change is 403 without the token of our own form', async () => {
  const { call } = await listener();
  for (const route of CHANGES) {
    for (const payload of ['', 'csrf=', 'csrf=x', 'csrf=x&csrf=x']) {
      const answer = await call(route, {
        headers: {
          'x-remote-user-id': ADA.id,
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload,
      });
      assert.equal(answer.statusCode, 403, `${route} with ${payload}`);
    }
  }
});
