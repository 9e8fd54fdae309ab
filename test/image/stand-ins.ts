import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { output, run } from '../home/command.ts';
import { debianMirror } from '../home/debian-root.ts';
import { contained } from '../home/enclosure.ts';
import { asked, buildah, hasImage } from './buildah.ts';
import { type Architecture, CHECKOUT, imageCache, imageLog, OWN } from './places.ts';

/**
 * The two images that the Dockerfile stands on are in container registries, and the tests need none.
 * They make images of the same name instead: a small Debian with s6 and, as on Alpine, BusyBox. It
 * has neither Alpine's C library nor s6-overlay itself. That our scripts hold there is proven; that
 * they hold on the base itself is seen only where that can be had.
 */
const DEBIAN = 'trixie';

const PACKAGES = [
  ...['base-files', 'base-passwd', 'bash', 'busybox', 'ca-certificates', 'coreutils', 'curl'],
  ...['execline', 'jq', 'libstdc++6', 's6'],
];

/** What our scripts call; on Alpine it is BusyBox's, which understands less than Debian's. */
const BY_BUSYBOX = [
  ...['chgrp', 'chmod', 'chown', 'cp', 'dirname', 'find', 'id', 'mkdir', 'mkfifo'],
  ...['mv', 'rm', 'sh', 'timeout'],
];

/** What configuring its packages would have made, as far as anything here asks for it. */
const USERS = ['passwd', 'group'].map(
  (list) => `cp "$1/usr/share/base-passwd/${list}.master" "$1/etc/${list}"`,
);

/** Its Node has glibc; Alpine's own is another build of the same release. */
const NODE = '24.21.0';

const STAND_IN = join(import.meta.dirname, 'stand-in');

/** As the base sets them. */
const ENVIRONMENT = {
  LANG: 'C.UTF-8',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  S6_BEHAVIOUR_IF_STAGE2_FAILS: '2',
};

/** The name of the base that the Dockerfile pins. */
export function baseName(): string {
  const dockerfile = readFileSync(join(CHECKOUT, 'Dockerfile'), 'utf8');
  const name = /^ARG BUILD_FROM=(\S+:\S+)$/m.exec(dockerfile)?.[1];
  if (name === undefined) throw new Error('the Dockerfile pins no base');
  return name;
}

/** Makes the stand-in of the base for an architecture, if it is not there yet; answers its name. */
export async function ensureBase(arch: Architecture): Promise<string> {
  const name = `localhost/latchkey-base:${arch}-${digest()}`;
  if (await hasImage(name)) return name;
  await commit(name, arch, async (container) => {
    await buildah('copy', '--chmod', '0755', container, await node(arch), '/stand-in/node');
    await put(container, { init: '/init', apk: '/sbin/apk' });
    await put(container, { 'with-contenv': '/command/with-contenv', halt: '/stand-in/halt' });
    await linkPrograms(container);
    const environment = Object.entries(ENVIRONMENT).flatMap(([key, value]) => [
      '--env',
      `${key}=${value}`,
    ]);
    await buildah('config', ...environment, '--entrypoint', '["/init"]', container);
  });
  return name;
}

/** Makes the stand-in of the image that the bundle is built in; it has this machine's npm. */
export async function ensureBuilder(name: string): Promise<void> {
  const own = `localhost/latchkey-builder:${digest()}`;
  if (!(await hasImage(own))) {
    await commit(own, OWN, async (container) => {
      await buildah('copy', '--chmod', '0755', container, await node(OWN), '/usr/bin/node');
      await buildah('copy', container, await npmFolder(), '/usr/lib/npm');
      const root = await asked('mount', container);
      await link(root, '/usr/lib/npm/bin/npm-cli.js', '/usr/bin/npm');
      await link(root, 'busybox', '/usr/bin/sh');
      // Where the mirror of a registry has a certificate of its own.
      const certificates = 'NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt';
      await buildah('config', '--env', certificates, container);
    });
  }
  await buildah('tag', own, name);
}

/** Makes an image of a Debian and what `fill` puts on it. */
async function commit(
  name: string,
  arch: Architecture,
  fill: (container: string) => Promise<void>,
): Promise<void> {
  const container = await asked('from', '--arch', arch, 'scratch');
  try {
    await buildah('config', '--arch', arch, '--os', 'linux', container);
    await buildah('add', container, await debian(arch), '/');
    await fill(container);
    await buildah('commit', '--format', 'docker', container, name);
  } finally {
    await buildah('rm', container);
  }
}

async function put(container: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, to] of Object.entries(files)) {
    await buildah('copy', '--chmod', '0755', container, join(STAND_IN, file), to);
  }
}

/** s6-overlay has s6 and execline in a folder of its own; Alpine has most of the rest in one file. */
async function linkPrograms(container: string): Promise<void> {
  const root = await asked('mount', container);
  for (const program of globSync('{s6-*,execlineb}', { cwd: join(root, 'usr/bin') })) {
    await link(root, `/usr/bin/${program}`, `/command/${program}`);
  }
  for (const program of BY_BUSYBOX) await link(root, 'busybox', `/usr/bin/${program}`);
}

function link(root: string, target: string, path: string): Promise<void> {
  return run(['ln', '-sf', target, join(root, path)], imageLog());
}

/**
 * A Debian as one archive. Its packages are unpacked and not configured, which runs nothing of them
 * and so is fast for every architecture.
 */
async function debian(arch: Architecture): Promise<string> {
  const wanted = hashed([DEBIAN, ...PACKAGES]);
  const archive = join(imageCache(), `${DEBIAN}-${arch}-${wanted}.tar`);
  if (existsSync(archive)) return archive;
  const folder = await mkdtemp(join(imageCache(), 'making-'));
  const draft = join(folder, 'root.tar');
  const tool = ['mmdebstrap', '--mode=root', '--variant=extract', `--architectures=${arch}`];
  // A mirror that is itself a snapshot keeps an index past its date.
  const anyDate = ['--aptopt=Acquire::Check-Valid-Until "false"'];
  const include = [`--include=${PACKAGES.join(',')}`];
  const hooks = USERS.map((list) => `--customize-hook=${list}`);
  const mirror = await debianMirror(imageLog());
  await run(
    contained([...tool, ...anyDate, ...include, ...hooks, DEBIAN, draft, mirror]),
    imageLog(),
  );
  await rename(draft, archive);
  await rm(folder, { recursive: true, force: true });
  return archive;
}

/** The program of Node for an architecture, as npm has it. */
async function node(arch: Architecture): Promise<string> {
  const program = join(imageCache(), `node-${arch}-${NODE}`);
  if (existsSync(program)) return program;
  const name = `node-linux-${arch === 'amd64' ? 'x64' : 'arm64'}`;
  const folder = await mkdtemp(join(imageCache(), 'making-'));
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--force', '--ignore-scripts'];
  await run(['npm', 'install', '--prefix', folder, ...quiet, `${name}@${NODE}`], imageLog());
  await rename(join(folder, 'node_modules', name, 'bin/node'), program);
  await rm(folder, { recursive: true, force: true });
  return program;
}

async function npmFolder(): Promise<string> {
  const script = 'dirname "$(dirname "$(realpath "$(command -v npm)")")"';
  return (await output(['sh', '-c', script], imageLog())).trim();
}

/** Of all that a stand-in is made of, so that nobody uses an older one. */
function digest(): string {
  const files = [import.meta.filename, ...globSync(join(STAND_IN, '*')).sort()];
  return hashed(files.map((file) => readFileSync(file, 'utf8')));
}

function hashed(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
