import { join } from 'node:path';
import { test } from 'node:test';
import { freePort, startTestLatchkey } from '../../support/latchkey-under-test.ts';
import { tempDir } from '../../support/temp.ts';
import { installed, type Package } from './installed.ts';
import { assertDone, darken } from './kitchen.ts';
import { startPerson } from './person.ts';
import { environmentOf, runProgram } from './program.ts';

interface PythonClient extends Package {
  readonly called: string;
  readonly driver: string;
  /** What the driver is asked to do differently, one run each. */
  readonly ways: readonly string[];
}

const CLIENTS: readonly PythonClient[] = [
  {
    called: 'Python SDK 2.3.0',
    from: 'PyPI',
    name: 'mcp',
    version: '2.3.0',
    driver: 'python_sdk_v2.py',
    ways: ['auto', 'legacy', '2026-07-28'],
  },
  {
    called: 'Python SDK 1.30.0',
    from: 'PyPI',
    name: 'mcp',
    version: '1.30.0',
    driver: 'python_sdk_v1.py',
    ways: ['none', 'client_secret_basic', 'client_secret_post'],
  },
  {
    called: 'FastMCP client 4.1.2',
    from: 'PyPI',
    name: 'fastmcp',
    version: '4.1.2',
    driver: 'fastmcp_client.py',
    ways: ['oauth'],
  },
];

for (const client of CLIENTS) {
  for (const way of client.ways) {
    test(`${client.called}, ${way}: signs in, lists the tools and turns on a light`, async (t) => {
      const folder = await installed(client);
      const latchkey = await startTestLatchkey(t);
      const person = await startPerson(t, latchkey.people[0].token);
      darken(latchkey);
      const ran = await runProgram(
        join(folder, 'bin', 'python'),
        // Without a cache of bytecode, so that the checkout stays as it is.
        ['-B', join(import.meta.dirname, 'drivers', client.driver), latchkey.url, way],
        { ...environmentOf(tempDir(t), person), CALLBACK_PORT: String(await freePort()) },
      );
      await assertDone(latchkey, person, ran);
    });
  }
}
