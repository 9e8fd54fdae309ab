import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toolNamed } from '../../src/mcp/all-tools.ts';
import { houseTools } from '../../src/upstreams/house-tools.ts';

type House = Parameters<typeof houseTools>[0];

const tool = (name: string, description = 'Does it.') => ({
  name,
  description,
  inputSchema: { type: 'object' },
});

const shelf = (name: string, ...tools: ReturnType<typeof tool>[]) => ({
  upstream: { name },
  tools: tools as readonly ReturnType<typeof tool>[],
  waiting: [] as readonly object[],
  withheld: [] as readonly string[],
});

function stage() {
  const shop = shelf('shop', tool('buy'), tool('sell'));
  const notes = shelf('notes', tool('add'));
  const shelves = new Map([
    ['shop', shop],
    ['notes', notes],
  ]);
  const house = { shelves, isPerPerson: () => false } as unknown as House;
  const list = houseTools(house);
  const named = (name: string) => toolNamed(name, { tools: [], upstreamTools: list });
  return { shelves, shop, list, named };
}

test('the list is the same until something on a shelf changes, and so is each tool', () => {
  const { shelves, shop, list } = stage();
  const first = list();
  assert.deepEqual(
    first.map(({ name }) => name),
    ['shop__buy', 'shop__sell', 'notes__add'],
  );
  assert.equal(list(), first);

  shop.tools = [tool('buy', 'Buys more.')];
  const changed = list();
  assert.deepEqual(
    changed.map(({ name, description }) => [name, description]),
    [
      ['shop__buy', 'Buys more.'],
      ['notes__add', 'Does it.'],
    ],
  );
  assert.equal(changed[1], first[2]);

  shelves.delete('notes');
  assert.deepEqual(
    list().map(({ name }) => name),
    ['shop__buy'],
  );
});

test('a tool is found by its name as it is now', () => {
  const { shelves, shop, named } = stage();
  assert.equal(named('notes__add')?.name, 'notes__add');
  assert.equal(named('shop__sell')?.description, 'Does it.');
  shop.tools = [tool('sell', 'Sells.')];
  assert.equal(named('shop__sell')?.description, 'Sells.');
  assert.equal(named('shop__buy'), undefined);
  shelves.delete('notes');
  assert.equal(named('notes__add'), undefined);
});

test('one that waits for an administrator is found, and not as what it was', () => {
  const { shop, named } = stage();
  assert.ok(named('shop__buy'));
  shop.tools = [tool('sell')];
  shop.withheld = ['buy'];
  const held = named('shop__buy');
  assert.ok(held && 'withheld' in held && held.withheld !== undefined);
});
