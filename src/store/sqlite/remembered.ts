import type { Database } from './database.ts';

/**
 * Rows by their id as they were read last. SQLite's `data_version` changes when another connection
 * committed, so asking it once in a turn misses nothing; whoever changes a row here says so.
 */
export class Remembered<T> {
  readonly #db: Pick<Database, 'version'>;
  readonly #read: (id: string) => T | undefined;
  readonly #most: number;
  readonly #rows = new Map<string, T>();
  #seenVersion: number | undefined;

  /** Remembers `most` rows at a time; of those that are not there nothing is remembered. */
  constructor(
    db: Pick<Database, 'version'>,
    read: (id: string) => T | undefined,
    { most }: { readonly most: number },
  ) {
    this.#db = db;
    this.#read = read;
    this.#most = most;
  }

  find(id: string): T | undefined {
    const version = this.#db.version();
    if (version !== this.#seenVersion) {
      this.#rows.clear();
      this.#seenVersion = version;
    }
    const known = this.#rows.get(id);
    if (known !== undefined) return known;
    const row = this.#read(id);
    if (row !== undefined) this.#keep(id, row);
    return row;
  }

  /** To be called by whatever changes that row. */
  forget(id: string): void {
    this.#rows.delete(id);
  }

  forgetAll(): void {
    this.#rows.clear();
  }

  /** Makes of a row that is remembered what `change` makes of it. */
  change(id: string, change: (row: T) => T): void {
    const known = this.#rows.get(id);
    if (known !== undefined) this.#rows.set(id, change(known));
  }

  #keep(id: string, row: T): void {
    const [oldest] = this.#rows.size >= this.#most ? this.#rows.keys() : [];
    if (oldest !== undefined) this.#rows.delete(oldest);
    this.#rows.set(id, row);
  }
}
