import assert from 'node:assert/strict';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { doctorLines } from '../../src/cli/doctor-lines.ts';
import { type Finding, problem, SOUND } from '../../src/doctor/finding.ts';
import { runLatchkey } from '../support/command-line.ts';
import { startHouse } from '../support/house-with-doctor.ts';
import { lastly } from '../support/lastly.ts';
import { freePort, startTestLatchkey } from '../support/latchkey-under-test.ts';
import { tempDir } from '../support/temp.ts';

test('doctor asks the Latchkey that runs, a line for each check, and ends with 0', async (t) => {
  const lk = await startHouse(t);
  const ran = await runLatchkey(['doctor', '--data-dir', lk.dataDir]);
  assert.equal(ran.code, 0, ran.out + ran.err);
  assert.match(ran.out, /^Latchkey\n {2}✓ Latchkey is running\n/);
  assert.match(ran.out, /\nThe address https:\/\/mcp\.example\.com\n {2}✓ /);
  assert.match(ran.out, /\nHome Assistant \(home\)\n {2}✓ /);
  assert.match(ran.out, /Nothing keeps assistants from connecting/);
  assert.equal(ran.err, '');
});

test('doctor names the problem with its fix, and ends with 1', async (t) => {
  const lk = await startHouse(t);
  const line = ['doctor', '--url', 'https://mcp.example.com/mcp/mcp', '--data-dir', lk.dataDir];
  const ran = await runLatchkey(line);
  assert.equal(ran.code, 1);
  assert.match(ran.out, / {2}✗ .*\n {6}.* ends in \/mcp twice\.\n {6}→ Give the assistant https:/);
  assert.match(ran.out, /There is one problem\. .*\n→ Give the assistant .*\/mcp\n$/);
  const told = JSON.parse((await runLatchkey([...line, '--json'])).out);
  assert.equal(told.sound, false);
  assert.equal(told.next.finding, 'url_mcp_twice');
  assert.match(told.next.sentence, /twice/);
  assert.ok(told.findings.length > 20);
});

test('without a Latchkey that runs it says so, and looks at what there is', async (t) => {
  const lk = await startTestLatchkey(t);
  const env = { ...lk.env, MCP_PORT: String(await freePort()), MCP_DATA_DIR: tempDir(t) };
  const ran = await runLatchkey(['doctor', '--json'], { env });
  assert.equal(ran.code, 1, ran.err);
  const { next, findings } = JSON.parse(ran.out);
  assert.equal(next.finding, 'not_running');
  const problems = findings.filter(({ status }: Finding) => status === 'problem');
  assert.equal(problems.length, 1);
  const home = findings.find(({ check }: Finding) => check === 'home_reach');
  assert.equal(home.status, 'ok');
});

test('settings that are refused are the one thing that it says', async () => {
  const env = { MCP_BASE_URL: 'http://mcp.example.com', MCP_DATA_DIR: '/nowhere' };
  const ran = await runLatchkey(['doctor'], { env });
  assert.equal(ran.code, 1);
  assert.match(ran.out, /Change http:\/\/ to https:\/\/ for mcp\.example\.com/);
});

test('wrong use is 2, and help has an example and says what to do next', async () => {
  for (const line of [['--nonsense'], ['sideways'], ['--url']]) {
    const ran = await runLatchkey(['doctor', ...line]);
    assert.equal(ran.code, 2);
    assert.match(ran.err, /Usage: latchkey doctor/);
  }
  const help = await runLatchkey(['doctor', '--help']);
  assert.equal(help.code, 0);
  assert.match(help.out, /^Usage: latchkey doctor[\s\S]*\nExamples:\n {2}latchkey[\s\S]*\nNext: /);
});

test('what takes longer than a second shows how far it is', async (t) => {
  const sockets = new Set<Socket>();
  const deaf = createServer((socket) => void sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  lastly(t, () => {
    for (const socket of sockets) socket.destroy();
    deaf.close();
  });
  const { port } = deaf.address() as AddressInfo;
  const env = { HOMEASSISTANT_URL: `http://127.0.0.1:${port}` };
  const lk = await startHouse(t, { env, timeoutMs: 2_500 });
  const ran = await runLatchkey(['doctor', '--data-dir', lk.dataDir]);
  assert.equal(ran.code, 1);
  assert.match(ran.err, /^Looking… \d+ of \d+ checks are done\.$/m);
  assert.match(ran.out, /Home Assistant does not answer at/);
});

test('a stranger’s words move no cursor', () => {
  const about = { about: 'door', subject: 'https://h' } as const;
  const params = { url: 'https://h/x', expected: 'https://h', actual: '\u001b[2Jgone' };
  const lines = doctorLines([
    { ...about, check: 'name', ...SOUND },
    { ...about, check: 'issuer', ...problem('issuer_other', params) },
  ]);
  assert.ok(lines.every((line) => !line.includes('\u001b')));
});
