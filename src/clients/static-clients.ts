import type { StaticClient } from '../config/config.ts';
import type { Store } from '../store/contract.ts';

/**
 * Makes the store's static clients those that the operator listed: a listed one is kept as it is
 * written now, with its grants; one that is listed no more is forgotten and its grants end.
 */
export async function keepStaticClients(
  listed: readonly StaticClient[],
  store: Store,
  now: number,
): Promise<void> {
  const kept = await store.clients();
  for (const { id, origin } of kept) {
    if (origin !== 'static' || listed.some((one) => one.id === id)) continue;
    await store.removeClient(id, now);
  }
  for (const client of listed) {
    const before = kept.find(({ id }) => id === client.id);
    const createdAt = before?.createdAt ?? now;
    await store.putClient({ ...client, origin: 'static', createdAt }, Number.MAX_SAFE_INTEGER);
  }
}
