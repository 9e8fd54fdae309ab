import { isExposed } from '../exposure.ts';
import { deviceId } from '../flat/device-registry.ts';
import { domainOf, type FlatEntity, objectIdOf } from '../flat/entity.ts';
import { configEntryId, deviceOf, platformOf } from '../flat/flat.ts';
import type { House } from '../house.ts';
import { fixedHexId } from '../ids.ts';
import { REGISTRY_DATES } from './registry-dates.ts';

const CATEGORIES = { config: 0, diagnostic: 1 } as const;

/** The name an administrator gave it, which its own name stands behind. */
function givenName(entity: FlatEntity): string | null {
  return (deviceOf(entity) === undefined ? entity.called : entity.name) ?? null;
}

function originalName(entity: FlatEntity): string | null {
  return (deviceOf(entity) === undefined ? entity.name : entity.part) ?? null;
}

/** Automations, scripts, scenes and people go by the ids they have in their editors. */
function editorId({ attributes }: FlatEntity, origin: string): string | undefined {
  if (domainOf(origin) === 'script') return objectIdOf(origin);
  return typeof attributes?.id === 'string' ? attributes.id : undefined;
}

/** An entity as `config/entity_registry/list` has it. */
export function registeredEntity(house: House, entity: FlatEntity): Record<string, unknown> {
  const device = deviceOf(entity);
  const origin = entity.origin ?? entity.id;
  return {
    area_id: entity.area ?? null,
    categories: {},
    config_entry_id: device === undefined ? null : configEntryId(device.integration),
    config_subentry_id: null,
    ...REGISTRY_DATES,
    device_id: entity.device === undefined ? null : deviceId(entity.device),
    disabled_by: entity.disabled ?? null,
    entity_category: entity.category ?? null,
    entity_id: entity.id,
    hidden_by: entity.hidden === true ? 'user' : null,
    icon: entity.icon ?? null,
    id: fixedHexId('entity', origin),
    labels: entity.labels ?? [],
    name: givenName(entity),
    next_name_part: device === undefined ? null : 'device',
    options: { conversation: { should_expose: isExposed(house, entity.id) } },
    original_name: originalName(entity),
    platform: platformOf(entity),
    translation_key: null,
    unique_id: entity.uniqueId ?? editorId(entity, origin) ?? fixedHexId('unique', origin),
  };
}

/** An entity as `config/entity_registry/get` has it. */
export function extendedEntity(house: House, entity: FlatEntity): Record<string, unknown> {
  return {
    ...registeredEntity(house, entity),
    // The empty place stands for the entity's own name.
    aliases: entity.knownAs ?? [null, ...(entity.aliases ?? [])],
    capabilities: null,
    device_class: null,
    original_device_class: entity.attributes?.device_class ?? null,
    original_icon: null,
  };
}

/** An entity as `config/entity_registry/list_for_display` has it. */
export function entityForDisplay(entity: FlatEntity): Record<string, unknown> {
  const device = deviceOf(entity);
  const name = entity.called ?? entity.name ?? (device === undefined ? undefined : entity.part);
  return {
    ei: entity.id,
    pl: platformOf(entity),
    ...(entity.area === undefined ? {} : { ai: entity.area }),
    lb: entity.labels ?? [],
    ...(entity.device === undefined ? {} : { di: deviceId(entity.device), np: 'device' }),
    ...(entity.icon === undefined ? {} : { ic: entity.icon }),
    ...(entity.category === undefined ? {} : { ec: CATEGORIES[entity.category] }),
    ...(entity.hidden === true ? { hb: true } : {}),
    ...(name === undefined ? {} : { en: name }),
    ...(domainOf(entity.id) === 'sensor' && entity.attributes?.state_class !== undefined
      ? { dp: 1 }
      : {}),
  };
}
