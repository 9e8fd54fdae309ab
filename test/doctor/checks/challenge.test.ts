import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeBots } from '../../../src/doctor/checks/bots.ts';
import { judgeChallenge } from '../../../src/doctor/checks/challenge.ts';
import { judgeAuthorization, judgeHeaders } from '../../../src/doctor/checks/headers.ts';
import { answer, heard, silent } from '../../support/heard.ts';

const URL_OF_IT = 'https://mcp.example.com/mcp';
const CHALLENGE = 'Bearer resource_metadata="https://mcp.example.com/x", scope="home:read"';
const own = answer(401, '', { 'www-authenticate': CHALLENGE });

test('the challenge has to arrive as it is', () => {
  const code = (...given: Parameters<typeof heard>) =>
    judgeChallenge(URL_OF_IT, heard(...given), own).finding;
  assert.equal(code(401, '', { 'www-authenticate': CHALLENGE }), 'sound');
  assert.equal(code(401), 'challenge_stripped');
  assert.equal(code(401, '', { 'www-authenticate': 'Bearer' }), 'challenge_altered');
  assert.equal(code(405), 'mcp_unexpected');
  assert.equal(code(429), 'could_not_look');
  assert.equal(judgeChallenge(URL_OF_IT, silent('timeout'), own).status, 'unknown');
});

test('a token that never arrived is not told to be wrong', () => {
  const told = answer(401, '', { 'www-authenticate': 'Bearer error="invalid_token"' });
  const code = (arrived: Parameters<typeof judgeAuthorization>[1]) =>
    judgeAuthorization(URL_OF_IT, arrived, told).finding;
  assert.equal(code({ ok: true, value: told }), 'sound');
  assert.equal(code(heard(401, '', { 'www-authenticate': CHALLENGE })), 'authorization_stripped');
  assert.equal(code(silent('broken')), 'could_not_look');
});

test('what only browsers need is a warning, whatever its blanks and case', () => {
  const served = answer(200, '', {
    'content-type': 'application/json; charset=utf-8',
    'access-control-allow-origin': '*',
  });
  const code = (headers: Readonly<Record<string, string>>) =>
    judgeHeaders(URL_OF_IT, answer(200, '', headers), served);
  const type = 'application/json;charset=UTF-8';
  assert.equal(code({ 'content-type': type, 'access-control-allow-origin': '*' }).finding, 'sound');
  const lost = code({ 'content-type': type });
  assert.deepEqual([lost.status, lost.finding], ['warning', 'header_stripped']);
  assert.equal(
    code({ 'content-type': 'text/html', 'access-control-allow-origin': '*' }).finding,
    'header_stripped',
  );
});

test('an assistant that is answered otherwise than the rest is blocked', () => {
  const claude = (arrived: ReturnType<typeof heard>) =>
    judgeBots([{ assistant: 'Claude.ai', usual: heard(200), heard: arrived }]);
  assert.equal(claude(heard(200)).finding, 'sound');
  assert.deepEqual(claude(heard(403)).params, { assistant: 'Claude.ai', status: 403 });
  assert.deepEqual(claude(silent('broken')).params, { assistant: 'Claude.ai', status: 0 });
});
