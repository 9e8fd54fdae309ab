import { isLatchkeyError } from '../core/errors.ts';
import { messages } from './commands.ts';
import { ComposedEntities } from './composed-entities.ts';
import { type EntitiesEvent, EntityStates, type StateListener } from './entity-states.ts';
import { isHomeCommandError, unreachable } from './errors.ts';
import type { HomeLink, HomeMessage } from './link.ts';
import type {
  Area,
  Device,
  Entity,
  EntityEntry,
  EntityExtras,
  Floor,
  HomeConfig,
  Label,
  ServiceDescription,
  Services,
} from './model.ts';
import { Refresher } from './refresher.ts';
import {
  readAreas,
  readConfig,
  readDevices,
  readEntityEntries,
  readEntityExtras,
  readFloors,
  readLabels,
  readServices,
} from './registries.ts';

/** What one person sees of their home, without a round trip. */
export interface Mirror {
  readonly config: HomeConfig;
  readonly services: Services;
  readonly areas: ReadonlyMap<string, Area>;
  readonly floors: ReadonlyMap<string, Floor>;
  readonly labels: ReadonlyMap<string, Label>;
  readonly devices: ReadonlyMap<string, Device>;
  service(domain: string, service: string): ServiceDescription | undefined;
  entity(id: string): Entity | undefined;
  /** Every entity that has a state, hidden ones included. */
  entities(): readonly Entity[];
  inArea(areaId: string): readonly Entity[];
  onFloor(floorId: string): readonly Entity[];
  /** Entities that carry the label themselves, or whose device or area does. */
  withLabel(labelId: string): readonly Entity[];
  /** Calls back for every changed state; returns how to stop. */
  onState(listener: StateListener): () => void;
}

/** What is read from the registries; replaced whole, piece by piece. */
export interface MirrorContent {
  config: HomeConfig;
  services: Services;
  entries: ReadonlyMap<string, EntityEntry>;
  extras: Map<string, EntityExtras>;
  devices: ReadonlyMap<string, Device>;
  areas: ReadonlyMap<string, Area>;
  floors: ReadonlyMap<string, Floor>;
  labels: ReadonlyMap<string, Label>;
}

export function emptyContent(): MirrorContent {
  return {
    config: readConfig({}),
    services: new Map(),
    entries: new Map(),
    extras: new Map(),
    devices: new Map(),
    areas: new Map(),
    floors: new Map(),
    labels: new Map(),
  };
}

/** The lookups over what was mirrored; holds no connection. */
export class MirrorView implements Mirror {
  readonly #content: MirrorContent;
  readonly #states: EntityStates;
  readonly #entities: ComposedEntities;

  constructor(content: MirrorContent, states: EntityStates) {
    this.#content = content;
    this.#states = states;
    this.#entities = new ComposedEntities(content, states);
  }

  get config(): HomeConfig {
    return this.#content.config;
  }

  get services(): Services {
    return this.#content.services;
  }

  get areas(): ReadonlyMap<string, Area> {
    return this.#content.areas;
  }

  get floors(): ReadonlyMap<string, Floor> {
    return this.#content.floors;
  }

  get labels(): ReadonlyMap<string, Label> {
    return this.#content.labels;
  }

  get devices(): ReadonlyMap<string, Device> {
    return this.#content.devices;
  }

  service(domain: string, service: string): ServiceDescription | undefined {
    return this.#content.services.get(domain)?.get(service);
  }

  entity(id: string): Entity | undefined {
    return this.#entities.get(id);
  }

  entities(): readonly Entity[] {
    return this.#entities.all();
  }

  inArea(areaId: string): readonly Entity[] {
    return this.#entities.of('areas', areaId);
  }

  onFloor(floorId: string): readonly Entity[] {
    return this.#entities.of('floors', floorId);
  }

  withLabel(labelId: string): readonly Entity[] {
    return this.#entities.of('labels', labelId);
  }

  onState(listener: StateListener): () => void {
    return this.#states.listen(listener);
  }
}

const SPACING_MS = 500;

/**
 * Fills a mirror over a link and keeps it fresh for as long as the link lives. Throws like
 * `HomeLink.command` when the home cannot be read.
 */
