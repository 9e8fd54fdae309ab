import type { Rules } from '../policy/rules.ts';
import { areLimited } from '../policy/rules.ts';
import { type Effect, sensitiveEffects } from '../policy/sensitive.ts';
import { idsWithin } from './call-targets.ts';
import type { ServiceCall } from './commands.ts';
import type { HomeAnswer } from './exchange.ts';
import type { Home, ServiceCallOptions, ServiceOutcome } from './home.ts';
import {
  limitAnswer,
  limitCall,
  notPermitted,
  requireLimitedCommand,
  requireLimitedRest,
  type Views,
} from './limited-calls.ts';
import { mirrorWithin } from './limited-mirror.ts';
import type { CommandOptions, HomeMessage, TakeEvent } from './link.ts';
import type { Mirror } from './mirror.ts';
import { NeedsYes } from './needs-yes.ts';
import { reachedBy, withinReachOfAssist } from './reached.ts';
import type { RestCall } from './rest.ts';
import type { HomeUser } from './user.ts';

/**
 * A home within the rules of one call. Whatever a tool does passes here, so a rule holds for every
 * tool there is or will be: what is not permitted is not there, and what a person has to be asked
 * about is not sent before they said yes.
 */
export class GuardedHome implements Home {
  readonly user: HomeUser;
  readonly mirror: Mirror;
  readonly limited: boolean;
  readonly #home: Home;
  readonly #rules: Rules;
  readonly #allowed: ReadonlySet<string>;
  readonly #views: Views;
  readonly #asked = new Map<string, Effect>();

  /** `allowed`: the keys of effects that a person said yes to, for this call. */
  constructor(home: Home, rules: Rules, allowed: ReadonlySet<string> = new Set()) {
    this.#home = home;
    this.#rules = rules;
    this.#allowed = allowed;
    this.user = home.user;
    this.limited = areLimited(rules);
    this.mirror = mirrorWithin(home.mirror, rules);
    this.#views = { whole: home.mirror, seen: this.mirror };
  }

  /** What was not done because a person has to be asked first. */
  get asked(): readonly Effect[] {
    return [...this.#asked.values()];
  }

  async prepare(calls: readonly ServiceCall[]): Promise<void> {
    const effects = await Promise.all(calls.map((call) => this.#effectsOf(this.#within(call))));
    this.#require(effects.flat());
  }

  async callService(call: ServiceCall, options?: ServiceCallOptions): Promise<ServiceOutcome> {
    const within = this.#within(call);
    this.#require(await this.#effectsOf(within));
    return this.#home.callService(within, options);
  }

  async command<T>(message: HomeMessage, options?: CommandOptions): Promise<T> {
    if (message.type === 'call_service') throw notPermitted('Services are called another way.');
    if (message.type === 'conversation/process') return this.#assist<T>(message, options);
    if (this.limited) {
      requireLimitedCommand(message, this.#views);
      return limitAnswer(message, await this.#home.command<T>(message, options), this.#views);
    }
    if (message.type === 'execute_script') {
      const call = { domain: 'script', service: 'turn_on' };
      this.#require(
        await this.#effectsOf({ ...call, data: { entity_id: idsWithin(message.sequence) } }),
      );
    }
    return this.#home.command<T>(message, options);
  }

  async rest(call: RestCall): Promise<HomeAnswer> {
    if (call.method === 'POST' && ['events', 'intent', 'services'].includes(call.path[0] ?? '')) {
      throw notPermitted('Services are called another way.');
    }
    if (this.limited) requireLimitedRest(call, this.#views);
    if (call.path[0] === 'mcp' && !onlyLooks(call.body)) this.#requireAssist();
    return this.#home.rest(call);
  }

  async awaitEvent<T, R>(
    message: HomeMessage,
    take: TakeEvent<T, R>,
    options?: CommandOptions,
  ): Promise<R> {
    if (this.limited) requireLimitedCommand(message, this.#views);
    return this.#home.awaitEvent(message, take, options);
  }

  async #assist<T>(message: HomeMessage, options: CommandOptions | undefined): Promise<T> {
    this.#requireAssist();
    return this.#home.command<T>(message, options);
  }

  /** Assist acts on all that is exposed to it, and nobody can tell beforehand on what. */
  #requireAssist(): void {
    if (this.#rules.readOnly || this.#rules.limits.length > 0) {
      throw notPermitted('Assist acts on more than a rule leaves to this assistant.');
    }
    const reached = withinReachOfAssist(this.#home.mirror);
    const assist = { domain: 'conversation', service: 'process' };
    this.#require(sensitiveEffects(assist, reached, this.#rules));
  }

  #within(call: ServiceCall): ServiceCall {
    const { whole } = this.#views;
    const reads = whole.service(call.domain, call.service)?.response === 'only';
    if (this.#rules.readOnly && !reads) {
      throw notPermitted(
        `${call.domain}.${call.service} changes things, and a rule lets this assistant only look.`,
      );
    }
    return this.limited ? limitCall(call, this.#views) : call;
  }

  async #effectsOf(call: ServiceCall): Promise<readonly Effect[]> {
    const { mirror } = this.#home;
    const reached =
      call.domain === 'conversation'
        ? withinReachOfAssist(mirror)
        : await reachedBy(call, {
            mirror,
            command: (message) => this.#home.command(message),
          });
    return sensitiveEffects(call, reached, this.#rules);
  }

  #require(effects: readonly Effect[]): void {
    const missing = effects.filter(({ key }) => !this.#allowed.has(key));
    if (missing.length === 0) return;
    for (const effect of missing) this.#asked.set(effect.key, effect);
    throw new NeedsYes(missing);
  }
}

/** Whether a request to Home Assistant's own MCP server changes nothing: lists, and its tools that get. */
function onlyLooks(body: unknown): boolean {
  const { method, params } = (body ?? {}) as {
    readonly method?: unknown;
    readonly params?: { readonly name?: unknown };
  };
  if (method !== 'tools/call') return typeof method === 'string' && method.endsWith('/list');
  return /^(Hass)?Get[A-Z]/.test(String(params?.name));
}
