import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config/config.ts';
import { HOUR, MINUTE } from '../core/clock.ts';
import { faultOf } from '../core/fault.ts';
import { Turns } from '../core/turns.ts';
import type { Examination } from '../doctor/examination.ts';
import type { Home } from '../home/home.ts';
import { speechFor } from '../words/words.ts';
import type { Supervisor } from './client.ts';
import { HomeAsClient, type HomeAsClientDependencies } from './home-as-client.ts';
import { Notices } from './notices/notices.ts';
import { type StandingDependencies, standingNow } from './notices/standing.ts';
import { wantedNotices } from './notices/wanted.ts';
import type { Found } from './surroundings.ts';

export interface SupervisedDependencies
  extends HomeAsClientDependencies,
    Omit<StandingDependencies, 'store' | 'findings' | 'config'> {
  readonly supervisor: Supervisor;
  readonly config: Config;
  readonly store: HomeAsClientDependencies['store'] & StandingDependencies['store'];
  readonly home: () => Promise<Home>;
  readonly examination: Pick<Examination, 'look' | 'state'>;
  readonly log: FastifyBaseLogger;
  /** How often notifications are put right; default one minute. */
  readonly everyMs?: number;
}

/** A check-up that nobody asked for, so that its notification comes and goes by itself. */
const CHECK_UP_MS = 12 * HOUR;
const CHECK_UP_IN_TROUBLE_MS = 30 * MINUTE;

/** What an app does for the house that it runs in: it offers itself, and tells what needs a person. */
export class Supervised {
  readonly #deps: SupervisedDependencies;
  readonly #client: HomeAsClient;
  readonly #notices: Notices;
  readonly #turns = new Turns();
  readonly #timer: NodeJS.Timeout;
  #found: Found = {};

  constructor(deps: SupervisedDependencies) {
    this.#deps = deps;
    this.#client = new HomeAsClient(deps);
    const { home, clock } = deps;
    this.#notices = new Notices({ home, clock, wanted: () => this.#wanted() });
    this.#timer = setInterval(() => void this.tell(), deps.everyMs ?? MINUTE);
    this.#timer.unref();
  }

  /** Takes up what was found, and addresses that were chosen meanwhile. Never throws. */
  found(found: Found): Promise<void> {
    this.#found = found;
    return this.#turns.take('client', async () => {
      const { config } = this.#deps;
      // Without an authorization server there is nothing for Home Assistant to sign in at.
      const addresses = config.mode === 'oauth' ? config.baseUrls : [];
      await this.#careful('offer', () => this.#client.keep(addresses, this.#found.urls));
    });
  }

  /** Puts the notifications right. Never throws. */
  tell(): Promise<void> {
    this.#lookWhenOld();
    return this.#turns.take('notices', () => this.#careful('notify', () => this.#notices.keep()));
  }

  /** Does nothing more, and waits for what goes on. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turns.take('client', async () => {});
    await this.#turns.take('notices', async () => {});
  }

  async #wanted() {
    const { examination, home } = this.#deps;
    const { language } = (await home()).mirror.config;
    const standing = await standingNow({
      ...this.#deps,
      findings: () => examination.state.last?.findings ?? [],
    });
    return wantedNotices(standing, speechFor(language).words);
  }

  #lookWhenOld(): void {
    const { examination, clock } = this.#deps;
    const { last } = examination.state;
    if (last === undefined) return;
    const inTrouble = last.findings.some(({ status }) => status === 'problem');
    if (clock() - last.at > (inTrouble ? CHECK_UP_IN_TROUBLE_MS : CHECK_UP_MS)) examination.look();
  }

  /** Home Assistant may be away at any time; the next turn does what this one could not. */
  async #careful(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.#deps.log.debug({ what, fault: faultOf(thrown) }, 'Home Assistant was not told');
    }
  }
}
