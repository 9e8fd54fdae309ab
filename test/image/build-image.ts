import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { whileLocked } from '../home/lock.ts';
import { asked, buildah } from './buildah.ts';
import { emulate } from './emulation.ts';
import { ensureTools } from './host-tools.ts';
import { type Architecture, CHECKOUT, imageCache, imageLog, OWN } from './places.ts';
import { baseName, ensureBase, ensureBuilder } from './stand-ins.ts';

const MOST_KEPT = 150;

/** What the Supervisor calls them when it builds. */
const SPELLED: Readonly<Record<Architecture, string>> = { amd64: 'amd64', arm64: 'aarch64' };

/** What an image is configured to, as Docker has it. */
export interface ImageConfig {
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>>;
  readonly Healthcheck: {
    readonly Test: readonly string[];
    /** In nanoseconds. */
    readonly Timeout: number;
  };
}

export interface Image {
  /** Not its name, which is another checkout's as soon as that builds. */
  readonly id: string;
  readonly base: string;
  /** As Docker spells it. */
  readonly architecture: string;
  readonly config: ImageConfig;
}

const built = new Map<Architecture, Promise<Image>>();

/**
 * The image of this checkout, built from its Dockerfile on stand-ins of what that stands on. What
 * has not changed since the last time is taken from there.
 */
export function image(arch: Architecture = OWN): Promise<Image> {
  const known = built.get(arch) ?? whileLocked(join(imageCache(), 'lock'), () => build(arch));
  built.set(arch, known);
  return known;
}

async function build(arch: Architecture): Promise<Image> {
  if (process.getuid?.() !== 0) throw new Error('The tests of the image need root.');
  await ensureTools(['buildah', 'mmdebstrap', 'ip'], imageLog());
  removeDrafts();
  if (arch !== OWN) await emulate(arch);
  const base = await ensureBase(arch);
  await ensureBuilder(builderName());
  const tag = `localhost/latchkey:${arch}`;
  // What BuildKit knows by itself.
  const platform = ['--platform', `linux/${arch}`, '--build-arg', `BUILDPLATFORM=linux/${OWN}`];
  const version = `BUILD_VERSION=${packageVersion()}`;
  await buildah(
    ...['build', '--isolation', 'chroot', '--pull-never', '--layers', '--format', 'docker'],
    ...[...platform, '--tag', tag, ...(await baseArguments(arch, base))],
    ...['--build-arg', version, '--build-arg', `BUILD_ARCH=${SPELLED[arch]}`],
    // Downloads are kept where npm keeps them; certificates are this machine's.
    ...['--volume', `${npmCache()}:/root/.npm`, '--volume', '/etc/ssl/certs:/etc/ssl/certs:ro'],
    CHECKOUT,
  );
  const inspected = JSON.parse(await asked('inspect', '--type', 'image', tag));
  await forgetOld();
  const { architecture, config } = inspected.Docker;
  return { id: inspected.FromImageID, base, architecture, config };
}

/** Of a run that was killed; nobody else makes one meanwhile. */
function removeDrafts(): void {
  for (const draft of globSync('making-*', { cwd: imageCache() })) {
    rmSync(join(imageCache(), draft), { recursive: true, force: true });
  }
}

/** Steps of former builds make this one fast, until they are too many for the disk. */
async function forgetOld(): Promise<void> {
  const kept = (await asked('images', '--all', '--quiet')).split('\n');
  // One that a container of another test stands on stays.
  if (kept.length > MOST_KEPT) await buildah('rmi', '--prune').catch(() => {});
}

/** The Dockerfile's own base has the stand-in's name here; another machine's is named to it. */
async function baseArguments(arch: Architecture, base: string): Promise<string[]> {
  // By its id: by its name, buildah looks for one of the platform that the stage before was for.
  if (arch !== OWN) {
    return ['--build-arg', `BUILD_FROM=${await asked('images', '--quiet', base)}`];
  }
  await buildah('tag', base, baseName());
  return [];
}

function builderName(): string {
  const dockerfile = readFileSync(join(CHECKOUT, 'Dockerfile'), 'utf8');
  const name = /^FROM --platform=\$BUILDPLATFORM (\S+) AS build$/m.exec(dockerfile)?.[1];
  if (name === undefined) throw new Error('the Dockerfile builds on nothing');
  return name;
}

function npmCache(): string {
  const folder = join(homedir(), '.npm');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function packageVersion(): string {
  return JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')).version;
}
