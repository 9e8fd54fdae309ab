import { join } from 'node:path';
import { test } from 'node:test';
import { startTestLatchkey } from '../../support/latchkey-under-test.ts';
import { tempDir } from '../../support/temp.ts';
import { installed } from './installed.ts';
import { assertDone, darken } from './kitchen.ts';
import { startPerson } from './person.ts';
import { environmentOf, runProgram } from './program.ts';

const OPENID_CLIENT = { from: 'npm', name: 'openid-client', version: '6.8.9' } as const;
const DRIVER = join(import.meta.dirname, 'drivers', 'openid-client.mjs');

for (const method of ['none', 'client_secret_basic', 'client_secret_post']) {
  test(`openid-client 6.8.9, ${method}: signs in, lists the tools and turns on a light`, async (t) => {
    const folder = await installed(OPENID_CLIENT);
    const latchkey = await startTestLatchkey(t);
    const person = await startPerson(t, latchkey.people[0].token);
    const library = join(folder, 'node_modules', 'openid-client', 'build', 'index.js');
    darken(latchkey);
    const ran = await runProgram(
      process.execPath,
      [DRIVER, library, latchkey.url, method],
      environmentOf(tempDir(t), person),
    );
    await assertDone(latchkey, person, ran);
  });
}
