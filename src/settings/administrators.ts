import { type Clock, MINUTE } from '../core/clock.ts';
import { SingleFlight } from '../core/single-flight.ts';

/** A user as `config/auth/list` of Home Assistant tells of them. */
export interface ListedUser {
  readonly id: string;
  readonly name: string | null;
  readonly is_owner?: boolean;
  readonly is_active?: boolean;
  /** Made by an integration for itself; nobody signs in as it. */
  readonly system_generated?: boolean;
  readonly group_ids?: readonly string[];
}

/** Somebody who may open the settings. */
export interface Administrator {
  readonly id: string;
  readonly name: string;
}

export type Standing =
  | { readonly is: 'administrator'; readonly administrator: Administrator }
  | { readonly is: 'not administrator' }
  /** The home did not say. */
  | { readonly is: 'unknown' };

const REMEMBERED_MS = MINUTE;

/**
 * Who of the home may open the settings: active administrators and the owner. `panel_admin` of an
 * app only hides its menu entry, so Home Assistant is asked, at most once a minute.
 */
export class Administrators {
  readonly #deps: { readonly users: () => Promise<readonly ListedUser[]>; readonly clock: Clock };
  readonly #asking = new SingleFlight<ReadonlyMap<string, Administrator>>();
  #known: { readonly at: number; readonly people: ReadonlyMap<string, Administrator> } | undefined;

  constructor(deps: {
    readonly users: () => Promise<readonly ListedUser[]>;
    readonly clock: Clock;
  }) {
    this.#deps = deps;
  }

  async standing(userId: string): Promise<Standing> {
    try {
      const administrator = (await this.#people()).get(userId);
      return administrator === undefined
        ? { is: 'not administrator' }
        : { is: 'administrator', administrator };
    } catch {
      return { is: 'unknown' };
    }
  }

  async #people(): Promise<ReadonlyMap<string, Administrator>> {
    const now = this.#deps.clock();
    if (this.#known !== undefined && Math.abs(now - this.#known.at) < REMEMBERED_MS) {
      return this.#known.people;
    }
    return this.#asking.run('', async () => {
      const people = new Map(
        (await this.#deps.users())
          .filter(mayAdminister)
          .map(({ id, name }) => [id, { id, name: name ?? '' }] as const),
      );
      this.#known = { at: now, people };
      return people;
    });
  }
}

/** Whether they may open the settings, and change the home. */
export function mayAdminister({ is_owner, is_active, group_ids }: ListedUser): boolean {
  return is_active === true && (is_owner === true || group_ids?.includes('system-admin') === true);
}
