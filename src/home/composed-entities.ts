import type { EntityStates } from './entity-states.ts';
import type { MirrorContent } from './mirror.ts';
import type { Area, Device, Entity, EntityExtras, EntityState } from './model.ts';

const NO_EXTRAS: EntityExtras = { aliases: [], exposed: false };

/** Ids by area, by floor and by label, in the order of the states. */
interface Places {
  readonly areas: ReadonlyMap<string, readonly string[]>;
  readonly floors: ReadonlyMap<string, readonly string[]>;
  readonly labels: ReadonlyMap<string, readonly string[]>;
}

/**
 * Entities put together from states and registries. An entity is the same object until its state,
 * its aliases or a registry changes, so that others can remember what they worked out about it.
 */
export class ComposedEntities {
  readonly #content: MirrorContent;
  readonly #states: EntityStates;
  readonly #composed = new Map<string, Entity>();
  #places: Places | undefined;
  /** What `#composed` and `#places` were made from; registries are replaced whole. */
  #made: readonly unknown[] = [];

  constructor(content: MirrorContent, states: EntityStates) {
    this.#content = content;
    this.#states = states;
  }

  get(id: string): Entity | undefined {
    this.#forgetOld();
    const state = this.#states.all.get(id);
    return state === undefined ? undefined : this.#entity(id, state);
  }

  all(): readonly Entity[] {
    this.#forgetOld();
    return Array.from(this.#states.all, ([id, state]) => this.#entity(id, state));
  }

  /** The entities of an area, of a floor, or with a label that they, their device or area carry. */
  of(kind: keyof Places, id: string): readonly Entity[] {
    this.#forgetOld();
    this.#places ??= this.#findPlaces();
    return (this.#places[kind].get(id) ?? []).flatMap((one) => this.get(one) ?? []);
  }

  #forgetOld(): void {
    const { entries, devices, areas } = this.#content;
    const sources = [entries, devices, areas, this.#states.membership];
    if (sources.every((source, index) => source === this.#made[index])) return;
    this.#made = sources;
    this.#composed.clear();
    this.#places = undefined;
  }

  #entity(id: string, state: EntityState): Entity {
    const known = this.#composed.get(id);
    const extras = this.#content.extras.get(id) ?? NO_EXTRAS;
    const asBefore = known?.aliases === extras.aliases && known.exposed === extras.exposed;
    if (asBefore && known.state === state) return known;
    const entity = this.#compose(id, state, extras);
    this.#composed.set(id, entity);
    return entity;
  }

  #compose(id: string, state: EntityState, { aliases, exposed }: EntityExtras): Entity {
    const entry = this.#content.entries.get(id);
    const friendly = state.attributes.friendly_name;
    const separator = id.indexOf('.');
    return {
      id,
      domain: id.slice(0, separator),
      name:
        typeof friendly === 'string' && friendly !== ''
          ? friendly
          : (entry?.name ?? id.slice(separator + 1).replaceAll('_', ' ')),
      aliases,
      exposed,
      state,
      areaId: entry?.areaId ?? this.#areaOfDevice(entry?.deviceId),
      deviceId: entry?.deviceId,
      labels: entry?.labels ?? [],
      hidden: entry?.hidden ?? false,
      category: entry?.category,
      platform: entry?.platform || undefined,
    };
  }

  #findPlaces(): Places {
    const places = {
      areas: new Map<string, string[]>(),
      floors: new Map<string, string[]>(),
      labels: new Map<string, string[]>(),
    };
    for (const entity of this.all()) {
      const area = this.#area(entity);
      add(places.areas, entity.areaId, entity.id);
      add(places.floors, area?.floorId, entity.id);
      const labels = [entity.labels, this.#device(entity)?.labels ?? [], area?.labels ?? []].flat();
      for (const label of new Set(labels)) add(places.labels, label, entity.id);
    }
    return places;
  }

  /** A child device without an area of its own stands where its parent stands. */
  #areaOfDevice(deviceId: string | undefined): string | undefined {
    const device = deviceId === undefined ? undefined : this.#content.devices.get(deviceId);
    if (device?.areaId !== undefined || device?.parentId === undefined) return device?.areaId;
    return this.#content.devices.get(device.parentId)?.areaId;
  }

  #area(entity: Entity): Area | undefined {
    return entity.areaId === undefined ? undefined : this.#content.areas.get(entity.areaId);
  }

  #device(entity: Entity): Device | undefined {
    return entity.deviceId === undefined ? undefined : this.#content.devices.get(entity.deviceId);
  }
}

function add(index: Map<string, string[]>, key: string | undefined, id: string): void {
  if (key === undefined) return;
  const ids = index.get(key);
  if (ids === undefined) index.set(key, [id]);
  else ids.push(id);
}
