import { z } from 'zod';
import { isHomeCommandError } from '../../home/errors.ts';
import type { Home } from '../../home/home.ts';
import type { Restore } from '../archive.ts';
import type { PlaceKind } from '../places.ts';
import { deviceEntries, entityEntries } from './entries.ts';
import { Losses } from './losses.ts';
import {
  createPlace,
  type PlaceWire,
  placeEntries,
  placeId,
  placeSettings,
  updatePlace,
} from './place-entries.ts';
import { restorableLabels } from './restore-entity.ts';

const keptPlace = z.object({
  entry: z.looseObject({ name: z.string() }),
  members: z
    .object({
      areas: z.array(z.string()),
      devices: z.array(z.object({ id: z.string(), name: z.string() })),
      entities: z.array(z.object({ id: z.string(), entity_id: z.string() })),
    })
    .optional(),
});

type KeptMembers = NonNullable<z.output<typeof keptPlace>['members']>;

/**
 * Puts an area, floor or label back. One that was deleted is made anew, with its old id unless that is
 * taken, and what it held is put back unless it was put elsewhere since. What cannot come back
 * is named in a ToolError at the end.
 */
export function restorePlace(kind: PlaceKind): Restore {
  return async (home, thing, content, keep) => {
    const { entry, members } = keptPlace.parse(content);
    const losses = new Losses();
    const settings = await settingsToRestore(home, kind, entry, losses);
    const places = await placeEntries(home, kind);
    const current = places.find((place) => placeId(kind, place) === thing);
    if (current !== undefined) await keep({ entry: current });
    const id = current
      ? placeId(kind, await updatePlace(home, kind, thing, settings))
      : await makeAnew(home, kind, thing, settings, places);
    if (members !== undefined) await putBack(home, kind, id, members, losses);
    if (id !== thing) losses.note(`its id is now ${id}, so what names ${thing} must be changed`);
    losses.report(`The ${kind} "${entry.name}"`);
  };
}

/** Makes a place that was deleted; Home Assistant makes the id of the name, so the id comes first. */
async function makeAnew(
  home: Home,
  kind: PlaceKind,
  oldId: string,
  settings: Readonly<Record<string, unknown>>,
  places: readonly PlaceWire[],
): Promise<string> {
  const isFree = (name: unknown) => !places.some((place) => sameName(place.name, String(name)));
  // An empty setting is what a new one has anyway, and not every version takes null here.
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
  const underId = isFree(oldId) && isFree(settings.name);
  const made = await createPlace(home, kind, underId ? { ...given, name: oldId } : given);
  const id = placeId(kind, made);
  if (underId) await updatePlace(home, kind, id, { name: settings.name });
  return id;
}

/** Home Assistant takes names for the same that differ in capitals and blanks only. */
function sameName(one: string, other: string): boolean {
  const plain = (name: string) => name.toLowerCase().replaceAll(' ', '');
  return plain(one) === plain(other);
}

async function settingsToRestore(
  home: Home,
  kind: PlaceKind,
  entry: PlaceWire,
  losses: Losses,
): Promise<Record<string, unknown>> {
  const settings = placeSettings(kind, entry);
  if (kind !== 'area') return settings;
  const labels = Array.isArray(entry.labels) ? entry.labels.map(String) : [];
  settings.labels = await restorableLabels(home, labels, losses);
  const floors = await placeEntries(home, 'floor');
  const floor = settings.floor_id ?? null;
  if (floor !== null && !floors.some((one) => placeId('floor', one) === floor)) {
    losses.note(`the floor ${floor} no longer exists`);
    settings.floor_id = null;
  }
  for (const field of ['temperature_entity_id', 'humidity_entity_id']) {
    const sensor = settings[field];
    if (typeof sensor !== 'string' || home.mirror.entity(sensor) !== undefined) continue;
    losses.note(`${sensor} no longer exists`);
    settings[field] = null;
  }
  return settings;
}

async function putBack(
  home: Home,
  kind: PlaceKind,
  id: string,
  members: KeptMembers,
  losses: Losses,
): Promise<void> {
  const [areas, devices, entities] = await Promise.all([
    placeEntries(home, 'area'),
    deviceEntries(home),
    entityEntries(home),
  ]);
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      if (!isHomeCommandError(thrown)) throw thrown;
      losses.note(`${what} could not be put back (${thrown.homeMessage})`);
    }
  };
  for (const areaId of members.areas) {
    const area = areas.find((one) => placeId('area', one) === areaId);
    if (area === undefined) losses.note(`the area ${areaId} no longer exists`);
    else if (kind === 'label') {
      const { labels } = placed(kind, id, area.labels as readonly string[]);
      await attempt(`the area ${areaId}`, () => updatePlace(home, 'area', areaId, { labels }));
    } else if (area.floor_id === null) {
      await attempt(`the area ${areaId}`, () =>
        updatePlace(home, 'area', areaId, { floor_id: id }),
      );
    }
  }
  for (const { id: deviceId, name } of members.devices) {
    const device = devices.find((one) => one.id === deviceId);
    if (device === undefined) losses.note(`the device ${name} no longer exists`);
    else if (kind === 'label' || device.area_id === null) {
      const change = placed(kind, id, device.labels);
      await attempt(`the device ${name}`, () =>
        home.command({
          type: 'config/device_registry/update',
          device_id: deviceId,
          ...change,
        }),
      );
    }
  }
  for (const { id: registryId, entity_id: known } of members.entities) {
    const entity = entities.find((one) => one.id === registryId);
    if (entity === undefined) losses.note(`${known} no longer exists`);
    else if (kind === 'label' || entity.area_id === null) {
      const change = placed(kind, id, entity.labels);
      await attempt(entity.entity_id, () =>
        home.command({
          type: 'config/entity_registry/update',
          entity_id: entity.entity_id,
          ...change,
        }),
      );
    }
  }
}

function placed(kind: PlaceKind, id: string, labels: readonly string[]): Record<string, unknown> {
  return kind === 'label' ? { labels: [...new Set([...labels, id])] } : { area_id: id };
}
