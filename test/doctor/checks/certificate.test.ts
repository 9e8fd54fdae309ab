import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY } from '../../../src/core/clock.ts';
import { judgeCertificate } from '../../../src/doctor/checks/certificate.ts';
import { answer, heard, silent } from '../../support/heard.ts';

const NOW = 1_800_000_000_000;
const HOST = 'mcp.example.com';

for (const [code, expected] of [
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate_self_signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate_self_signed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate_incomplete'],
  ['CERT_HAS_EXPIRED', 'certificate_expired'],
  ['CERT_NOT_YET_VALID', 'certificate_not_yet_valid'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_other_name'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate_untrusted'],
] as const) {
  test(`${code} is ${expected}`, () => {
    assert.equal(judgeCertificate(HOST, silent('certificate', code), NOW).finding, expected);
  });
}

test('a certificate that ends soon is a warning, and one that does not is sound', () => {
  const ends = (inDays: number) => ({
    ok: true as const,
    value: { ...answer(200), certificateEnds: NOW + inDays * DAY },
  });
  assert.equal(judgeCertificate(HOST, ends(30), NOW).finding, 'sound');
  const soon = judgeCertificate(HOST, ends(3.5), NOW);
  assert.deepEqual([soon.status, soon.params], ['warning', { host: HOST, days: 3 }]);
});

test('http where https should be, and what is not about certificates at all', () => {
  assert.equal(judgeCertificate(HOST, silent('not_https'), NOW).finding, 'not_https');
  assert.equal(judgeCertificate(HOST, silent('refused'), NOW).finding, 'sound');
  assert.equal(judgeCertificate(HOST, heard(200), NOW).finding, 'sound');
});
