import { callService, currentUser, type ServiceCall } from './commands.ts';
import type { HomeAnswer } from './exchange.ts';
import {
  type Commander,
  type CommandOptions,
  HomeLink,
  type HomeMessage,
  type LinkOptions,
  type TakeEvent,
} from './link.ts';
import { type Mirror, openMirror } from './mirror.ts';
import { type RestCall, rest } from './rest.ts';
import type { HomeUser } from './user.ts';
import { StateWatch } from './wait-for-states.ts';

export interface ServiceCallOptions extends CommandOptions {
  /** Entities whose new states to wait for, after Home Assistant says it is done. */
  readonly waitFor?: readonly string[];
  /** How long to wait for them at most, in milliseconds; default 2 s. */
  readonly waitMs?: number;
}

export interface ServiceOutcome {
  /** What the service answered, when it was asked to. */
  readonly response: unknown;
  /** The entities of `waitFor` that changed. */
  readonly changed: readonly string[];
}

/** One person's view of their home: what they may see is in the mirror, what they do is theirs. */
export interface Home extends Commander {
  readonly user: HomeUser;
  readonly mirror: Mirror;
  /** Whether rules keep a part of the home from the caller, so that what shows is not all there is. */
  readonly limited: boolean;
  /**
   * Checks calls that belong together before any of them is sent. Throws `NeedsYes` when a person has
   * to be asked about one, and `not_permitted`.
   */
  prepare(calls: readonly ServiceCall[]): Promise<void>;
  /** Calls a service as that person. Throws like `command` and `prepare`. */
  callService(call: ServiceCall, options?: ServiceCallOptions): Promise<ServiceOutcome>;
  /**
   * Subscribes until `take` finds in an event what it looks for, returns that and unsubscribes.
   * Throws like `command`.
   */
  awaitEvent<T, R>(
    message: HomeMessage,
    take: TakeEvent<T, R>,
    options?: CommandOptions,
  ): Promise<R>;
  /** Calls the REST API as that person. Throws like `rest`, and `home_refused`. */
  rest(call: RestCall): Promise<HomeAnswer>;
}

/** What a home is opened with. */
export interface LiveHomeOptions extends Omit<LinkOptions, 'token'> {
  /** An access token that is good now; one of a login is asked for each time it is needed. */
  readonly token: () => Promise<string>;
}

/** A home over one live link. */
export class LiveHome implements Home {
  readonly user: HomeUser;
  readonly mirror: Mirror;
  readonly limited = false;
  readonly #link: HomeLink;
  readonly #options: LiveHomeOptions;

  private constructor(options: LiveHomeOptions, link: HomeLink, user: HomeUser, mirror: Mirror) {
    this.#options = options;
    this.#link = link;
    this.user = user;
    this.mirror = mirror;
  }

  /** Connects, signs in and reads the mirror. Throws home_unreachable, _refused, _banned, _timeout. */
  static async open(options: LiveHomeOptions, log: (text: string) => void): Promise<LiveHome> {
    const link = await HomeLink.open({ ...options, token: await options.token() });
    const abort = () => void link.close();
    options.signal?.addEventListener('abort', abort);
    try {
      const [user, mirror] = await Promise.all([currentUser(link), openMirror(link, log)]);
      return new LiveHome(options, link, user, mirror);
    } catch (thrown) {
      await link.close();
      throw thrown;
    } finally {
      options.signal?.removeEventListener('abort', abort);
    }
  }

  /** Resolves when the link is gone, whoever ended it. */
  get closed(): Promise<void> {
    return this.#link.closed;
  }

  get connected(): boolean {
    return this.#link.connected;
  }

  /** Whether a command waits for its answer. */
  get busy(): boolean {
    return this.#link.running > 0;
  }

  command<T>(message: HomeMessage, options?: CommandOptions): Promise<T> {
    return this.#link.command(message, options);
  }

  awaitEvent<T, R>(
    message: HomeMessage,
    take: TakeEvent<T, R>,
    options?: CommandOptions,
  ): Promise<R> {
    return this.#link.awaitEvent(message, take, options);
  }

  /** Nobody is asked about a home without rules. */
  async prepare(): Promise<void> {}

  async callService(call: ServiceCall, options: ServiceCallOptions = {}): Promise<ServiceOutcome> {
    const watch = new StateWatch(this.mirror, options.waitFor ?? []);
    try {
      const { contextId, response } = await callService(this.#link, call, options);
      return { response, changed: await watch.changed(contextId, options.waitMs) };
    } finally {
      watch.stop();
    }
  }

  async rest(call: RestCall): Promise<HomeAnswer> {
    return rest(this.#options.home, await this.#options.token(), call);
  }

  close(): Promise<void> {
    return this.#link.close();
  }
}
