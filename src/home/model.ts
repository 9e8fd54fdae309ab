/** One entity's state. Times are milliseconds since the epoch. */
export interface EntityState {
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly lastChanged: number;
  readonly lastUpdated: number;
  /** The context that made it so: a service call answers with the same id. */
  readonly contextId: string;
}

/** An entity as people see it: its state with what the registries know about it. */
export interface Entity {
  readonly id: string;
  readonly domain: string;
  /** As Home Assistant shows it. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly state: EntityState;
  readonly areaId: string | undefined;
  readonly deviceId: string | undefined;
  /** Its own labels; `Mirror.withLabel` also counts those of its device and area. */
  readonly labels: readonly string[];
  readonly hidden: boolean;
  /** Settings and diagnostics are not what a room or label stands for. */
  readonly category: string | undefined;
  /** The integration it came from; unknown for one without a registry entry. */
  readonly platform: string | undefined;
  /** Whether people put it within Assist's reach; not when nothing says so. */
  readonly exposed: boolean;
}

export interface Area {
  readonly id: string;
  readonly name: string;
  readonly floorId: string | undefined;
  readonly aliases: readonly string[];
  readonly labels: readonly string[];
}

export interface Floor {
  readonly id: string;
  readonly name: string;
  readonly level: number | undefined;
  readonly aliases: readonly string[];
}

export interface Label {
  readonly id: string;
  readonly name: string;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  /** As its integration calls it, where people gave it another name. */
  readonly ownName?: string;
  readonly areaId: string | undefined;
  readonly parentId: string | undefined;
  readonly labels: readonly string[];
}

/** What the entity registry says; entities without a unique id have no entry. */
export interface EntityEntry {
  readonly id: string;
  readonly name: string | undefined;
  readonly areaId: string | undefined;
  readonly deviceId: string | undefined;
  readonly labels: readonly string[];
  readonly hidden: boolean;
  readonly category: string | undefined;
  readonly platform: string;
}

/** What Home Assistant tells of an entity only when it is asked for it by its id. */
export interface EntityExtras {
  readonly aliases: readonly string[];
  readonly exposed: boolean;
}

export interface HomeConfig {
  readonly name: string;
  readonly timeZone: string;
  readonly version: string;
  readonly language: string;
  readonly currency: string | undefined;
  readonly country: string | undefined;
  /** `RUNNING` once everything is loaded. */
  readonly state: string;
  readonly components: readonly string[];
}

/** A field of a service, without the sections that only a screen shows. */
export interface ServiceField {
  readonly required?: boolean;
  /** What it takes, in a few words. */
  readonly hint?: string;
  /** Only of scripts, as with the service itself. */
  readonly about?: string;
}

/** A service as `get_services` describes it. */
export interface ServiceDescription {
  /** Scripts bring what they are about themselves; other services have translations. */
  readonly about?: string;
  readonly fields: Readonly<Record<string, ServiceField>>;
  /** Absent: it cannot be given a target. */
  readonly target: boolean;
  /** The domains its target is limited to, when it says so. */
  readonly targetDomains: readonly string[] | undefined;
  /** Absent: it answers no data; `only`: it must be asked for it. */
  readonly response: 'optional' | 'only' | undefined;
}

/** Services by domain, then by name. */
export type Services = ReadonlyMap<string, ReadonlyMap<string, ServiceDescription>>;
