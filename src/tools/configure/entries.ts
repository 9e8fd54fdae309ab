import { isHomeCommandError } from '../../home/errors.ts';
import type { Commander } from '../../home/link.ts';

/*
 * Registry entries as Home Assistant spells them, read anew for each change: the mirror leaves out
 * what a change has to keep, such as icons and whatever is disabled.
 */

/** What `config/entity_registry/get` answers, as far as it is used. */
export interface EntityWire {
  /** The registry's own id, which stays when the entity id changes. */
  readonly id: string;
  readonly entity_id: string;
  readonly unique_id?: unknown;
  readonly platform?: string;
  readonly name: string | null;
  readonly icon: string | null;
  readonly area_id: string | null;
  readonly labels: readonly string[];
  /** Null stands for the entity's own name; only single entries carry aliases, lists do not. */
  readonly aliases?: readonly (string | null)[];
  readonly hidden_by: string | null;
  readonly disabled_by: string | null;
  readonly options?: { readonly conversation?: { readonly should_expose?: boolean } };
}

export interface DeviceWire {
  readonly id: string;
  readonly name: string | null;
  readonly name_by_user: string | null;
  readonly area_id: string | null;
  readonly labels: readonly string[];
  readonly disabled_by: string | null;
}

/** The entry of an entity, or nothing when it has none. Throws like `Commander.command`. */
export async function entityEntry(home: Commander, id: string): Promise<EntityWire | undefined> {
  try {
    return await home.command<EntityWire>({ type: 'config/entity_registry/get', entity_id: id });
  } catch (thrown) {
    if (isHomeCommandError(thrown, 'not_found')) return undefined;
    throw thrown;
  }
}

/** Every entity with an entry, disabled ones included; without aliases. */
export function entityEntries(home: Commander): Promise<readonly EntityWire[]> {
  return home.command({ type: 'config/entity_registry/list' });
}

export function deviceEntries(home: Commander): Promise<readonly DeviceWire[]> {
  return home.command({ type: 'config/device_registry/list' });
}
