import { MINUTE, SECOND } from '../core/clock.ts';
import type { Commander } from '../home/link.ts';
import { askSupervisor, type Supervisor } from './client.ts';
import { haMcp } from './ha-mcp.ts';
import { type Cloud, cloudStatus, type HomeUrls, homeUrls } from './home-questions.ts';
import { type CoreInfo, coreInfo, type SelfInfo, selfInfo } from './questions.ts';

/** What was found around us by asking; each absent until somebody said it. */
export interface Found {
  readonly self?: SelfInfo;
  readonly core?: CoreInfo;
  readonly urls?: HomeUrls;
  readonly cloud?: Cloud;
  /** Where the app of ha-mcp listens, up to the secret at the end. */
  readonly haMcp?: string;
}

export interface SurroundingsDependencies {
  /** Undefined outside Home Assistant OS: then nobody is asked, since it would take a person's token. */
  readonly supervisor: Supervisor | undefined;
  /** The port that we listen on. */
  readonly port: number;
  /** The home as our own account sees it; throws while it does not answer. */
  readonly home: () => Promise<Commander>;
  /** Told after every look, whether or not it found anything new. */
  readonly onLook: (found: Found) => void | Promise<void>;
  /** The pause after a look that left something open; it doubles up to half a minute. */
  readonly retryMs?: number;
}

const LONGEST_RETRY = 30 * SECOND;
const EVERY = 5 * MINUTE;

/**
 * What can be known without anybody telling us: our own name, where Home Assistant listens and
 * where browsers reach it. It is asked in the background until all of it was answered, since Home
 * Assistant may start after us, and then now and then, since people change it.
 */
export class Surroundings {
  readonly #deps: SurroundingsDependencies;
  #found: Found = {};
  #timer: NodeJS.Timeout | undefined;
  #retryMs: number;
  #stopped = false;
  #looking: Promise<void> | undefined;

  constructor(deps: SurroundingsDependencies) {
    this.#deps = deps;
    this.#retryMs = deps.retryMs ?? SECOND;
  }

  get found(): Found {
    return this.#found;
  }

  /** Looks now, and goes on looking until `stop`. Never throws. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Looks no more, and waits for a look that goes on. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    const { supervisor } = this.#deps;
    if (this.#stopped || supervisor === undefined) return;
    await this.#askSupervisor(supervisor);
    const answered = await this.#askHome();
    if (this.#stopped) return;
    await this.#deps.onLook(this.#found);
    if (this.#stopped) return;
    const { self, core } = this.#found;
    const pause = answered && self !== undefined && core !== undefined ? EVERY : this.#retryMs;
    if (pause !== EVERY) this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY);
    this.#timer = setTimeout(() => void this.look(), pause);
    this.#timer.unref();
  }

  /** What is not answered stays as it was last. */
  async #askSupervisor(supervisor: Supervisor): Promise<void> {
    const { port } = this.#deps;
    const [self, core, beside] = await Promise.all([
      askSupervisor(supervisor, selfInfo(port)),
      askSupervisor(supervisor, coreInfo),
      askSupervisor(supervisor, haMcp),
    ]);
    const { haMcp: before, ...others } = this.#found;
    // Refused: it is not installed.
    const listens = beside.ok ? beside.value : beside.error === 'unreachable' ? before : undefined;
    this.#found = {
      ...others,
      ...(listens !== undefined && { haMcp: listens }),
      ...(self.ok && { self: self.value }),
      ...(core.ok && { core: core.value }),
    };
  }

  async #askHome(): Promise<boolean> {
    try {
      const home = await this.#deps.home();
      const urls = await homeUrls(home);
      const cloud = await cloudStatus(home);
      const { cloud: _, ...others } = this.#found;
      this.#found = { ...others, urls, ...(cloud && { cloud }) };
      return true;
    } catch {
      return false;
    }
  }
}
