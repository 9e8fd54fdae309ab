import type { House } from './house.ts';
import { newContext } from './states.ts';

type RegistryName = 'area' | 'device' | 'entity' | 'floor' | 'label';

/** Tells whoever listens that something in a registry changed. */
export function tellRegistry(
  house: House,
  registry: RegistryName,
  data: Readonly<Record<string, unknown>>,
): void {
  house.events.tell({
    type: `${registry}_registry_updated`,
    data,
    at: house.clock(),
    context: newContext(house.clock),
  });
}
