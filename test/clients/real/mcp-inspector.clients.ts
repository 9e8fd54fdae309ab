import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { startTestLatchkey } from '../../support/latchkey-under-test.ts';
import { tempDir } from '../../support/temp.ts';
import { installed } from './installed.ts';
import { assertLit, darken, TURN_ON } from './kitchen.ts';
import { startPerson } from './person.ts';
import { environmentOf, runProgram } from './program.ts';

const INSPECTOR = {
  from: 'npm',
  name: '@modelcontextprotocol/inspector',
  version: '2.12.0',
} as const;

for (const era of ['legacy', 'modern']) {
  test(`MCP Inspector 2.12.0, command line, era ${era}: signs in, lists and calls`, async (t) => {
    const folder = await installed(INSPECTOR);
    const latchkey = await startTestLatchkey(t);
    const person = await startPerson(t, latchkey.people[0].token);
    const home = tempDir(t);
    const env = {
      ...environmentOf(home, person),
      // It opens a browser without a terminal only when told to.
      MCP_AUTO_OPEN_ENABLED: 'true',
      // The keychain of whoever runs the tests is not ours to use.
      MCP_INSPECTOR_SECRET_STORE: 'file',
    };
    const launcher = join(
      folder,
      'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
    );
    const inspect = async (...args: readonly string[]) => {
      const server = ['--cli', latchkey.url, '--transport', 'http', '--protocol-era', era];
      const how = ['--format', 'json', '--callback-url', 'http://127.0.0.1:0/oauth/callback'];
      const all = [launcher, ...server, ...how, ...args];
      const ran = await runProgram(process.execPath, all, env);
      await person.finished();
      assert.equal(ran.code, 0, ran.complaints + ran.output);
      return ran.output;
    };

    assert.match(await inspect('--method', 'tools/list'), /"call_service"/);
    darken(latchkey);
    const json = JSON.stringify(TURN_ON);
    const call = ['--tool-name', 'call_service', '--tool-args-json', json];
    await inspect('--stored-auth-only', '--method', 'tools/call', ...call);
    await assertLit(latchkey);
    assert.equal(person.opened.length, 1, 'it uses the sign-in it stored');
  });
}
