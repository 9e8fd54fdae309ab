import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Ending } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';
import { CHECKOUT } from './places.ts';
import { faultsOfServices } from './services.ts';

const ROOTFS = join(CHECKOUT, 'rootfs');
const SERVICES = 'etc/s6-overlay/s6-rc.d';

/** The services with something broken, and what is found then. */
function broken(t: Ending, harm: (services: string) => void): string {
  const root = tempDir(t);
  cpSync(ROOTFS, root, { recursive: true });
  const services = join(root, SERVICES);
  harm(services);
  return faultsOfServices(services, root).join('\n');
}

test('the services are as s6-overlay wants them', () => {
  assert.deepEqual(faultsOfServices(join(ROOTFS, SERVICES), ROOTFS), []);
});

test('a service that s6-overlay would trip over is found', (t) => {
  const write = (file: string, text: string) => (services: string) =>
    writeFileSync(join(services, file), text);
  const remove = (file: string) => (services: string) => rmSync(join(services, file));
  assert.match(broken(t, remove('user/type')), /user: it has no type/);
  assert.match(broken(t, write('latchkey/type', 'deamon\n')), /there is no type deamon/);
  assert.match(broken(t, write('latchkey/dependencies.d/x', '')), /there is no service x/);
  assert.match(broken(t, write('latchkey/notification-fd', '1\n')), /notification-fd is taken/);
  assert.match(broken(t, write('init-latchkey/up', '#!/bin/sh\nrun\n')), /up is not the path/);
  assert.match(broken(t, write('init-latchkey/up', '/no/such\n')), /is missing/);
  assert.match(broken(t, write('latchkey/finish', 'exit 0\n')), /does not say what runs it/);
  assert.match(broken(t, remove('user/contents.d/latchkey')), /user does not start it/);
  assert.match(
    broken(t, (services) => chmodSync(join(services, 'latchkey/run'), 0o644)),
    /may not be executed/,
  );
});

test('git keeps the executable bits that the image takes over', () => {
  const listed = execFileSync('git', ['ls-files', '--stage', 'rootfs', 'run.sh'], {
    cwd: CHECKOUT,
    encoding: 'utf8',
  });
  const executable = listed
    .split('\n')
    .filter((line) => line.startsWith('100755'))
    .map((line) => line.split('\t')[1]);
  assert.deepEqual(executable.sort(), [
    `rootfs/${SERVICES}/init-latchkey/run`,
    `rootfs/${SERVICES}/latchkey-companion/run`,
    `rootfs/${SERVICES}/latchkey/finish`,
    `rootfs/${SERVICES}/latchkey/run`,
    'rootfs/usr/bin/latchkey',
    'run.sh',
  ]);
});
