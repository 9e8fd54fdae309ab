import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeReach } from '../../../src/doctor/checks/reach.ts';
import { judgeRedirect } from '../../../src/doctor/checks/redirects.ts';
import { heard, silent } from '../../support/heard.ts';

test('each way of not answering has its own sentence', () => {
  const code = (kind: Parameters<typeof silent>[0]) => judgeReach('h', silent(kind)).finding;
  assert.equal(code('name'), 'name_unknown');
  assert.equal(code('refused'), 'door_refused');
  assert.equal(code('timeout'), 'door_silent');
  assert.equal(code('broken'), 'door_broken');
  assert.equal(judgeReach('h', heard(500)).finding, 'sound');
});

test('a redirect is told without what follows its path, and one to itself is a loop', () => {
  const to = (location: string) =>
    judgeRedirect('https://mcp.example.com/mcp', heard(302, '', { location }));
  assert.equal(to('https://mcp.example.com/mcp').finding, 'redirect_loop');
  assert.equal(to('http://mcp.example.com/mcp').finding, 'redirect_loop');
  const login = to('https://auth.example.com/login?state=hunter2#hunter2');
  assert.deepEqual(login.params, {
    url: 'https://mcp.example.com/mcp',
    to: 'https://auth.example.com/login',
  });
  assert.deepEqual(to('/mcp/').finding, 'redirected');
  assert.equal(judgeRedirect('https://mcp.example.com/', heard(302)).finding, 'redirect_loop');
  assert.equal(judgeRedirect('https://mcp.example.com/', heard(200)).finding, 'sound');
});
