import { freshHexId } from '../ids.ts';

export interface TodoItem {
  readonly summary: string;
  readonly uid: string;
  readonly status: 'needs_action' | 'completed';
  readonly due?: string;
  readonly description?: string;
  /** When it was done; ISO 8601. */
  readonly completed?: string;
}

/** The items of the shopping list, in order. */
export class ShoppingList {
  #items: readonly TodoItem[] = [
    { summary: 'Olive oil', uid: freshHexId(), status: 'needs_action' },
    { summary: 'Tomatoes', uid: freshHexId(), status: 'needs_action', description: 'Ripe ones' },
    { summary: 'Dishwasher salt', uid: freshHexId(), status: 'completed' },
  ];

  all(): readonly TodoItem[] {
    return this.#items;
  }

  open(): number {
    return this.#items.filter(({ status }) => status === 'needs_action').length;
  }

  /** By its id or by what it says, the way the services name one. */
  find(name: string): TodoItem | undefined {
    return this.#items.find(({ uid, summary }) => uid === name || summary === name);
  }

  add(item: Omit<TodoItem, 'uid' | 'status'>): void {
    this.#items = [...this.#items, { ...item, uid: freshHexId(), status: 'needs_action' }];
  }

  replace(item: TodoItem): void {
    this.#items = this.#items.map((known) => (known.uid === item.uid ? item : known));
  }

  remove(uids: readonly string[]): void {
    this.#items = this.#items.filter(({ uid }) => !uids.includes(uid));
  }
}
