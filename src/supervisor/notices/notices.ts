import { type Clock, MINUTE } from '../../core/clock.ts';
import type { Commander } from '../../home/link.ts';
import { type Notice, PREFIX } from './wanted.ts';

export interface NoticesDependencies {
  /** The home as our own account sees it. */
  readonly home: () => Promise<Commander>;
  readonly wanted: () => Promise<readonly Notice[]>;
  readonly clock: Clock;
}

/** How long one notification stays as it is, whatever happens, so that nothing can flood anybody. */
const LEAST_MS = 10 * MINUTE;

/**
 * Keeps Home Assistant's persistent notifications what they should be: puts up what is new, changes
 * what reads differently, takes back what is over. One that a person dismissed stays away until it
 * reads differently.
 */
export class Notices {
  readonly #deps: NoticesDependencies;
  /** What was put up, and when. */
  readonly #shown = new Map<string, { readonly text: string; readonly at: number }>();
  /** Whether we know what an earlier process has left on the screens. */
  #knows = false;

  constructor(deps: NoticesDependencies) {
    this.#deps = deps;
  }

  /** Puts things right once. Throws what the home throws; then the next call does the rest. */
  async keep(): Promise<void> {
    const { wanted, clock } = this.#deps;
    const now = clock();
    const all = await wanted();
    const home = await this.#deps.home();
    if (!this.#knows) await this.#learn(home);
    for (const notice of all) {
      const { id, title, message } = notice;
      const text = `${title}\n${message}`;
      const before = this.#shown.get(id);
      if (before?.text === text) continue;
      if (before !== undefined && before.at > now - LEAST_MS) continue;
      await call(home, 'create', { notification_id: id, title, message });
      this.#shown.set(id, { text, at: now });
    }
    for (const [id, { at }] of this.#shown) {
      if (all.some((one) => one.id === id) || at > now - MINUTE) continue;
      await call(home, 'dismiss', { notification_id: id });
      this.#shown.delete(id);
    }
  }

  async #learn(home: Commander): Promise<void> {
    const there = await home.command<unknown>({ type: 'persistent_notification/get' });
    for (const one of Array.isArray(there) ? there : []) {
      const { notification_id: id } = one as { readonly notification_id?: unknown };
      if (typeof id !== 'string' || !id.startsWith(PREFIX) || this.#shown.has(id)) continue;
      const { title, message } = one as { readonly title?: unknown; readonly message?: unknown };
      this.#shown.set(id, { text: `${title}\n${message}`, at: Number.NEGATIVE_INFINITY });
    }
    this.#knows = true;
  }
}

function call(home: Commander, service: string, data: object): Promise<unknown> {
  const domain = 'persistent_notification';
  return home.command({ type: 'call_service', domain, service, service_data: data });
}
