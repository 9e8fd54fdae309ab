import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ComposedEntities } from '../../src/home/composed-entities.ts';
import { EntityStates } from '../../src/home/entity-states.ts';
import { emptyContent, type MirrorContent } from '../../src/home/mirror.ts';
import { readAreas, readDevices, readEntityEntries } from '../../src/home/registries.ts';
import fc from '../support/fast-check.ts';

const entries = (...entities: object[]) => readEntityEntries({ entities });

function house() {
  const states = new EntityStates();
  states.apply({ a: { 'light.a': { s: 'off', lc: 1 }, 'light.b': { s: 'off', lc: 1 } } });
  const content: MirrorContent = {
    ...emptyContent(),
    entries: entries({ ei: 'light.a', ai: 'hall' }, { ei: 'light.b', di: 'hub' }),
    devices: readDevices([{ id: 'hub', area_id: 'hall', labels: ['wired'] }]),
    areas: readAreas([{ area_id: 'hall', name: 'Hall', floor_id: 'ground' }]),
  };
  return { states, content, entities: new ComposedEntities(content, states) };
}

const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

test('an entity is the same object for as long as nothing about it changes', () => {
  const { states, entities } = house();
  const [a, b] = [entities.get('light.a'), entities.get('light.b')];
  assert.equal(entities.get('light.a'), a);
  assert.equal(entities.all()[0], a);
  states.apply({ c: { 'light.b': { '+': { s: 'on' } } } });
  assert.equal(entities.get('light.a'), a);
  assert.notEqual(entities.get('light.b'), b);
  assert.equal(entities.get('light.b')?.state.state, 'on');
});

test('aliases count, also when they come or go alone', () => {
  const { content, entities } = house();
  assert.deepEqual(entities.get('light.a')?.aliases, []);
  content.extras.set('light.a', { aliases: ['Lamp'], exposed: false });
  assert.deepEqual(entities.get('light.a')?.aliases, ['Lamp']);
  content.extras.delete('light.a');
  assert.deepEqual(entities.all()[0]?.aliases, []);
});

test('places follow the registries that say where things are', () => {
  const { content, entities } = house();
  assert.deepEqual(ids(entities.of('areas', 'hall')), ['light.a', 'light.b']);
  content.entries = entries({ ei: 'light.a', ai: 'attic', lb: ['party'] }, { ei: 'light.b' });
  assert.deepEqual(ids(entities.of('areas', 'hall')), []);
  assert.deepEqual(ids(entities.of('areas', 'attic')), ['light.a']);
  assert.deepEqual(ids(entities.of('labels', 'party')), ['light.a']);
  content.areas = readAreas([
    { area_id: 'attic', name: 'Attic', floor_id: 'top', labels: ['party'] },
  ]);
  assert.deepEqual(ids(entities.of('floors', 'top')), ['light.a']);
  assert.deepEqual(ids(entities.of('labels', 'party')), ['light.a'], 'carried twice, named once');
  content.entries = entries({ ei: 'light.b', di: 'hub' });
  content.devices = readDevices([{ id: 'hub', area_id: 'attic' }]);
  assert.deepEqual(ids(entities.of('floors', 'top')), ['light.b']);
  assert.deepEqual(ids(entities.of('labels', 'wired')), []);
});

test('what comes and goes is found and lost in its place', () => {
  const { content, states, entities } = house();
  content.entries = entries({ ei: 'light.a', ai: 'hall' }, { ei: 'light.c', ai: 'hall' });
  assert.deepEqual(ids(entities.of('areas', 'hall')), ['light.a']);
  states.apply({ a: { 'light.c': { s: 'on', lc: 1 } } });
  assert.deepEqual(ids(entities.of('areas', 'hall')), ['light.a', 'light.c']);
  states.apply({ r: ['light.a'] });
  assert.deepEqual(ids(entities.of('areas', 'hall')), ['light.c']);
  assert.equal(entities.get('light.a'), undefined);
  assert.deepEqual(ids(entities.all()), ['light.b', 'light.c']);
});

test('whatever happens, it says what one that remembers nothing says', () => {
  const id = fc.constantFrom('light.a', 'light.b', 'light.c');
  const place = fc.constantFrom('hall', 'attic');
  const label = fc.subarray(['wired', 'party']);
  type Step = (place: ReturnType<typeof house>) => void;
  const step: fc.Arbitrary<Step> = fc.oneof(
    id.map(
      (one): Step =>
        ({ states }) =>
          states.apply({ a: { [one]: { s: 'on', lc: 1 } } }),
    ),
    id.map(
      (one): Step =>
        ({ states }) =>
          states.apply({ r: [one] }),
    ),
    id.map(
      (one): Step =>
        ({ states }) =>
          states.apply({ c: { [one]: { '+': { s: 'x' } } } }),
    ),
    fc.tuple(id, place, label).map(
      ([one, ai, lb]): Step =>
        ({ content }) => {
          content.entries = new Map([...content.entries, ...entries({ ei: one, ai, lb })]);
        },
    ),
    fc.tuple(place, label).map(
      ([area, labels]): Step =>
        ({ content }) => {
          content.devices = readDevices([{ id: 'hub', area_id: area, labels }]);
        },
    ),
    fc.tuple(place, label).map(
      ([area, labels]): Step =>
        ({ content }) => {
          content.areas = readAreas([{ area_id: area, name: area, floor_id: 'ground', labels }]);
        },
    ),
    id.map(
      (one): Step =>
        ({ content }) =>
          content.extras.set(one, { aliases: ['Lamp'], exposed: true }),
    ),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const living = house();
      for (const change of steps) {
        change(living);
        const fresh = new ComposedEntities(living.content, living.states);
        assert.deepEqual(living.entities.all(), fresh.all());
        for (const [kind, names] of [
          ['areas', ['hall', 'attic']],
          ['floors', ['ground']],
          ['labels', ['wired', 'party']],
        ] as const) {
          for (const name of names) {
            assert.deepEqual(living.entities.of(kind, name), fresh.of(kind, name));
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});
