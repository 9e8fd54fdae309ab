import { type ChildProcess, spawn } from 'node:child_process';
import { CONFIG } from './configuration.ts';
import { inRoot } from './enclosure.ts';
import { ENVIRONMENT, VENV } from './pip.ts';
import { removeFolder } from './temporary.ts';

const MOST_LOG = 2_000_000;
const STOPPED_WITHIN_MS = 30_000;

/** A running Home Assistant, known by nothing but its process. */
export interface HomeProcess {
  readonly pid: number;
  logs(): string;
  /** How it ended, once it did. */
  ended(): string | undefined;
  /** Stops waiting for it to keep our own process alive. */
  background(): void;
  /** Resolves when it has ended, by itself or not. */
  readonly closed: Promise<void>;
  /** Ends it and leaves its configuration folder to the next. */
  end(): Promise<void>;
  /** Ends it and removes its configuration folder. */
  stop(): Promise<void>;
}

/** Starts Home Assistant on a configuration folder, which it takes over and removes at the end. */
export function startProcess(root: string, folder: string): HomeProcess {
  const hass = [`${VENV}/bin/hass`, '--config', CONFIG, '--skip-pip', '--log-no-color'];
  const [command = '', ...args] = inRoot(root, { [folder]: CONFIG }, hass);
  const child = spawn(command, args, { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = collectLog(child);
  let ending: string | undefined;
  const closed = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      ending = error.message;
      resolve();
    });
    child.once('exit', (code, signal) => {
      ending = signal ?? `exit code ${code}`;
      resolve();
    });
  });
  const cleanUp = () => {
    child.kill('SIGKILL');
    removeFolder(folder);
  };
  process.once('exit', cleanUp);
  const end = async () => {
    child.ref();
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    await closed;
    clearTimeout(force);
    process.off('exit', cleanUp);
  };
  return {
    pid: child.pid ?? 0,
    logs: () => log.text,
    ended: () => ending,
    background: () => unref(child),
    closed,
    end,
    stop: async () => {
      await end();
      removeFolder(folder);
    },
  };
}

function collectLog(child: ChildProcess): { text: string } {
  const log = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      log.text = (log.text + chunk).slice(-MOST_LOG);
    });
  }
  return log;
}

function unref(child: ChildProcess): void {
  child.unref();
  for (const stream of [child.stdout, child.stderr]) {
    if (stream && 'unref' in stream) (stream as unknown as { unref(): void }).unref();
  }
}
