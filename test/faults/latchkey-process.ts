import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Ending, lastly } from '../support/lastly.ts';
import { freePort } from '../support/latchkey-under-test.ts';

/** What the parent asks: to set the clock by so many milliseconds, if at all, and to measure. */
export interface Question {
  readonly pass?: number;
}

/** What a Latchkey uses after its garbage was collected. */
export interface Measured {
  /** Bytes of the process, and of what is in use in it. */
  readonly rss: number;
  readonly used: number;
  /** Sockets, timers and the rest, by their kind. */
  readonly resources: Readonly<Record<string, number>>;
  readonly listeners: number;
  readonly unhandled: readonly string[];
  readonly warnings: readonly string[];
}

/** How a process ended that did not start. */
export interface Refusal {
  readonly code: number | null;
  readonly signal: string | null;
  readonly said: string;
}

export interface ProcessOptions {
  readonly dataDir: string;
  readonly homeUrl: string;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

const SCRIPT = join(import.meta.dirname, 'latchkey-child.ts');
const COMPILED = join(import.meta.dirname, '../../test-output/compiled');

/** A Latchkey in a process of its own, which can be killed. */
export class LatchkeyProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  #said = '';
  readonly port: number;
  base = '';

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    this.#ended = once(child, 'exit');
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
    });
  }

  /** Starts one that is to listen; throws with what it said when it does not. */
  static async start(t: Ending, options: ProcessOptions): Promise<LatchkeyProcess> {
    const started = await LatchkeyProcess.tryToStart(t, options);
    if (started instanceof LatchkeyProcess) return started;
    throw new Error(`Latchkey ended with ${started.code ?? started.signal}: ${started.said}`);
  }

  /** Starts one; how it ended when it did not come to listen. */
  static async tryToStart(t: Ending, options: ProcessOptions): Promise<LatchkeyProcess | Refusal> {
    const port = options.port ?? (await freePort());
    const child = fork(SCRIPT, {
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: COMPILED,
        MCP_BASE_URL: `http://127.0.0.1:${port}`,
        MCP_PORT: String(port),
        MCP_HOST: '127.0.0.1',
        MCP_DATA_DIR: options.dataDir,
        SETTINGS_PORT: '0',
        HOMEASSISTANT_URL: `home=${options.homeUrl}`,
        ...options.env,
      },
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const latchkey = new LatchkeyProcess(child, port);
    lastly(t, () => latchkey.kill());
    // Closed is later than ended: by then all was read that it said.
    const closed = once(child, 'close').then(() => []);
    const first = await Promise.race([once(child, 'message'), closed]);
    if (first.length === 0) {
      return { code: child.exitCode, signal: child.signalCode, said: latchkey.#said };
    }
    latchkey.base = (first[0] as { base: string }).base;
    return latchkey;
  }

  get url(): string {
    return `${this.base}/mcp`;
  }

  /** What it wrote to standard error: its log. */
  get said(): string {
    return this.#said;
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async measure(question: Question = {}): Promise<Measured> {
    const answer = once(this.#child, 'message');
    this.#child.send(question);
    return (await answer)[0] as Measured;
  }

  /** As a power cut does, seen from the process. */
  async kill(): Promise<void> {
    if (!this.ended) this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#ended;
  }
}
