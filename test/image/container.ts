import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { type Ending, lastly } from '../support/lastly.ts';
import { tempDir } from '../support/temp.ts';
import { type Image, image } from './build-image.ts';
import { asked, buildah } from './buildah.ts';
import {
  childOf,
  collect,
  type Finished,
  finished,
  latchkeyBeside,
  type Seen,
} from './processes.ts';

// As an engine does: what the container sees of the host, then its first process in its own root.
const ENTER = `
root=$1; shift
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount --rbind /dev "$root/dev"
while [ "$1" != -- ]; do mkdir -p "$root$2"; mount --bind "$1" "$root$2"; shift 2; done
shift
ip link set lo up
exec env -i "$@"
`;

/** Long enough for a machine that does much else, and for an emulated one. */
const PATIENCE_MS = 900_000;
const LOOK_EVERY_MS = 20;

export interface Ended {
  /** As Docker shows it: 128 and the signal when that ended the first process. */
  readonly code: number;
  /** Since it was told to. */
  readonly afterMs: number;
}

export interface Container {
  /** What is mounted at /data. */
  readonly data: string;
  /** Its root, as the host sees it, without what is mounted there. */
  readonly root: string;
  /** All that it wrote so far. */
  logs(): string;
  /** Runs something in it as root, as `docker exec` does. */
  exec(...argv: string[]): Promise<Finished>;
  /** What the health check of the image says of it now. */
  healthy(): Promise<boolean>;
  /** Waits until it is healthy; how many milliseconds that took since it was started. */
  ready(): Promise<number>;
  /** The process of Latchkey in it; throws when there is none. */
  latchkey(): Seen;
  /** `docker stop`. */
  stop(): Promise<Ended>;
  /** Everything gone at once, as when the power is cut. */
  cut(): Promise<void>;
  ended(): Promise<Ended>;
}

export interface Run {
  readonly image?: Image;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder of the host for /data; an empty one if none is given. */
  readonly data?: string;
  /** Further folders: host path to path inside. */
  readonly mounts?: Readonly<Record<string, string>>;
}

/**
 * Starts an image without a container engine: its own processes, mounts and network, its first
 * process being number 1. All is new at each start, as the Supervisor makes it, but for /data.
 */
export async function startContainer(t: Ending, options: Run = {}): Promise<Container> {
  const { id, config } = options.image ?? (await image());
  const data = options.data ?? tempDir(t);
  const made = await asked('from', '--pull-never', id);
  lastly(t, () => buildah('rm', made));
  const root = await asked('mount', made);
  const given = Object.entries(options.env ?? {}).map(([key, value]) => `${key}=${value}`);
  const environment = [...config.Env, 'HOME=/root', ...given];
  const mounts = Object.entries({ [data]: '/data', ...options.mounts }).flat();
  const first = ['chroot', root, ...config.Entrypoint, ...(config.Cmd ?? [])];
  const own = ['--mount', '--pid', '--net', '--uts', '--ipc', '--fork', '--kill-child=KILL'];
  const enter = ['sh', '-euc', ENTER, 'sh', root, ...mounts, '--', ...environment, ...first];
  let since = performance.now();
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...own, ...enter], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = collect(child);
  let over = false;
  const end = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      const afterMs = performance.now() - since;
      resolve({ code: code ?? (signal === 'SIGKILL' ? 137 : 1), afterMs });
    });
  });
  lastly(t, async () => {
    child.kill('SIGKILL');
    await end;
  });

  const firstProcess = () => {
    const pid = childOf(child.pid ?? 0);
    if (pid === undefined) throw new Error(`the container is not running:\n${said.text}`);
    return pid;
  };
  const exec = (...argv: string[]) => {
    const inside = ['--target', String(firstProcess()), '--all', '--root', '--wd'];
    return finished('nsenter', [...inside, '--', 'env', '-i', ...environment, ...argv]);
  };
  const healthy = async () => {
    const [kind, command = ''] = config.Healthcheck.Test;
    if (kind !== 'CMD-SHELL') throw new Error(`a health check by ${kind} is not known here`);
    const seconds = config.Healthcheck.Timeout / 1e9;
    return (
      childOf(child.pid ?? 0) !== undefined &&
      (await exec('timeout', `${seconds}`, 'sh', '-c', command)).code === 0
    );
  };
  return {
    data,
    root,
    logs: () => said.text,
    exec,
    healthy,
    ready: async () => {
      const from = performance.now();
      while (!(await healthy())) {
        const waited = performance.now() - from;
        if (over) throw new Error(`the container ended:\n${said.text}`);
        if (waited > PATIENCE_MS) throw new Error(`it is not healthy:\n${said.text}`);
        // Looking is work, too, and most of all where it is emulated.
        await pause(Math.max(LOOK_EVERY_MS, waited / 50));
      }
      return performance.now() - since;
    },
    latchkey: () => {
      const found = latchkeyBeside(firstProcess());
      if (found === undefined) throw new Error(`Latchkey is not running:\n${said.text}`);
      return found;
    },
    stop: () => {
      since = performance.now();
      process.kill(firstProcess(), 'SIGTERM');
      return end;
    },
    cut: async () => {
      process.kill(firstProcess(), 'SIGKILL');
      await end;
    },
    ended: () => end,
  };
}
