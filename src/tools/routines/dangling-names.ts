import type { Mirror } from '../../home/mirror.ts';
import { didYouMean } from '../errors.ts';
import { ENTITY_ID } from '../names.ts';
import { suggest } from '../suggest.ts';
import { nearEntities } from '../unknown-entity.ts';

const MOST = 10;

/** These hold entity ids wherever they stand in triggers, conditions and actions. */
const ENTITY_KEYS: ReadonlySet<string> = new Set(['entity_id', 'scene', 'zone']);
const SERVICE_KEYS: ReadonlySet<string> = new Set(['action', 'service']);
/** Entity ids as templates quote them: `states('light.kitchen')`. */
const QUOTED_ID = /['"]([a-z0-9_]+\.[a-z0-9_]+)['"]/g;

/**
 * What a configuration names that is not in the home, a sentence each: Home Assistant saves it all
 * the same, and it fails when it runs.
 */
export function danglingNames(config: unknown, mirror: Mirror): readonly string[] {
  const named = { entities: new Set<string>(), services: new Set<string>() };
  collect(config, undefined, named, new Set(mirror.entities().map(({ domain }) => domain)));
  const entities = [...named.entities].filter((id) => mirror.entity(id) === undefined);
  const services = [...named.services].filter((name) => !isService(name, mirror));
  // Looking for what is near takes long in a big home, so it is done for what is said only.
  const sentences = [
    ...entities.map((id) => () => `No entity ${id}.${didYouMean(nearEntities(mirror, id))}`),
    ...services.map((name) => () => `No service ${name}.${didYouMean(nearServices(name, mirror))}`),
  ];
  const more = sentences.length - MOST;
  return [
    ...sentences.slice(0, MOST).map((say) => say()),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

interface Named {
  readonly entities: Set<string>;
  readonly services: Set<string>;
}

function collect(
  value: unknown,
  key: string | undefined,
  named: Named,
  domains: ReadonlySet<string>,
): void {
  if (typeof value === 'string') {
    if (value.includes('{{') || value.includes('{%')) {
      for (const [, id = ''] of value.matchAll(QUOTED_ID)) {
        if (domains.has(id.slice(0, id.indexOf('.')))) named.entities.add(id);
      }
    } else if (key !== undefined && ENTITY_KEYS.has(key)) {
      const ids = value.split(',').map((id) => id.trim());
      for (const id of ids) if (ENTITY_ID.test(id)) named.entities.add(id);
    } else if (key !== undefined && SERVICE_KEYS.has(key) && ENTITY_ID.test(value)) {
      named.services.add(value);
    }
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, key, named, domains);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) collect(item, name, named, domains);
  }
}

function isService(name: string, mirror: Mirror): boolean {
  const [domain = '', service = ''] = name.split('.');
  return mirror.service(domain, service) !== undefined;
}

function nearServices(name: string, mirror: Mirror): readonly string[] {
  const [domain = '', service = ''] = name.split('.');
  const same = mirror.services.get(domain) ?? new Map<string, unknown>();
  const candidates = Array.from(same.keys(), (one) => ({ id: `${domain}.${one}`, names: [one] }));
  return suggest(service, candidates);
}
