import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openSettingsFile } from '../../src/config/settings-file.ts';
import { openEntered } from '../../src/upstreams/entered.ts';
import { followUpstreams, type WrittenNow } from '../../src/upstreams/written.ts';
import { eventually } from '../support/eventually.ts';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';

const at = (host: string) => ({ url: `https://${host}.example/mcp` });

/** Upstreams of a file, of options and of the settings, and what is made of them. */
async function followed(
  t: TestContext,
  { file, inline }: { readonly file?: unknown; readonly inline?: unknown } = {},
  dir = tempDir(t),
) {
  const path = join(dir, 'upstreams.json');
  const write = (value: unknown) =>
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify({ mcpServers: value }));
  if (file !== undefined) write(file);
  const entered = openEntered(openSettingsFile(dir));
  let now: WrittenNow | undefined;
  let used: readonly string[] = [];
  let whole: boolean | undefined;
  const following = await followUpstreams({
    file: path,
    inline: inline === undefined ? undefined : { mcpServers: inline },
    entered,
    intervalMs: 10,
    keep: async ({ entries }, isWhole) => {
      used = entries.map(({ name, transport }) =>
        transport.kind === 'stdio' ? name : `${name} ${new URL(transport.url).hostname}`,
      );
      whole = isWhole;
    },
    onWritten: (written) => {
      now = written;
    },
    log: () => {},
  });
  lastly(t, () => following.stop());
  return { dir, write, entered, following, used: () => used, whole: () => whole, now: () => now };
}

test('a name is the options’ before the file’s, and the settings’ last', async (t) => {
  const { entered, following, used, now } = await followed(t, {
    file: { a: at('file'), b: at('file'), off: { ...at('file'), disabled: true } },
    inline: { b: at('options') },
  });
  for (const name of ['a', 'b', 'c', 'off']) entered.put(name, at('here'));
  await following.again();
  assert.deepEqual(used(), ['a file.example', 'b options.example', 'c here.example']);
  assert.deepEqual(Object.fromEntries(now()?.origins ?? []), {
    a: 'file',
    b: 'options',
    off: 'file',
    c: 'here',
  });
  assert.deepEqual(now()?.off, ['off']);
  assert.deepEqual(
    now()?.faults.map(({ name }) => name),
    ['a', 'b', 'off'],
  );
});

test('a broken file leaves its servers in use and takes up those of the settings, forgetting nothing', async (t) => {
  const { write, entered, following, used, whole, now } = await followed(t, {
    file: { a: at('file') },
  });
  assert.equal(whole(), true);
  write('{');
  await eventually(async () => now()?.faults.length === 1);
  entered.put('b', at('here'));
  await following.again();
  assert.deepEqual(used(), ['a file.example', 'b here.example']);
  assert.equal(whole(), false);
  entered.remove('b');
  await following.again();
  assert.deepEqual(used(), ['a file.example']);
});

test('what was entered is there after a restart; a settings.json of another version is left alone', async (t) => {
  const first = await followed(t);
  first.entered.put('a', at('here'));
  first.entered.put('b', at('here'));
  first.entered.put('a', at('changed'));
  const again = await followed(t, {}, first.dir);
  assert.deepEqual(again.used(), ['a changed.example', 'b here.example']);

  writeFileSync(join(first.dir, 'settings.json'), '{"version":2}');
  const newer = await followed(t, { file: {} }, first.dir);
  assert.deepEqual(newer.used(), []);
  assert.equal(newer.whole(), false, 'nothing that was approved is forgotten');
  assert.match(newer.now()?.faults[0]?.sentence ?? '', /put it back from a backup/);
  assert.throws(() => newer.entered.put('c', at('here')), { code: 'store_unavailable' });
});

test('members of settings.json that are not known here stay', async (t) => {
  const dir = tempDir(t);
  writeFileSync(join(dir, 'settings.json'), '{"version":1,"later":{"kept":true}}');
  const entered = openEntered(openSettingsFile(dir));
  entered.put('a', at('here'));
  const { entered: again } = await followed(t, {}, dir);
  assert.deepEqual(Object.keys(again.servers()), ['a']);
  assert.deepEqual(JSON.parse(readFileSync(join(dir, 'settings.json'), 'utf8')).later, {
    kept: true,
  });
});
