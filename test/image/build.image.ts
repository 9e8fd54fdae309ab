import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';
import { image } from './build-image.ts';
import { asked, buildah } from './buildah.ts';
import { CHECKOUT } from './places.ts';
import { baseName } from './stand-ins.ts';

const MB = 1_000_000;
const MOST_WITHOUT_NODE = 2 * MB;

interface Manifest {
  readonly layers: readonly { readonly digest: string }[];
}

/** The layers of an image as archives, the base's first. */
async function layersOf(name: string, folder: string): Promise<string[]> {
  await buildah(
    ...['push', '--quiet', '--disable-compression', '--format', 'oci'],
    ...[name, `oci:${folder}`],
  );
  const blob = (digest: string) => join(folder, 'blobs', ...digest.split(':'));
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const manifest: Manifest = JSON.parse(readFileSync(blob(index.manifests[0].digest), 'utf8'));
  return manifest.layers.map(({ digest }) => blob(digest));
}

async function layersIn(name: string): Promise<number> {
  const inspected = JSON.parse(await asked('inspect', '--type', 'image', name));
  return inspected.OCIv1.rootfs.diff_ids.length;
}

/** How many bytes a folder is as a layer that is downloaded. */
function compressed(folder: string): number {
  return Number(execFileSync('sh', ['-c', 'tar -cz -C "$1" . | wc -c', 'sh', folder]));
}

test('what it adds to the base is Node and less than 2 MB', async (t) => {
  const { id, base } = await image();
  const folder = tempDir(t);
  const added = (await layersOf(id, join(folder, 'image'))).slice(await layersIn(base));
  const root = join(folder, 'root');
  mkdirSync(root);
  for (const layer of added) execFileSync('tar', ['-xf', layer, '-C', root]);
  const files = execFileSync('find', ['.', '-type', 'f'], { cwd: root, encoding: 'utf8' });
  assert.match(files, /^\.\/opt\/latchkey\/latchkey\.mjs$/m);
  assert.doesNotMatch(files, /node_modules|\.ts$|\.map$/m);

  const withNode = compressed(root);
  rmSync(join(root, 'usr/bin/node'));
  const withoutNode = compressed(root);
  const mb = (bytes: number) => (bytes / MB).toFixed(2);
  t.diagnostic(`compressed, added to the base: ${mb(withoutNode)} MB without Node`);
  t.diagnostic(`with the stand-in's Node: ${mb(withNode)} MB (Alpine's is another build)`);
  assert.ok(withoutNode < MOST_WITHOUT_NODE, `${withoutNode} bytes`);
});

test('what the Supervisor and Docker read of it', async () => {
  const { config } = await image();
  const { version } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8'));
  const { Labels: labels } = config;
  assert.equal(labels['io.hass.type'], 'app');
  assert.equal(labels['io.hass.version'], version);
  assert.equal(labels['io.hass.arch'], process.arch === 'arm64' ? 'aarch64' : 'amd64');
  assert.equal(labels['org.opencontainers.image.licenses'], 'Apache-2.0');
  // s6-overlay is to be process 1, and its services are what runs.
  assert.deepEqual(config.Entrypoint, ['/init']);
  assert.ok(!config.Cmd?.length);
  assert.match(config.Healthcheck.Test.join(' '), /127\.0\.0\.1:.*8086.*\/healthz/);
});

test('the base is pinned to a release', () => {
  assert.match(baseName(), /^ghcr\.io\/home-assistant\/base:\d+\.\d+-\d{4}\.\d{2}\.\d+$/);
});

test('it brings the licences of what is in the bundle, and the bundle compiled', async (t) => {
  const { id } = await image();
  const made = await asked('from', '--pull-never', id);
  lastly(t, () => buildah('rm', made));
  const root = await asked('mount', made);
  const notices = readFileSync(join(root, 'opt/latchkey/THIRD-PARTY.txt'), 'utf8');
  for (const known of ['fastify 5', 'jose 6', '@modelcontextprotocol/server 2', 'zod 4']) {
    assert.ok(notices.includes(`\n${known}.`), known);
  }
  assert.match(notices, /Permission is hereby granted, free of charge/);
  const compiled = join(root, 'opt/latchkey/compiled');
  const kept = readdirSync(compiled).sort();
  assert.match(kept.join(' '), /^late-tools\.js serve-\w+\.js start\.js$/, 'what is large');
  for (const file of kept) {
    const { uid, mode } = statSync(join(compiled, file));
    assert.deepEqual(
      [uid, mode & 0o777],
      [0, 0o644],
      'to be read by all and written by root alone',
    );
  }
});
