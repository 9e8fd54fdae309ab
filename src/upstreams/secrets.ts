import type { Clock } from '../core/clock.ts';
import { isLatchkeyError } from '../core/errors.ts';
import { ok, type Result, refused } from '../core/result.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { SealedThing } from '../keys/seal-anew.ts';
import type { NamedSecret, Store } from '../store/contract.ts';

/** What these secrets are sealed for; a row opens as nothing else, and under no other name. */
const PURPOSE = 'upstream-secret';

const NAME = /^[A-Za-z0-9_.-]{1,64}$/;
const LARGEST_VALUE = 8 * 1_024;
const MOST_SECRETS = 200;

export interface SecretsDependencies {
  readonly store: Pick<Store, 'namedSecrets' | 'putNamedSecret' | 'removeNamedSecret'>;
  readonly keyring: Pick<Keyring, 'seal' | 'open' | 'reseal' | 'isNewest'>;
  readonly clock: Clock;
}

/** A secret as people are shown it: never its value. */
export interface ListedSecret {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
  /** False when the key it was sealed with is gone, so that it has to be set again. */
  readonly readable: boolean;
}

/**
 * What entries of upstreams refer to as `${secret:NAME}`. In memory they are sealed as on the disk,
 * and opened one at a time when an upstream is set up: a value is in the clear only where it is used.
 */
export class Secrets {
  readonly #deps: SecretsDependencies;
  readonly #kept: Map<string, NamedSecret>;

  private constructor(deps: SecretsDependencies, kept: readonly NamedSecret[]) {
    this.#deps = deps;
    this.#kept = new Map(kept.map((one) => [one.name, one]));
  }

  /** Reads what is kept; what an older key sealed is sealed anew, so that key can be forgotten. */
  static async open(deps: SecretsDependencies): Promise<Secrets> {
    const kept = await deps.store.namedSecrets();
    return new Secrets(deps, await Promise.all(kept.map((one) => sealedAnew(one, deps))));
  }

  /** Takes up what another instance kept or removed. Whether anything had changed. Throws like the store. */
  async reload(): Promise<boolean> {
    const kept = await this.#deps.store.namedSecrets();
    const same =
      kept.length === this.#kept.size &&
      kept.every(({ name, sealed }) => this.#kept.get(name)?.sealed === sealed);
    if (same) return false;
    this.#kept.clear();
    for (const one of kept) this.#kept.set(one.name, one);
    return true;
  }

  /** The value; undefined when there is none, or none that a key of ours opens. */
  lookup(name: string): string | undefined {
    const kept = this.#kept.get(name);
    if (kept === undefined) return undefined;
    try {
      return this.#deps.keyring.open(PURPOSE, name, kept.sealed);
    } catch (thrown) {
      if (isLatchkeyError(thrown, 'sealed_unreadable')) return undefined;
      throw thrown;
    }
  }

  /** Every secret, to be sealed with another key. */
  sealed(): readonly SealedThing[] {
    return Array.from(this.#kept.values(), (one) => ({
      purpose: PURPOSE,
      recordId: one.name,
      sealed: one.sealed,
      keep: async (sealed) => {
        // A secret that was set meanwhile is sealed anew already.
        if (this.#kept.get(one.name) !== one) return;
        const anew = { ...one, sealed };
        if (await this.#deps.store.putNamedSecret(anew, MOST_SECRETS))
          this.#kept.set(one.name, anew);
      },
    }));
  }

  /** By name. */
  list(): readonly ListedSecret[] {
    return Array.from(this.#kept.values(), ({ name, changedAt }) => ({
      name,
      changedAt,
      readable: this.lookup(name) !== undefined,
    })).sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Keeps a value, or says why it cannot be kept. The sentence never repeats the value. */
  async set(name: string, value: string): Promise<Result<void, string>> {
    if (!NAME.test(name)) {
      return refused('The name of a secret is 1 to 64 letters, digits, dots, hyphens and _.');
    }
    if (value === '') return refused('A secret cannot be empty.');
    if (Buffer.byteLength(value) > LARGEST_VALUE) {
      return refused('A secret is at most 8 KiB long.');
    }
    const { store, keyring, clock } = this.#deps;
    const secret = { name, sealed: keyring.seal(PURPOSE, name, value), changedAt: clock() };
    if (!(await store.putNamedSecret(secret, MOST_SECRETS))) {
      return refused(`There are ${MOST_SECRETS} secrets already: remove one that nothing uses.`);
    }
    this.#kept.set(name, secret);
    return ok(undefined);
  }

  /** False when there was none. */
  async remove(name: string): Promise<boolean> {
    const removed = await this.#deps.store.removeNamedSecret(name);
    this.#kept.delete(name);
    return removed;
  }
}

/** The same with the newest key; as it was when no key opens it, or it cannot be written now. */
async function sealedAnew(
  one: NamedSecret,
  { keyring, store }: SecretsDependencies,
): Promise<NamedSecret> {
  if (keyring.isNewest(one.sealed)) return one;
  try {
    const anew = { ...one, sealed: keyring.reseal(PURPOSE, one.name, one.sealed) };
    return (await store.putNamedSecret(anew, MOST_SECRETS)) ? anew : one;
  } catch (thrown) {
    if (isLatchkeyError(thrown)) return one;
    throw thrown;
  }
}
