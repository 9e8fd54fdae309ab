import { type BaseUrlFault, isPublicDoor, judgeBaseUrl } from '../config/base-url.ts';
import type { AuthMode } from '../config/config.ts';
import type { SettingsFile } from '../config/settings-file.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { COMPANION_PATH } from '../net/companion.ts';
import type { FrontDoors } from '../net/front-doors.ts';
import type { Store } from '../store/contract.ts';
import type { GrantOperations } from './grant-operations.ts';
import type { NoteChange, Who } from './note-change.ts';

export interface AddressesDependencies {
  readonly doors: FrontDoors;
  readonly file: SettingsFile;
  readonly mode: AuthMode;
  readonly store: Pick<Store, 'grants'>;
  readonly grants: Pick<GrantOperations, 'end'>;
  readonly note: NoteChange;
  /** Told after each change. */
  readonly onChange: () => void;
}

/** Why an address was not taken. */
export type AddressFault = BaseUrlFault | 'path' | 'long' | 'taken' | 'many' | 'open';

/** Far more than a house has. */
const MOST = 10;
const LONGEST = 200;

/**
 * The front doors that administrators choose. They are kept in `settings.json` and take effect with
 * the next request; those of the configuration come first and are not changed here.
 */
export class Addresses {
  readonly #deps: AddressesDependencies;

  /** Opens the doors that were kept; what is none any more, since rules changed, is left out. */
  constructor(deps: AddressesDependencies) {
    this.#deps = deps;
    const { doors, file } = deps;
    for (const url of file.kept.addresses) {
      if (this.#judge(url).ok) doors.choose(inOrder([...this.chosen, url]));
    }
  }

  /** Those that can be removed here. */
  get chosen(): readonly string[] {
    const { doors } = this.#deps;
    return doors.baseUrls.filter((url) => !doors.isConfigured(url));
  }

  /** Opens a door at an address. Throws like the file. */
  add(text: string, who: Who): Result<string, AddressFault> {
    const judged = this.#judge(text);
    if (!judged.ok) return judged;
    this.#keep([...this.chosen, judged.value]);
    this.#deps.note(who, 'address_added', { address: judged.value });
    this.#deps.onChange();
    return judged;
  }

  /**
   * Closes a door and disconnects who came in through it: their tokens are for that address alone.
   * Undefined when it is gone, else how many were disconnected. Throws like the store.
   */
  async remove(url: string, who: Who): Promise<number | undefined> {
    const { store, grants, note, onChange } = this.#deps;
    if (!this.chosen.includes(url)) return undefined;
    this.#keep(this.chosen.filter((one) => one !== url));
    note(who, 'address_removed', { address: url });
    onChange();
    let ended = 0;
    for (const { id, issuer, endedAt } of await store.grants()) {
      if (issuer === url && endedAt === undefined && (await grants.end(id))) ended += 1;
    }
    return ended;
  }

  #keep(chosen: readonly string[]): void {
    const { doors, file } = this.#deps;
    file.keep({ addresses: [...chosen] });
    doors.choose(inOrder(chosen));
  }

  #judge(text: string): Result<string, AddressFault> {
    const { doors, mode } = this.#deps;
    if (text.length > LONGEST) return refused('long');
    const judged = judgeBaseUrl(text.trim());
    if (!judged.ok) return judged;
    const url = new URL(judged.value);
    // Routes below any other path are made at the start, for doors of the configuration.
    if (!['/', COMPANION_PATH].includes(url.pathname)) return refused('path');
    if (mode === 'none' && isPublicDoor(judged.value)) return refused('open');
    const hosts = doors.baseUrls.map((one) => new URL(one).host);
    if (hosts.includes(url.host)) return refused('taken');
    return this.chosen.length >= MOST ? refused('many') : ok(judged.value);
  }
}

/**
 * The order that decides which is canonical, and so what a request is given whose Host a proxy has
 * rewritten: proxies stand behind addresses of the internet, and Home Assistant names its own.
 */
function inOrder(urls: readonly string[]): readonly string[] {
  const rank = (url: string) => {
    if (!isPublicDoor(url)) return 2;
    return new URL(url).pathname === COMPANION_PATH ? 1 : 0;
  };
  return urls.toSorted((one, other) => rank(one) - rank(other));
}
