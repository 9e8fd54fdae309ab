import type { FlatEntity } from './entity.ts';
import { ENTITIES } from './flat.ts';

/** What an administrator may change about an entity; null takes it away. */
export interface EntityChanges {
  readonly name?: string | null;
  readonly area?: string | null;
  readonly labels?: readonly string[];
  readonly aliases?: readonly string[];
  readonly hidden?: true | null;
}

function changed(entity: FlatEntity, changes: EntityChanges): FlatEntity {
  const given = { ...entity, ...changes };
  const { name, area, hidden, ...rest } = given;
  return {
    ...rest,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof area === 'string' ? { area } : {}),
    ...(hidden === true ? { hidden } : {}),
  };
}

/** The entities of one home, as they came with the flat and as they were changed since. */
export class EntityRegistry {
  readonly #entities = new Map(ENTITIES.map((entity) => [entity.id, entity]));

  all(): readonly FlatEntity[] {
    return [...this.#entities.values()];
  }

  /** Those the registry lists: not what was made in a file. */
  registered(): readonly FlatEntity[] {
    return this.all().filter(({ unregistered }) => unregistered !== true);
  }

  get(entityId: string): FlatEntity | undefined {
    return this.#entities.get(entityId);
  }

  update(entity: FlatEntity, changes: EntityChanges): FlatEntity {
    const fresh = changed(entity, changes);
    this.#entities.set(entity.id, fresh);
    return fresh;
  }
}
