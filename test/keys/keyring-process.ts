/**
 * A process of its own that uses a keyring, for what one process cannot show about itself.
 * `open <dir>`: waits for a line, opens it and prints what it got. `rotate <dir>`: rotates the
 * encryption key, each time without its copy, until that fails, and prints how it failed.
 */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/core/clock.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { openKeyring } from '../../src/keys/keyring.ts';

const [task, dataDir = ''] = process.argv.slice(2);
const MOST_ROTATIONS = 500;

async function open() {
  return openKeyring({
    dataDir,
    clock: systemClock,
    random: systemRandom,
    encryptionKeys: [],
    signingSecrets: [],
    accessTokenMs: 3_600_000,
  });
}

if (task === 'open') {
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  const keyring = await open();
  const { kid } = keyring.signingKey();
  process.stdout.write(`${JSON.stringify({ kid, sealed: keyring.seal('test', 'a', 'same') })}\n`);
  process.exit(0);
}

if (task === 'rotate') {
  const keyring = await open();
  const sealed: string[] = [];
  let failure: string | undefined;
  while (failure === undefined && sealed.length < MOST_ROTATIONS) {
    try {
      rmSync(join(dataDir, 'keyring.json.bak'), { force: true });
      keyring.rotateEncryptionKey();
    } catch (error) {
      failure = isLatchkeyError(error) ? error.code : String(error);
    }
    sealed.push(keyring.seal('test', 'a', 'same'));
  }
  process.stdout.write(`${JSON.stringify({ failure, sealed })}\n`);
}
