import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeIdentity } from '../../../src/doctor/checks/identity.ts';
import { answer, heard, silent } from '../../support/heard.ts';

const code = (...given: Parameters<typeof heard>) =>
  judgeIdentity({
    url: 'https://mcp.example.com/healthz',
    heard: heard(...given),
    own: answer(200, { status: 'ok' }),
    ownNothing: answer(404, { error: 'not_found' }),
  }).finding;

test('only our own answer is ours', () => {
  assert.equal(code(200, { status: 'ok' }), 'sound');
  assert.equal(code(200, '<h1>It works!</h1>'), 'elsewhere');
  assert.equal(code(404, 'no such page'), 'elsewhere');
  assert.equal(code(500, { status: 'ok' }), 'elsewhere');
});

test('what stands in its place is told apart', () => {
  assert.equal(code(403, { error: 'unknown_host' }), 'host_rewritten');
  assert.equal(code(404, { error: 'not_found' }), 'path_rewritten');
  assert.equal(code(401, '', { 'www-authenticate': 'Basic' }), 'password_in_front');
  assert.equal(code(403, 'blocked'), 'door_forbidden');
  for (const status of [502, 503, 504, 522, 530]) assert.equal(code(status), 'proxy_no_answer');
});

test('no answer says nothing here', () => {
  const none = { url: 'https://h/healthz', own: answer(200), ownNothing: answer(404) };
  assert.equal(judgeIdentity({ ...none, heard: silent('broken') }).status, 'unknown');
});
