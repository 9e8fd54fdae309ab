import { areLimited, type EntityFacts, permits, type Rules } from '../policy/rules.ts';
import type { StateListener } from './entity-states.ts';
import type { Mirror } from './mirror.ts';
import type { Area, Device, Entity, Floor, HomeConfig, Label, Services } from './model.ts';

/** A home as far as these rules leave it to somebody. */
export function mirrorWithin(whole: Mirror, rules: Rules): Mirror {
  return areLimited(rules) ? new LimitedMirror(whole, rules) : whole;
}

/** What somebody limited by rules sees of a home: places as they are, but only permitted entities. */
export class LimitedMirror implements Mirror {
  readonly #whole: Mirror;
  readonly #rules: Rules;
  #devices: ReadonlyMap<string, Device> | undefined;

  constructor(whole: Mirror, rules: Rules) {
    this.#whole = whole;
    this.#rules = rules;
  }

  get config(): HomeConfig {
    return this.#whole.config;
  }

  get services(): Services {
    return this.#whole.services;
  }

  get areas(): ReadonlyMap<string, Area> {
    return this.#whole.areas;
  }

  get floors(): ReadonlyMap<string, Floor> {
    return this.#whole.floors;
  }

  get labels(): ReadonlyMap<string, Label> {
    return this.#whole.labels;
  }

  /** Those with an entity that shows, and what they are a part of. One call sees one answer. */
  get devices(): ReadonlyMap<string, Device> {
    this.#devices ??= this.#visibleDevices();
    return this.#devices;
  }

  service(domain: string, service: string) {
    return this.#whole.service(domain, service);
  }

  entity(id: string): Entity | undefined {
    const entity = this.#whole.entity(id);
    return entity !== undefined && this.#shows(entity) ? entity : undefined;
  }

  entities(): readonly Entity[] {
    return this.#whole.entities().filter((entity) => this.#shows(entity));
  }

  inArea(areaId: string): readonly Entity[] {
    return this.#whole.inArea(areaId).filter((entity) => this.#shows(entity));
  }

  onFloor(floorId: string): readonly Entity[] {
    return this.#whole.onFloor(floorId).filter((entity) => this.#shows(entity));
  }

  withLabel(labelId: string): readonly Entity[] {
    return this.#whole.withLabel(labelId).filter((entity) => this.#shows(entity));
  }

  onState(listener: StateListener): () => void {
    return this.#whole.onState((id, after, before) => {
      const entity = this.#whole.entity(id);
      // One that is gone has no registry entry to look at, and nothing is heard of it.
      if (entity !== undefined && this.#shows(entity)) listener(id, after, before);
    });
  }

  #shows(entity: Entity): boolean {
    return permits(this.#rules, factsOf(entity, this.#whole));
  }

  #visibleDevices(): ReadonlyMap<string, Device> {
    const all = this.#whole.devices;
    const visible = new Map<string, Device>();
    for (const { deviceId } of this.entities()) {
      const device = deviceId === undefined ? undefined : all.get(deviceId);
      const parent = device?.parentId === undefined ? undefined : all.get(device.parentId);
      for (const one of [device, parent]) if (one !== undefined) visible.set(one.id, one);
    }
    return visible;
  }
}

function factsOf(entity: Entity, { devices, areas }: Mirror): EntityFacts {
  const { id, domain, areaId, deviceId, exposed } = entity;
  return {
    id,
    domain,
    areaId,
    exposed,
    labels: [
      ...entity.labels,
      ...(deviceId === undefined ? [] : (devices.get(deviceId)?.labels ?? [])),
      ...(areaId === undefined ? [] : (areas.get(areaId)?.labels ?? [])),
    ],
  };
}
