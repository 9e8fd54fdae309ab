import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeHomeBan } from '../../../src/doctor/checks/home-ban.ts';
import { judgeHomeCertificate } from '../../../src/doctor/checks/home-certificate.ts';
import { judgeHomeProxy } from '../../../src/doctor/checks/home-proxy.ts';
import { homeReach, judgeHomeReach } from '../../../src/doctor/checks/home-reach.ts';
import { judgeHomeVersion } from '../../../src/doctor/checks/home-version.ts';
import { heard, silent } from '../../support/heard.ts';

const URL_OF_IT = 'http://homeassistant.local:8123';
const MANIFEST = { name: 'Home Assistant', short_name: 'Home Assistant' };

test('a certificate that is not trusted, or not checked', () => {
  const home = { name: 'home', url: 'https://ha.example.com', verifyTls: true };
  assert.equal(judgeHomeCertificate(home, heard(200)).finding, 'sound');
  const untrusted = silent('certificate', 'CERT_HAS_EXPIRED');
  assert.equal(judgeHomeCertificate(home, untrusted).finding, 'home_certificate');
  assert.equal(judgeHomeCertificate(home, silent('not_https')).finding, 'home_not_https');
  assert.equal(judgeHomeCertificate(home, silent('refused')).finding, 'sound');
  const unchecked = judgeHomeCertificate({ ...home, verifyTls: false }, heard(200));
  assert.equal(unchecked.finding, 'home_certificate_unchecked');
});

test('only a home is a home', () => {
  const code = (arrived: ReturnType<typeof heard>) => judgeHomeReach(URL_OF_IT, arrived).finding;
  assert.equal(code(heard(200, MANIFEST)), 'sound');
  assert.equal(code(heard(200, '<h1>Router</h1>')), 'home_not_home');
  assert.equal(code(heard(404)), 'home_not_home');
  assert.equal(code(heard(502)), 'home_down');
  assert.equal(code(heard(301, '', { location: 'https://ha.example.com/x' })), 'home_redirects');
  assert.equal(code(silent('name')), 'home_name_unknown');
  assert.equal(code(silent('refused')), 'home_down');
  assert.equal(code(silent('timeout')), 'home_down');
});

test('a home that is elsewhere on the same host is named, also behind its own proxy', async () => {
  const asked: string[] = [];
  const verdict = await homeReach.run({
    name: 'home',
    home: { name: 'home', url: URL_OF_IT, verifyTls: true },
    carries: [],
    usualPorts: [8123, 80, 443],
    companionVersion: undefined,
    version: async () => undefined,
    ask: async (url) => {
      asked.push(url);
      return url.startsWith('https:') ? heard(200, MANIFEST) : silent('refused');
    },
  });
  assert.deepEqual(asked, [
    'http://homeassistant.local:8123/manifest.json',
    'http://homeassistant.local/manifest.json',
    'https://homeassistant.local/manifest.json',
  ]);
  assert.deepEqual(verdict.params, { url: URL_OF_IT, right: 'https://homeassistant.local' });
});

test('a ban is 403 and an untrusted proxy 400', () => {
  assert.equal(judgeHomeBan(URL_OF_IT, heard(403)).finding, 'home_banned');
  assert.equal(judgeHomeBan(URL_OF_IT, heard(200)).finding, 'sound');
  assert.equal(judgeHomeProxy(URL_OF_IT, heard(400)).finding, 'home_proxy_untrusted');
  assert.equal(judgeHomeProxy(URL_OF_IT, heard(200)).finding, 'sound');
});

test('versions are compared as numbers', () => {
  const code = (version?: string) => judgeHomeVersion(version).finding;
  assert.equal(code('2026.11.0'), 'sound');
  assert.equal(code('2024.4.0b1'), 'sound');
  assert.equal(code('2024.10.1'), 'sound');
  assert.equal(code('2024.3.3'), 'home_too_old');
  assert.equal(code('2023.12.4'), 'home_too_old');
  assert.equal(code('0.118.5'), 'could_not_look');
  assert.equal(code(), 'could_not_look');
  assert.equal(code('nonsense'), 'could_not_look');
});
