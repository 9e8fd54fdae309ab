import { CommandError, invalidFormat } from '../errors.ts';
import { slugify } from '../slug.ts';
import { HELPER_KINDS, type HelperItem } from './kinds.ts';

type Settings = Readonly<Record<string, unknown>>;

/** The helpers people made, by kind: what each kind's `list` shows, without those made in a file. */
export class Helpers {
  readonly #items = new Map<string, HelperItem>([
    ['input_boolean.guest_mode', { id: 'guest_mode', name: 'Guest mode' }],
  ]);

  all(domain: string): readonly HelperItem[] {
    return [...this.#items].filter(([key]) => key.startsWith(`${domain}.`)).map(([, item]) => item);
  }

  create(domain: string, settings: Settings): HelperItem {
    const item = this.#made(domain, settings);
    const wanted = slugify(item.name);
    let id = wanted;
    for (let number = 2; this.#items.has(`${domain}.${id}`); number += 1)
      id = `${wanted}_${number}`;
    return this.#put(domain, { ...item, id });
  }

  /** Replaces all settings: what is not given goes back to its default. */
  update(domain: string, id: string, settings: Settings): HelperItem {
    this.#require(domain, id);
    return this.#put(domain, { ...this.#made(domain, settings), id });
  }

  remove(domain: string, id: string): void {
    this.#require(domain, id);
    this.#items.delete(`${domain}.${id}`);
  }

  #put(domain: string, item: HelperItem): HelperItem {
    this.#items.set(`${domain}.${item.id}`, item);
    return item;
  }

  #require(domain: string, id: string): void {
    if (this.#items.has(`${domain}.${id}`)) return;
    throw new CommandError('not_found', `Unable to find ${domain}_id ${id}`);
  }

  #made(domain: string, settings: Settings): HelperItem {
    const kind = HELPER_KINDS[domain];
    const given = { ...kind?.defaults, ...settings };
    const name = typeof settings.name === 'string' ? settings.name : '';
    if (name === '') throw invalidFormat("value must not be empty at 'name'. Got ''");
    kind?.check?.(given);
    return { id: '', name, ...(kind?.store?.(given) ?? given) };
  }
}
