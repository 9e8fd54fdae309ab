import { fieldHint } from './field-hint.ts';
import type {
  Area,
  Device,
  EntityEntry,
  EntityExtras,
  Floor,
  HomeConfig,
  Label,
  ServiceDescription,
  ServiceField,
  Services,
} from './model.ts';

/*
 * From Home Assistant's registry answers to our own words. Every field may be missing: older
 * versions do not know some, newer ones leave empty ones out.
 */

type Wire = Readonly<Record<string, unknown>>;

/** `config/entity_registry/list_for_display`, by entity id. Disabled entities are not in it. */
export function readEntityEntries(answer: unknown): Map<string, EntityEntry> {
  const { entities, entity_categories } = asWire(answer);
  const categories = asWire(entity_categories);
  return byId(asWires(entities), (wire) => {
    const id = text(wire.ei);
    if (id === undefined) return undefined;
    return {
      id,
      name: text(wire.en),
      areaId: text(wire.ai),
      deviceId: text(wire.di),
      labels: texts(wire.lb),
      hidden: wire.hb === true,
      category: typeof wire.ec === 'number' ? text(categories[String(wire.ec)]) : undefined,
      platform: text(wire.pl) ?? '',
    };
  });
}

/**
 * `config/entity_registry/get_entries`, by entity id. Whether an entity is exposed to Assist stands
 * in its options once Home Assistant has decided it; the list of all such decisions, and the default
 * for new entities, are for administrators only.
 */
export function readEntityExtras(answer: unknown): Map<string, EntityExtras> {
  const extras = new Map<string, EntityExtras>();
  for (const [id, entry] of Object.entries(asWire(answer))) {
    const { aliases, options } = asWire(entry);
    const { should_expose: exposed } = asWire(asWire(options).conversation);
    extras.set(id, { aliases: texts(aliases), exposed: exposed === true });
  }
  return extras;
}

export function readDevices(answer: unknown): Map<string, Device> {
  return byId(asWires(answer), (wire) => {
    const id = text(wire.id);
    if (id === undefined) return undefined;
    const [given, own] = [text(wire.name_by_user), text(wire.name)];
    return {
      id,
      name: given ?? own ?? id,
      ...(given !== undefined && own !== undefined && { ownName: own }),
      areaId: text(wire.area_id),
      parentId: text(wire.parent_device_id),
      labels: texts(wire.labels),
    };
  });
}

export function readAreas(answer: unknown): Map<string, Area> {
  return byId(asWires(answer), (wire) => {
    const id = text(wire.area_id);
    if (id === undefined) return undefined;
    return {
      id,
      name: text(wire.name) ?? id,
      floorId: text(wire.floor_id),
      aliases: texts(wire.aliases),
      labels: texts(wire.labels),
    };
  });
}

export function readFloors(answer: unknown): Map<string, Floor> {
  return byId(asWires(answer), (wire) => {
    const id = text(wire.floor_id);
    if (id === undefined) return undefined;
    return {
      id,
      name: text(wire.name) ?? id,
      level: typeof wire.level === 'number' ? wire.level : undefined,
      aliases: texts(wire.aliases),
    };
  });
}

export function readLabels(answer: unknown): Map<string, Label> {
  return byId(asWires(answer), (wire) => {
    const id = text(wire.label_id);
    return id === undefined ? undefined : { id, name: text(wire.name) ?? id };
  });
}

export function readConfig(answer: unknown): HomeConfig {
  const wire = asWire(answer);
  return {
    name: text(wire.location_name) ?? 'Home',
    timeZone: text(wire.time_zone) ?? 'UTC',
    version: text(wire.version) ?? 'unknown',
    language: text(wire.language) ?? 'en',
    currency: text(wire.currency),
    country: text(wire.country),
    state: text(wire.state) ?? 'RUNNING',
    components: texts(wire.components),
  };
}

/** `get_services`: what exists, what it answers and what it can be aimed at. */
export function readServices(answer: unknown): Services {
  const domains = new Map<string, ReadonlyMap<string, ServiceDescription>>();
  for (const [domain, services] of Object.entries(asWire(answer))) {
    const described = new Map<string, ServiceDescription>();
    for (const [service, wire] of Object.entries(asWire(services))) {
      described.set(service, readService(asWire(wire)));
    }
    domains.set(domain, described);
  }
  return domains;
}

const LONGEST_ABOUT = 200;

function readAbout(wire: Wire): { about?: string } {
  const about = text(wire.description) ?? text(wire.name);
  return about === undefined ? {} : { about: about.slice(0, LONGEST_ABOUT) };
}

function readService(wire: Wire): ServiceDescription {
  const filters = asWires(asWire(wire.target).entity);
  const domains = filters.flatMap((filter) =>
    typeof filter.domain === 'string' ? [filter.domain] : texts(filter.domain),
  );
  const response = asWire(wire.response);
  return {
    ...readAbout(wire),
    fields: readFields(asWire(wire.fields)),
    target: wire.target !== undefined && wire.target !== null,
    targetDomains: domains.length === 0 ? undefined : domains,
    response:
      wire.response === undefined || wire.response === null
        ? undefined
        : response.optional === false
          ? 'only'
          : 'optional',
  };
}

/** A section groups fields under a `fields` of its own; callers send them flat. */
function readFields(fields: Wire): Record<string, ServiceField> {
  const read: Record<string, ServiceField> = {};
  for (const [name, field] of Object.entries(fields)) {
    const wire = asWire(field);
    if (typeof wire.fields === 'object' && wire.fields !== null) {
      Object.assign(read, readFields(asWire(wire.fields)));
    } else {
      const hint = fieldHint(wire);
      read[name] = {
        ...(wire.required === true && { required: true }),
        ...(hint !== undefined && { hint }),
        ...readAbout(wire),
      };
    }
  }
  return read;
}

function byId<T extends { readonly id: string }>(
  wires: readonly Wire[],
  read: (wire: Wire) => T | undefined,
): Map<string, T> {
  const found = new Map<string, T>();
  for (const wire of wires) {
    const value = read(wire);
    if (value !== undefined) found.set(value.id, value);
  }
  return found;
}

function asWire(value: unknown): Wire {
  return typeof value === 'object' && value !== null ? (value as Wire) : {};
}

/** A list of objects; Home Assistant writes a single filter without the list. */
function asWires(value: unknown): readonly Wire[] {
  if (Array.isArray(value)) return value.map(asWire);
  return typeof value === 'object' && value !== null ? [value as Wire] : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
