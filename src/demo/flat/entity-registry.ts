import type { FlatEntity } from './entity.ts';
import { ENTITIES } from './flat.ts';

/** What may change about an entity; undefined takes it away. */
export type EntityChanges = { readonly [Name in keyof FlatEntity]?: FlatEntity[Name] | undefined };

function changed(entity: FlatEntity, changes: EntityChanges): FlatEntity {
  const given = Object.entries({ ...entity, ...changes });
  return Object.fromEntries(
    given.filter(([, value]) => value !== undefined),
  ) as unknown as FlatEntity;
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

  /** Adds it, or takes the place of the one with its id. */
  add(entity: FlatEntity): void {
    this.#entities.set(entity.id, entity);
  }

  remove(entityId: string): void {
    this.#entities.delete(entityId);
  }

  update(entity: FlatEntity, changes: EntityChanges): FlatEntity {
    const fresh = changed(entity, changes);
    if (fresh.id !== entity.id) this.#entities.delete(entity.id);
    this.#entities.set(fresh.id, fresh);
    return fresh;
  }
}
