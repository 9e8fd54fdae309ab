import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeBodies } from '../../../src/doctor/checks/bodies.ts';
import { judgeCaches } from '../../../src/doctor/checks/caches.ts';
import { judgeDocuments } from '../../../src/doctor/checks/documents.ts';
import { judgeIssuer } from '../../../src/doctor/checks/issuer.ts';
import type { Compared } from '../../../src/doctor/compared.ts';
import { documentsOf } from '../../../src/doctor/paths.ts';
import { frontDoor } from '../../../src/net/front-doors.ts';
import { answer, heard, silent } from '../../support/heard.ts';

const OURS = { issuer: 'https://mcp.example.com', token_endpoint: 'https://mcp.example.com/token' };
const URL_OF_IT = 'https://mcp.example.com/.well-known/oauth-authorization-server';

const compared = (...given: Parameters<typeof heard>): Compared => ({
  url: URL_OF_IT,
  path: '/.well-known/oauth-authorization-server',
  heard: heard(...given),
  own: answer(200, OURS),
});

test('every place that an assistant may look at is among the documents', () => {
  const plain = documentsOf(frontDoor('https://mcp.example.com'));
  assert.ok(plain.includes('/.well-known/oauth-protected-resource/mcp'));
  assert.ok(plain.includes('/.well-known/oauth-protected-resource'));
  assert.ok(plain.includes('/.well-known/openid-configuration'));
  const below = documentsOf(frontDoor('https://abc.ui.nabu.casa/api/latchkey'));
  assert.ok(below.includes('/.well-known/oauth-protected-resource/api/latchkey/mcp'));
  assert.ok(below.includes('/api/latchkey/jwks'));
  assert.ok(!below.includes('/.well-known/oauth-authorization-server'));
});

test('a document that does not come through is missing', () => {
  assert.equal(judgeDocuments([compared(200, OURS)]).finding, 'sound');
  assert.equal(judgeDocuments([]).finding, 'sound');
  assert.equal(judgeDocuments([compared(200), compared(404)]).finding, 'document_missing');
  assert.equal(judgeDocuments([compared(429)]).status, 'unknown');
  const broken = { ...compared(200), heard: silent('broken') };
  assert.equal(judgeDocuments([broken]).finding, 'door_broken');
});

test('an old copy is one that a new question gets past, or that says so', () => {
  const old = { issuer: 'https://old.example.com' };
  const code = (changed: Compared, fresh = heard(200, old)) => judgeCaches(changed, fresh).finding;
  assert.equal(code(compared(200, old), heard(200, OURS)), 'document_cached');
  assert.equal(code(compared(200, old)), 'sound');
  for (const headers of [
    { age: '17' },
    { 'cf-cache-status': 'HIT' },
    { 'x-cache': 'Hit from cloudfront' },
    { 'x-cache-status': 'HIT' },
  ]) {
    assert.equal(code(compared(200, old, headers)), 'document_cached', JSON.stringify(headers));
  }
  assert.equal(code(compared(200, old, { age: '0', 'cf-cache-status': 'MISS' })), 'sound');
});

test('the issuer is compared letter by letter', () => {
  assert.equal(judgeIssuer([compared(200, OURS)]).finding, 'sound');
  for (const issuer of [
    'https://mcp.example.com/',
    'http://mcp.example.com',
    'https://x.example',
  ]) {
    const verdict = judgeIssuer([compared(200, { ...OURS, issuer })]);
    assert.deepEqual(verdict.params, { url: URL_OF_IT, expected: OURS.issuer, actual: issuer });
  }
  assert.equal(judgeIssuer([compared(200, 'not JSON')]).finding, 'sound');
  const long = judgeIssuer([compared(200, { issuer: 'x'.repeat(9_000) })]);
  assert.equal((long.params as { actual: string }).actual.length, 200);
});

test('the resource and its authorization server are compared as well', () => {
  const own = answer(200, {
    resource: 'https://mcp.example.com/mcp',
    authorization_servers: ['https://mcp.example.com'],
  });
  const of = (document: object) => judgeIssuer([{ ...compared(200, document), own }]).finding;
  assert.equal(of(JSON.parse(String(own.body))), 'sound');
  assert.equal(of({ resource: 'https://mcp.example.com' }), 'issuer_other');
  assert.equal(of({ authorization_servers: ['https://auth.example.com'] }), 'issuer_other');
});

test('one byte more is another document', () => {
  assert.equal(judgeBodies([compared(200, OURS)]).finding, 'sound');
  assert.equal(
    judgeBodies([compared(200, OURS), compared(200, `${JSON.stringify(OURS)}\n`)]).finding,
    'document_altered',
  );
});
