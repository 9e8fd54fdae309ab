import { fitsFilter } from '../store/audit-filter.ts';
import type { AuditEvent, AuditFilter, Store } from '../store/contract.ts';

const PAGE = 1_000;

/** The names that go with the ids of an event, as far as they are still known. */
export interface NamedEvent extends AuditEvent {
  readonly personName?: string;
  readonly clientName?: string;
}

export interface ExportFilter {
  /** Nothing older, in milliseconds since the epoch. */
  readonly since?: number;
  readonly kind?: string;
  /** A client's id or name, or a machine's name. */
  readonly client?: string;
  /** A person's id or name. */
  readonly person?: string;
  /** What else they have to fit, as the page of the settings chooses them. */
  readonly among?: AuditFilter;
}

export type ExportStore = Pick<Store, 'auditPage' | 'person' | 'client'>;

/** The events of the log that fit, oldest first; a page of it is in memory at a time. */
export async function* exportEvents(
  store: ExportStore,
  { since, kind, client, person, among = {} }: ExportFilter,
): AsyncGenerator<NamedEvent> {
  const names = new Names(store);
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page = await store.auditPage({
      after,
      limit: PAGE,
      ...(since !== undefined && { since }),
      ...(kind !== undefined && { kind }),
    });
    for (const event of page.events) {
      if (!fitsFilter(event, among)) continue;
      const named = await names.added(event);
      const { detail, clientId, clientName, personId, personName } = named;
      if (isOne(client, [clientId, clientName, detail?.machine])) {
        if (isOne(person, [personId, personName])) yield named;
      }
    }
    after = page.next;
  }
}

function isOne(wanted: string | undefined, names: readonly unknown[]): boolean {
  const lower = wanted?.toLowerCase();
  return (
    lower === undefined ||
    names.some((name) => typeof name === 'string' && name.toLowerCase() === lower)
  );
}

/** The names of people and clients; looks each id up once. */
export class Names {
  readonly #store: ExportStore;
  readonly #known = new Map<string, string | undefined>();

  constructor(store: ExportStore) {
    this.#store = store;
  }

  async added(event: AuditEvent): Promise<NamedEvent> {
    const { home, personId, clientId } = event;
    const personName =
      home === undefined || personId === undefined
        ? undefined
        : await this.#once(JSON.stringify([home, personId]), () =>
            this.#store.person(home, personId),
          );
    const clientName =
      clientId === undefined
        ? undefined
        : await this.#once(clientId, () => this.#store.client(clientId));
    return {
      ...event,
      ...(personName !== undefined && { personName }),
      ...(clientName !== undefined && { clientName }),
    };
  }

  async #once(
    key: string,
    find: () => Promise<{ readonly name: string } | undefined>,
  ): Promise<string | undefined> {
    if (!this.#known.has(key)) this.#known.set(key, (await find())?.name);
    return this.#known.get(key);
  }
}
