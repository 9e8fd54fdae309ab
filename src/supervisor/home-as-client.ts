import { homeAssistantClient, homeCallback, MY_HOME_ASSISTANT } from '../clients/home-assistant.ts';
import type { SettingsFile } from '../config/settings-file.ts';
import type { Clock } from '../core/clock.ts';
import type { Random } from '../core/ids.ts';
import type { Commander } from '../home/link.ts';
import { COMPANION_PATH } from '../net/companion.ts';
import { isLoopbackHost } from '../net/front-doors.ts';
import type { Store } from '../store/contract.ts';
import { askSupervisor, type Supervisor } from './client.ts';
import type { HomeUrls } from './home-questions.ts';
import { announce, withdraw } from './questions.ts';

export interface HomeAsClientDependencies {
  readonly supervisor: Supervisor;
  readonly home: () => Promise<Commander>;
  readonly file: SettingsFile;
  readonly store: Pick<Store, 'client' | 'putClient' | 'removeClient'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** The integration of Home Assistant that is a client of MCP servers, which it calls `mcp`. */
const SERVICE = 'mcp';

/**
 * The address at which Home Assistant can use us: one that a browser reaches too, since a person
 * signs in there. The name of our container is none, this machine is not theirs, and through Home
 * Assistant's own web server its client finds Home Assistant's own documents instead of ours.
 */
export function addressForHome(baseUrls: readonly string[]): string | undefined {
  return baseUrls.find((text) => {
    const { host, pathname } = new URL(text);
    return !isLoopbackHost(host) && pathname !== COMPANION_PATH;
  });
}

/**
 * Offers Latchkey to Home Assistant's own MCP client. It neither registers itself nor sends a
 * code_challenge (2026.11), so it is given a client of its own as an application credential first;
 * without that, the discovered server would ask people for an id and a secret. Only then is the
 * address announced, and taken back when there is none any more.
 */
export class HomeAsClient {
  readonly #deps: HomeAsClientDependencies;
  /** What was announced by this process. */
  #said: string | undefined;

  constructor(deps: HomeAsClientDependencies) {
    this.#deps = deps;
  }

  /** Makes what Home Assistant knows right. Throws what the home or the store throws. */
  async keep(baseUrls: readonly string[], urls: HomeUrls | undefined): Promise<void> {
    const baseUrl = addressForHome(baseUrls);
    if (baseUrl === undefined) return this.#withdraw();
    const url = `${baseUrl}/mcp`;
    await this.#keepClient(redirectsOf(urls));
    if (url === this.#said) return;
    const { supervisor, file } = this.#deps;
    const told = await askSupervisor(supervisor, announce(SERVICE, { url }));
    if (!told.ok) return;
    this.#said = url;
    file.keep({ announced: { ...file.kept.announced, [SERVICE]: told.value } });
  }

  async #withdraw(): Promise<void> {
    const { supervisor, file } = this.#deps;
    const { [SERVICE]: id, ...others } = file.kept.announced;
    this.#said = undefined;
    if (id === undefined) return;
    const done = await askSupervisor(supervisor, withdraw(id));
    // Refused: the Supervisor has forgotten it by itself.
    if (done.ok || done.error === 'refused') file.keep({ announced: others });
  }

  async #keepClient(redirectUris: readonly string[]): Promise<void> {
    const { file, store } = this.#deps;
    const home = await this.#deps.home();
    const id = file.kept.homeClient;
    const kept = id === undefined ? undefined : await store.client(id);
    if (kept !== undefined && (await isKnownTo(home, kept.id))) {
      if (kept.redirectUris.join() === redirectUris.join()) return;
      return store.putClient({ ...kept, redirectUris }, Number.MAX_SAFE_INTEGER);
    }
    await this.#makeClient(home, redirectUris);
    // Nobody knows its secret any more.
    if (kept !== undefined) await store.removeClient(kept.id, this.#deps.clock());
  }

  async #makeClient(home: Commander, redirectUris: readonly string[]): Promise<void> {
    const { file, store, clock } = this.#deps;
    const wanted = { name: 'Home Assistant', redirectUris };
    const { client, secret } = homeAssistantClient(wanted, this.#deps);
    // First, or a disk that is full would have a new one made at every look.
    file.keep({ homeClient: client.id });
    await store.putClient(client, Number.MAX_SAFE_INTEGER);
    try {
      await home.command({
        type: 'application_credentials/create',
        domain: SERVICE,
        client_id: client.id,
        client_secret: secret,
        name: 'Latchkey',
      });
    } catch (thrown) {
      await store.removeClient(client.id, clock());
      throw thrown;
    }
  }
}

function redirectsOf(urls: HomeUrls | undefined): readonly string[] {
  const own = [urls?.external, urls?.internal].filter((url) => url !== undefined);
  return [MY_HOME_ASSISTANT, ...new Set(own.map(homeCallback))];
}

async function isKnownTo(home: Commander, clientId: string): Promise<boolean> {
  const listed = await home.command<unknown>({ type: 'application_credentials/list' });
  return (
    Array.isArray(listed) &&
    listed.some(
      (one: { readonly domain?: unknown; readonly client_id?: unknown } | null) =>
        one?.domain === SERVICE && one.client_id === clientId,
    )
  );
}
