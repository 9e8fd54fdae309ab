import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeConfiguration } from './configuration.ts';
import { firstRun } from './first-run.ts';
import { freePort } from './free-port.ts';
import { ensureInstalled } from './install.ts';
import { type HomeProcess, startProcess } from './process.ts';
import { stage } from './progress.ts';
import { temporaryFolder } from './temporary.ts';

/** Someone who lives in a test home, with all that is needed to act as them. */
export interface HomePerson {
  name: string;
  administrator: boolean;
  /** A long-lived access token. */
  token: string;
  username: string;
  password: string;
}

/** A Home Assistant that is really running, for one test or file of tests. */
export interface RealHome {
  kind: 'real';
  version: string;
  /** Without a slash at the end. */
  url: string;
  /** First the administrator Ada, then Ben, who is none. */
  people: HomePerson[];
  /** Of its process; another one after `startAgain`. */
  readonly pid: number;
  /** What Home Assistant has logged so far. */
  logs(): string;
  /** Its configuration folder, as this machine sees it. */
  configuration: string;
  /** Waits until it has ended by itself, and gives its exit code in words. */
  ended(): Promise<string | undefined>;
  /** Starts it again on the same configuration, as its supervisor would. */
  startAgain(): Promise<void>;
  /** Ends it and removes all it left; safe to call twice. */
  stop(): Promise<void>;
}

/** How the home should differ from the usual one. */
export interface RealHomeOptions {
  /** Whether Ada lives alone, without Ben. */
  adminOnly?: boolean;
  /** More text for configuration.yaml, with keys of its own. */
  configuration?: string;
  /** Folders of custom integrations that it has. */
  components?: readonly string[];
  /** Lines of the stored configuration of its web server. */
  http?: Readonly<Record<string, unknown>>;
}

/**
 * Starts a fresh, real Home Assistant with its people, Home Assistant's demo devices, a kitchen
 * light that can really be switched and its MCP server, installing Home Assistant first if need be.
 *
 * @throws Error when it cannot be installed, or did not start; then with the end of its log
 */
export async function startRealHome(options: RealHomeOptions = {}): Promise<RealHome> {
  const { root, version } = await ensureInstalled();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = await temporaryFolder();
  await writeConfiguration(folder, port, options.configuration, options.http);
  for (const component of options.components ?? []) {
    await cp(component, join(folder, 'custom_components', basename(component)), {
      recursive: true,
    });
  }
  let running = startProcess(root, folder);
  try {
    const people = await stage(`starting on port ${port}`, async () => {
      await untilAnswering(`${url}/api/onboarding`, running);
      return firstRun(url, options.adminOnly ?? false);
    });
    running.background();
    return {
      kind: 'real',
      version,
      url,
      people,
      configuration: folder,
      get pid() {
        return running.pid;
      },
      logs: () => running.logs(),
      ended: async () => {
        await running.closed;
        return running.ended();
      },
      startAgain: async () => {
        await running.end();
        running = startProcess(root, folder);
        // With everybody in place there is no onboarding any more.
        await untilAnswering(`${url}/manifest.json`, running);
        running.background();
      },
      stop: () => running.stop(),
    };
  } catch (error) {
    await running.stop();
    throw new Error(`Home Assistant did not start.\n${lastLines(running.logs())}`, {
      cause: error,
    });
  }
}

const ANSWERING_WITHIN_MS = 90_000;

async function untilAnswering(url: string, running: HomeProcess): Promise<void> {
  const deadline = Date.now() + ANSWERING_WITHIN_MS;
  while (!(await answers(url))) {
    const end = running.ended();
    if (end !== undefined) throw new Error(`Home Assistant ended by itself: ${end}.`);
    if (Date.now() > deadline) throw new Error('Home Assistant did not answer in time.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function lastLines(log: string): string {
  return log.split('\n').slice(-40).join('\n');
}
