import { createServer } from 'node:net';
import type { CompanionPlace } from '../../src/companion/folder.ts';
import type { Config } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { type Clock, systemClock } from '../../src/core/clock.ts';
import { isLatchkeyError } from '../../src/core/errors.ts';
import { createLog } from '../../src/debug/log.ts';
import { type DemoHome, startDemoHome } from '../../src/demo/demo-home.ts';
import type { Outward } from '../../src/doctor/probes/ask.ts';
import { type Latchkey, startLatchkey } from '../../src/latchkey.ts';
import type { Limits } from '../../src/net/limits/table.ts';
import { createSafeFetch, type SafeFetch } from '../../src/net/safe-fetch.ts';
import type { TestPerson } from './home-under-test.ts';
import { type Ending, lastly } from './lastly.ts';
import { tempDir } from './temp.ts';

/** What a Latchkey under test needs of its home. */
export interface SomeHome {
  readonly url: string;
  readonly people: readonly TestPerson[];
  stop(): Promise<void>;
}

export interface LatchkeyUnderTest<H extends SomeHome = DemoHome> {
  /** The canonical issuer. */
  readonly base: string;
  /** The MCP endpoint behind it. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** What a second process on the same data needs in its environment, but for MCP_PORT. */
  readonly env: Readonly<Record<string, string>>;
  readonly home: H;
  /** An administrator and somebody who is not. */
  readonly people: readonly [TestPerson, TestPerson];
  /** The Latchkey that runs now; another one after `restart`. */
  readonly latchkey: Latchkey;
  /** Every line that was logged so far. */
  readonly logged: readonly string[];
  /** Stops it and starts it on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestLatchkeyOptions {
  readonly clock?: Clock;
  /** The way to what strangers publish, nowhere if none is given; see `public-web.ts`. */
  readonly fetch?: SafeFetch;
  /** Other limits than the real ones. */
  readonly limits?: Limits;
  /** Further or other lines of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What upstreams may refer to. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How often the file of upstreams is looked at, in milliseconds. */
  readonly lookMs?: number;
  /** The doctor's way out, and the ports at which it looks for a home that is lost. */
  readonly outward?: Outward;
  readonly homePorts?: readonly number[];
  /** How long a stream of /mcp may say nothing, in milliseconds. */
  readonly keepAliveMs?: number;
  /** The companion that the settings install, and where. */
  readonly companionPlace?: CompanionPlace;
  /** What no line of the environment says, such as where the Supervisor is. */
  readonly config?: Partial<Config>;
  /** The base URL behind which it believes itself, given its port. */
  readonly baseUrl?: (port: number) => string;
}

/** A world without names: no test asks the real one. */
const offline = createSafeFetch({ resolve: async () => [] });

/** A time that only moves when a test says so. */
export class TestClock {
  #now: number;

  constructor(now = Date.now()) {
    this.#now = now;
  }

  readonly read: Clock = () => this.#now;

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** Starts a Latchkey in front of a home, a demo home of its own if none is given. */
export function startTestLatchkey(
  t: Ending,
  options?: TestLatchkeyOptions,
): Promise<LatchkeyUnderTest>;
export function startTestLatchkey<H extends SomeHome>(
  t: Ending,
  options: TestLatchkeyOptions & { readonly home: H },
): Promise<LatchkeyUnderTest<H>>;
export async function startTestLatchkey(
  t: Ending,
  options: TestLatchkeyOptions & { readonly home?: SomeHome } = {},
): Promise<LatchkeyUnderTest<SomeHome>> {
  const endings: (() => unknown)[] = [];
  lastly(t, async () => {
    for (const end of endings.splice(0).reverse()) await end();
  });
  const dataDir = tempDir({ after: (end) => void endings.push(end) });
  const home = options.home ?? (await startDemoHome());
  endings.push(() => home.stop());

  const logged: string[] = [];
  const log = createLog('trace', { write: (line: string) => void logged.push(line) });
  const start = (port: number) => {
    const env = {
      MCP_BASE_URL: options.baseUrl?.(port) ?? `http://127.0.0.1:${port}`,
      MCP_HOST: '127.0.0.1',
      MCP_DATA_DIR: dataDir,
      SETTINGS_PORT: '0',
      HOMEASSISTANT_URL: `home=${home.url}`,
      ...options.env,
    };
    const { config } = readConfig({
      env: { ...env, MCP_PORT: String(port) },
      defaultDataDir: dataDir,
    });
    const { clock = systemClock, fetch = offline, limits, environment } = options;
    const { lookMs, keepAliveMs, outward, homePorts, companionPlace } = options;
    return {
      env,
      starting: startLatchkey({ ...config, ...options.config }, log, {
        clock,
        fetch,
        ...(limits !== undefined && { limits }),
        ...(environment !== undefined && { environment }),
        ...(lookMs !== undefined && { lookMs }),
        ...(outward !== undefined && { outward }),
        ...(homePorts !== undefined && { homePorts }),
        ...(keepAliveMs !== undefined && { keepAliveMs }),
        ...(companionPlace !== undefined && { companionPlace }),
      }),
    };
  };

  const { port, env, latchkey: first } = await onFreePort(start);
  let latchkey = first;
  endings.push(() => latchkey.stop());
  const { issuer: base, resource: url } = latchkey.doors.canonical;
  return {
    base,
    url,
    port,
    dataDir,
    env,
    home,
    people: administratorFirst(home.people),
    logged,
    get latchkey() {
      return latchkey;
    },
    async restart() {
      await latchkey.stop();
      latchkey = await start(port).starting;
    },
    stop: () => latchkey.stop(),
  };
}

/** Another test may take the port between looking and listening, so it is tried again. */
async function onFreePort<E>(
  start: (port: number) => { env: E; starting: Promise<Latchkey> },
  attempts = 5,
): Promise<{ port: number; env: E; latchkey: Latchkey }> {
  const port = await freePort();
  try {
    const { env, starting } = start(port);
    return { port, env, latchkey: await starting };
  } catch (error) {
    const taken = isLatchkeyError(error, 'port_in_use');
    if (!taken || attempts === 1) throw error;
    return onFreePort(start, attempts - 1);
  }
}

/**
 * A port nothing listens on, below those the system gives to outgoing connections: a restart finds
 * it still free.
 */
export async function freePort(): Promise<number> {
  const port = 15_000 + Math.floor(Math.random() * 15_000);
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
  return free ? port : freePort();
}

function administratorFirst(people: readonly TestPerson[]): readonly [TestPerson, TestPerson] {
  const administrator = people.find((one) => one.administrator);
  const other = people.find((one) => !one.administrator);
  if (administrator === undefined || other === undefined) {
    throw new Error('the home under test needs an administrator and somebody who is not');
  }
  return [administrator, other];
}