export async function openMirror(link: HomeLink, log: (text: string) => void): Promise<Mirror> {
  const content = emptyContent();
  const states = new EntityStates();
  const parts = mirrorParts(link, content);

  // Subscribed before anything is fetched, so that no change falls in between.
  const subscribed = parts.flatMap((part) => {
    const refresher = new Refresher(
      () => part.fetch().catch((thrown) => reportStale(part.name, thrown, link, log)),
      SPACING_MS,
    );
    return part.events.map((eventType) =>
      link
        .subscribe<RegistryEvent>(messages.subscribeEvents(eventType), (event) => {
          part.note?.(event);
          void refresher.request();
        })
        .catch(tolerateRefusal),
    );
  });
  const firstStates = new Promise<void>((resolve, reject) => {
    link
      .subscribe<EntitiesEvent>(messages.subscribeEntities(), (event) => {
        states.apply(event);
        resolve();
      })
      .catch(reject);
  });
  await Promise.all([
    ...subscribed,
    ...parts.map((part) => part.fetch()),
    withinLife(link, firstStates),
  ]);
  return new MirrorView(content, states);
}

interface RegistryEvent {
  readonly data?: { readonly entity_id?: string; readonly old_entity_id?: string };
}

interface MirrorPart {
  readonly name: string;
  readonly events: readonly string[];
  fetch(): Promise<void>;
  note?(event: RegistryEvent): void;
}

function mirrorParts(link: HomeLink, content: MirrorContent): readonly MirrorPart[] {
  return [
    {
      name: 'config',
      events: ['core_config_updated'],
      fetch: async () => {
        content.config = readConfig(await link.command(messages.config()));
      },
    },
    {
      name: 'services',
      events: ['service_registered', 'service_removed'],
      fetch: async () => {
        content.services = readServices(await link.command(messages.services()));
      },
    },
    {
      name: 'entities',
      events: ['entity_registry_updated'],
      note: ({ data }) => {
        for (const id of [data?.entity_id, data?.old_entity_id]) {
          if (id !== undefined) content.extras.delete(id);
        }
      },
      fetch: async () => {
        content.entries = readEntityEntries(await link.command(messages.entities()));
        await fetchExtras(link, content);
      },
    },
    {
      name: 'devices',
      events: ['device_registry_updated'],
      fetch: async () => {
        content.devices = readDevices(await link.command(messages.devices()));
      },
    },
    {
      name: 'areas',
      events: ['area_registry_updated'],
      fetch: async () => {
        content.areas = readAreas(await link.command(messages.areas()));
      },
    },
    {
      name: 'floors',
      events: ['floor_registry_updated'],
      fetch: async () => {
        content.floors = readFloors(await commandIfKnown(link, messages.floors()));
      },
    },
    {
      name: 'labels',
      events: ['label_registry_updated'],
      fetch: async () => {
        content.labels = readLabels(await commandIfKnown(link, messages.labels()));
      },
    },
  ];
}

/** What is not in the list, such as aliases: asked for once per entity, and after it changed. */
async function fetchExtras(link: HomeLink, content: MirrorContent): Promise<void> {
  const missing = Array.from(content.entries.keys()).filter((id) => !content.extras.has(id));
  if (missing.length === 0) return;
  const extras = readEntityExtras(await commandIfKnown(link, messages.entityEntries(missing)));
  for (const id of missing) content.extras.set(id, extras.get(id) ?? NO_EXTRAS);
}

const NO_EXTRAS: EntityExtras = { aliases: [], exposed: false };

/** Floors and labels came with Home Assistant 2024.4; before it there are none. */
async function commandIfKnown(link: HomeLink, message: HomeMessage): Promise<unknown> {
  try {
    return await link.command(message);
  } catch (thrown) {
    if (isHomeCommandError(thrown, 'unknown_command')) return [];
    throw thrown;
  }
}

/** Only administrators may hear some events; the mirror is then as fresh as its connection. */
function tolerateRefusal(thrown: unknown): void {
  if (!isHomeCommandError(thrown)) throw thrown;
}

function reportStale(
  part: string,
  thrown: unknown,
  link: HomeLink,
  log: (text: string) => void,
): void {
  if (!link.connected) return;
  const reason = isLatchkeyError(thrown) ? thrown.message : String(thrown);
  log(`The ${part} of the home could not be refreshed: ${reason}`);
}

function withinLife(link: HomeLink, work: Promise<void>): Promise<void> {
  return Promise.race([
    work,
    link.closed.then(() => Promise.reject(unreachable('connection lost'))),
  ]);
}
