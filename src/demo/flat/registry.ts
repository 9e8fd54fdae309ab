import { CommandError } from '../errors.ts';
import { slugify } from '../slug.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

function normalized(name: string): string {
  return name.toLowerCase().replaceAll(' ', '');
}

/** The areas, floors or labels of one home, as they came with the flat and as they were changed since. */
export class Registry<T extends Named> {
  readonly #kind: string;
  readonly #things: Map<string, T>;

  /** `kind` is what its errors call one of them, such as `Area`. */
  constructor(kind: string, things: readonly T[]) {
    this.#kind = kind;
    this.#things = new Map(things.map((thing) => [thing.id, thing]));
  }

  all(): readonly T[] {
    return [...this.#things.values()];
  }

  has(id: string): boolean {
    return this.#things.has(id);
  }

  get(id: string): T | undefined {
    return this.#things.get(id);
  }

  create(name: string, make: (id: string) => T): T {
    this.#requireFree(name, undefined);
    const wanted = slugify(name);
    let id = wanted;
    for (let number = 2; this.has(id); number += 1) id = `${wanted}_${number}`;
    return this.put(make(id));
  }

  update(id: string, changes: Partial<T>): T {
    const thing = this.#things.get(id);
    // What Home Assistant answers when it looks up an id that is not there.
    if (thing === undefined) throw new CommandError('unknown_error', 'Unknown error');
    if (changes.name !== undefined) this.#requireFree(changes.name, id);
    return this.put({ ...thing, ...changes });
  }

  put(thing: T): T {
    this.#things.set(thing.id, thing);
    return thing;
  }

  remove(id: string): void {
    if (this.#things.delete(id)) return;
    throw new CommandError('invalid_info', `${this.#kind} ID doesn't exist`);
  }

  #requireFree(name: string, id: string | undefined): void {
    const key = normalized(name);
    const taken = this.all().some((one) => one.id !== id && normalized(one.name) === key);
    if (!taken) return;
    throw new CommandError('invalid_info', `The name ${name} (${key}) is already in use`);
  }
}
