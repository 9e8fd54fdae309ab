import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Home } from '../../../src/home/home.ts';
import type { HomeMessage } from '../../../src/home/link.ts';
import type { Archive } from '../../../src/tools/archive.ts';
import { exposeEntity } from '../../../src/tools/configure/expose-entity.ts';
import { manageAreas } from '../../../src/tools/configure/manage-areas.ts';
import { manageHelper } from '../../../src/tools/configure/manage-helper.ts';
import { restoreVersion } from '../../../src/tools/configure/restore-version.ts';
import { updateDevice } from '../../../src/tools/configure/update-device.ts';
import { updateEntity } from '../../../src/tools/configure/update-entity.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { contextOf } from '../../support/tool-context.ts';
import { smallHome } from '../small-home.ts';

const ENTITY = {
  id: 'e1',
  entity_id: 'input_boolean.guests',
  unique_id: 'guests',
  platform: 'input_boolean',
  name: null,
  icon: null,
  area_id: null,
  labels: [],
  aliases: [null],
  hidden_by: null,
  disabled_by: null,
};

const DEVICE = { id: 'd1', name: 'Plug', name_by_user: null, area_id: null, labels: [] };

const ANSWERS: Readonly<Record<string, unknown>> = {
  'config/entity_registry/get': ENTITY,
  'config/entity_registry/list': [ENTITY],
  'config/device_registry/list': [{ ...DEVICE, disabled_by: null }],
  'config/area_registry/list': [
    { area_id: 'kitchen', name: 'Kitchen', floor_id: null, labels: [], aliases: [] },
  ],
  'config/floor_registry/list': [],
  'input_boolean/list': [{ id: 'guests', name: 'Guests' }],
  'homeassistant/expose_entity/list': { exposed_entities: {} },
  'search/related': {},
};

/** An archive whose disk is full. */
const FULL: Archive = {
  keep: async () => {
    throw new Error('disk full');
  },
  versions: async () => [],
  newest: async () => [],
  version: async () => undefined,
};

const CHANGES: readonly [Tool, Readonly<Record<string, unknown>>][] = [
  [updateEntity, { entity_id: ENTITY.entity_id, name: 'Visitors' }],
  [updateDevice, { device: 'd1', name: 'Kettle' }],
  [manageAreas, { action: 'update', kind: 'area', id: 'kitchen', name: 'Cucina' }],
  [manageAreas, { action: 'delete', kind: 'area', id: 'kitchen' }],
  [manageHelper, { action: 'update', entity_id: ENTITY.entity_id, name: 'Visitors' }],
  [manageHelper, { action: 'delete', entity_id: ENTITY.entity_id }],
  [exposeEntity, { entity_id: ENTITY.entity_id, exposed: true }],
];

/** A home that answers what is asked and writes it down. */
function askedHome() {
  const small = smallHome([{ id: ENTITY.entity_id, name: 'Guests' }]);
  const device = { id: 'd1', name: 'Plug', areaId: undefined, parentId: undefined, labels: [] };
  const mirror = new Proxy(small.mirror, {
    get: (target, name) => {
      if (name === 'devices') return new Map([['d1', device]]);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const asked: string[] = [];
  const home: Home = {
    ...small,
    mirror,
    command: async <T>({ type }: HomeMessage) => {
      asked.push(type);
      return ANSWERS[type] as T;
    },
  };
  return { home, changes: () => asked.filter((type) => !(type in ANSWERS)) };
}

for (const [tool, args] of CHANGES) {
  test(`${tool.name} (${args.action ?? 'change'}) changes nothing it could not keep first`, async () => {
    const { home, changes } = askedHome();
    await assert.rejects(tool.call(args, contextOf(home, 0, FULL)), /disk full/);
    assert.deepEqual(changes(), []);
  });
}

const VERSIONS: readonly (readonly [kind: string, thing: string, content: unknown])[] = [
  ['area', 'kitchen', { entry: { name: 'Galley' } }],
  ['entity', ENTITY.entity_id, { ...ENTITY, name: 'Visitors' }],
  ['device', 'd1', { ...DEVICE, name_by_user: 'Kettle', disabled_by: null }],
  ['exposure', 'conversation', { [ENTITY.entity_id]: true }],
  [
    'helper',
    ENTITY.entity_id,
    { domain: 'input_boolean', item: { id: 'guests', name: 'Visitors' }, entry: ENTITY },
  ],
];

for (const [kind, thing, content] of VERSIONS) {
  test(`an earlier ${kind} replaces nothing that could not be kept first`, async () => {
    const { home, changes } = askedHome();
    const archive: Archive = {
      ...FULL,
      version: async (id) => ({ id, at: 0, kind, thing, content }),
    };
    const restoring = restoreVersion.call({ version: 'v1' }, contextOf(home, 0, archive));
    await assert.rejects(restoring, /disk full/);
    assert.deepEqual(changes(), []);
  });
}
