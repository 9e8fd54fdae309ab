import type { Mirror } from '../../home/mirror.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { ENTITY_ID } from '../names.ts';
import { suggest } from '../suggest.ts';
import { nearEntities } from '../unknown-entity.ts';
import { normalize } from '../words.ts';

/**
 * The id of a device given by id, by name, or by one of its entities. Throws ToolError with what is
 * near, or with the ids when several have the name.
 */
export function deviceNamed(mirror: Mirror, wanted: string): string {
  if (mirror.devices.has(wanted)) return wanted;
  const entity = mirror.entity(wanted);
  if (entity?.deviceId !== undefined) return entity.deviceId;
  if (entity !== undefined) throw new ToolError(`${wanted} belongs to no device.`);
  if (ENTITY_ID.test(wanted)) {
    throw unknownThing('entity', wanted, nearEntities(mirror, wanted));
  }
  const target = normalize(wanted);
  const all = [...mirror.devices.values()];
  const named = all.filter(({ name }) => normalize(name) === target);
  const [only] = named;
  if (only !== undefined && named.length === 1) return only.id;
  if (only === undefined) {
    const near = suggest(
      wanted,
      all.map(({ id, name }) => ({ id: name, names: [id] })),
    );
    throw unknownThing('device', wanted, [...new Set(near)]);
  }
  const choices = named.slice(0, 10).map(({ id, areaId }) => {
    const area = areaId === undefined ? undefined : mirror.areas.get(areaId)?.name;
    return area === undefined ? id : `${id} (${area})`;
  });
  throw new ToolError(`Several devices are called ${wanted}. Use an id: ${choices.join(', ')}.`);
}
