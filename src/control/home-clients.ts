import { homeAssistantClient, homeCallback, MY_HOME_ASSISTANT } from '../clients/home-assistant.ts';
import { listedRedirectUriFault } from '../clients/redirect-uris.ts';
import type { SettingsFile } from '../config/settings-file.ts';
import type { Clock } from '../core/clock.ts';
import type { Random } from '../core/ids.ts';
import { ok, type Result, refused } from '../core/result.ts';
import type { Client, Store } from '../store/contract.ts';
import type { NoteChange, Who } from './note-change.ts';

export interface HomeClientsDependencies {
  readonly store: Pick<Store, 'clients' | 'putClient' | 'removeClient'>;
  readonly file: Pick<SettingsFile, 'kept'>;
  readonly note: NoteChange;
  readonly clock: Clock;
  readonly random: Random;
}

/** Why no client was made: where that Home Assistant is cannot be read, or there are enough. */
export type HomeClientFault = 'address' | 'many';

/** Far more than a household has. */
const MOST = 10;

/**
 * Clients that administrators make for another Home Assistant, or for this one where no Supervisor
 * introduces us. The one that it was given by itself is none of these.
 */
export class HomeClients {
  readonly #deps: HomeClientsDependencies;

  constructor(deps: HomeClientsDependencies) {
    this.#deps = deps;
  }

  /** Whether this home's own Home Assistant was told of us, with a client that is none of these. */
  get introduced(): boolean {
    return this.#deps.file.kept.announced.mcp !== undefined;
  }

  async list(): Promise<readonly Client[]> {
    const { store, file } = this.#deps;
    return (await store.clients()).filter(
      ({ id, origin, withoutPkce }) =>
        origin === 'made' && withoutPkce === true && id !== file.kept.homeClient,
    );
  }

  /**
   * Makes one. `address` is where people open that Home Assistant, empty when it uses My Home
   * Assistant. Throws like the store.
   */
  async make(
    address: string,
    who: Who,
  ): Promise<Result<{ readonly client: Client; readonly secret: string }, HomeClientFault>> {
    const home = readHome(address.trim());
    if (home === undefined) return refused('address');
    if ((await this.list()).length >= MOST) return refused('many');
    const made = homeAssistantClient(home, this.#deps);
    const { store, note } = this.#deps;
    await store.putClient(made.client, Number.MAX_SAFE_INTEGER);
    note(who, 'home_client_made', { clientId: made.client.id });
    return ok(made);
  }

  /** Forgets one and disconnects it; false when it is gone. Throws like the store. */
  async remove(id: string, who: Who): Promise<boolean> {
    const { store, note, clock } = this.#deps;
    if (!(await this.list()).some((one) => one.id === id)) return false;
    await store.removeClient(id, clock());
    note(who, 'home_client_removed', { clientId: id });
    return true;
  }
}

function readHome(address: string): Pick<Client, 'name' | 'redirectUris'> | undefined {
  if (address === '') return { name: 'Home Assistant', redirectUris: [MY_HOME_ASSISTANT] };
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  const callback = homeCallback(url.origin);
  if (!/^https?:$/.test(url.protocol) || listedRedirectUriFault(callback) !== undefined) {
    return undefined;
  }
  return {
    name: `Home Assistant (${url.host})`,
    redirectUris: [MY_HOME_ASSISTANT, callback],
  };
}
