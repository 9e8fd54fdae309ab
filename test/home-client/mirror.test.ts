import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EntityStates } from '../../src/home/entity-states.ts';
import { emptyContent, MirrorView } from '../../src/home/mirror.ts';
import {
  readAreas,
  readDevices,
  readEntityEntries,
  readFloors,
  readLabels,
} from '../../src/home/registries.ts';

function mirror(): MirrorView {
  const states = new EntityStates();
  const ids = ['light.own', 'light.device', 'light.child', 'light.none', 'light.gone'];
  states.apply({ a: Object.fromEntries(ids.map((id) => [id, { s: 'on', lc: 1 }])) });
  return new MirrorView(
    {
      ...emptyContent(),
      entries: readEntityEntries({
        entities: [
          { ei: 'light.own', ai: 'attic', di: 'hub', en: 'Registry name', lb: ['party'] },
          { ei: 'light.device', di: 'hub' },
          { ei: 'light.child', di: 'child' },
          { ei: 'light.gone', di: 'unknown' },
          { ei: 'light.stateless', ai: 'attic' },
        ],
      }),
      devices: readDevices([
        { id: 'hub', name: 'Hub', area_id: 'hall', labels: ['wired'] },
        { id: 'child', name: 'Child', parent_device_id: 'hub' },
      ]),
      areas: readAreas([
        { area_id: 'attic', name: 'Attic', floor_id: 'top', labels: ['cold'] },
        { area_id: 'hall', name: 'Hall' },
      ]),
      floors: readFloors([{ floor_id: 'top', name: 'Top', level: 2 }]),
      labels: readLabels([{ label_id: 'party', name: 'Party' }]),
    },
    states,
  );
}

const ids = (entities: readonly { readonly id: string }[]) => entities.map(({ id }) => id);

test("an entity stands in its own area, else its device's, else the parent device's", () => {
  const view = mirror();
  assert.deepEqual(ids(view.inArea('attic')), ['light.own']);
  assert.deepEqual(ids(view.inArea('hall')), ['light.device', 'light.child']);
  assert.equal(view.entity('light.gone')?.areaId, undefined);
});

test('floors go by areas, labels by entity, device and area', () => {
  const view = mirror();
  assert.deepEqual(ids(view.onFloor('top')), ['light.own']);
  assert.deepEqual(ids(view.withLabel('party')), ['light.own']);
  assert.deepEqual(ids(view.withLabel('wired')), ['light.own', 'light.device']);
  assert.deepEqual(ids(view.withLabel('cold')), ['light.own']);
});

test('without a friendly name the registry, then the id, names an entity', () => {
  const view = mirror();
  assert.equal(view.entity('light.own')?.name, 'Registry name');
  assert.equal(view.entity('light.none')?.name, 'none');
});

test('an entity without a state is not there', () => {
  assert.equal(mirror().entity('light.stateless'), undefined);
});
