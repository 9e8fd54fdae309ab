import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Companion } from '../../src/companion/companion.ts';
import {
  type CompanionPlace,
  companionStatus,
  installCompanion,
  removeCompanion,
} from '../../src/companion/folder.ts';
import { systemRandom } from '../../src/core/ids.ts';
import { type Ending, lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';

const SHIPPED = join(
  import.meta.dirname,
  '../../rootfs/usr/share/latchkey/custom_components/latchkey',
);

/** Does what the image's helper does, and writes down what it was asked. */
const HELPER = `
  exec 3<> "$1"
  echo waiting
  while read -r word <&3; do
    echo "$word" >> "$4"
    case $word in
      install) mkdir -p "$3/custom_components" && cp -R "$2" "$3/custom_components" ;;
      remove) rm -rf "$3/custom_components/latchkey" ;;
    esac
  done
`;

/** A Home Assistant whose folder a helper writes; nobody waits at its pipe yet. */
function place(t: Ending): CompanionPlace & { readonly helper: string; readonly asked: string } {
  const config = tempDir(t);
  writeFileSync(join(config, 'configuration.yaml'), '');
  const folder = tempDir(t);
  const helper = join(folder, 'pipe');
  execFileSync('mkfifo', [helper]);
  return { config, shipped: SHIPPED, helper, asked: join(folder, 'asked') };
}

async function startHelper(t: Ending, at: ReturnType<typeof place>): Promise<void> {
  await once(beginHelper(t, at, HELPER).stdout, 'data');
}

function beginHelper(t: Ending, at: ReturnType<typeof place>, script: string) {
  const child = spawn('sh', ['-c', script, 'sh', at.helper, at.shipped, at.config, at.asked], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = once(child, 'close');
  lastly(t, async () => {
    child.kill('SIGKILL');
    await end;
  });
  return child;
}

const stateOf = (at: CompanionPlace) => {
  const found = companionStatus(at);
  return found.ok ? found.value.state : found.error;
};

test('the helper installs and removes the companion, and is not asked in vain', async (t) => {
  const at = place(t);
  await startHelper(t, at);
  assert.deepEqual(await removeCompanion(at, systemRandom), { ok: true, value: false });
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: true, value: true });
  assert.equal(stateOf(at), 'current');
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: true, value: false });
  assert.deepEqual(await removeCompanion(at, systemRandom), { ok: true, value: true });
  assert.equal(stateOf(at), 'absent');
  assert.equal(readFileSync(at.asked, 'utf8'), 'install\nremove\n');
});

test('a helper that starts a moment later is asked all the same', async (t) => {
  const at = place(t);
  beginHelper(t, at, `sleep 0.2; ${HELPER}`);
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: true, value: true });
  assert.equal(stateOf(at), 'current');
});

test('where nobody helps, it is said that it may not be done', async (t) => {
  const at = place(t);
  assert.deepEqual(await installCompanion(at, systemRandom), { ok: false, error: 'not_allowed' });
  const without = { ...at, helper: join(at.config, 'no-such-pipe') };
  assert.equal((await installCompanion(without, systemRandom)).ok, false);
  assert.deepEqual(readdirSync(at.config), ['configuration.yaml']);
});

test('what is pressed twice is done in turn, and others are served meanwhile', async (t) => {
  const at = place(t);
  const companion = new Companion({
    place: at,
    secret: 'secret',
    port: 1,
    supervisor: undefined,
    clock: Date.now,
    random: systemRandom,
  });
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 1);
  lastly(t, () => clearInterval(counting));
  const pressed = [companion.install(), companion.remove(), companion.install()];
  beginHelper(t, at, HELPER);
  const done = { ok: true, value: true };
  assert.deepEqual(await Promise.all(pressed), [done, done, done]);
  assert.ok(turns > 0);
  assert.equal(readFileSync(at.asked, 'utf8'), 'install\nremove\ninstall\n');
});
