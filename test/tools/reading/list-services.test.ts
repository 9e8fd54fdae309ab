import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HomeCommandError } from '../../../src/home/errors.ts';
import { listServices } from '../../../src/tools/reading/list-services.ts';
import { contextOf } from '../../support/tool-context.ts';
import { smallHome, type Thing } from '../small-home.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'component.light.services.turn_on.description': 'Makes it bright.',
  'component.homeassistant.services.restart.description': 'Begins again.',
};

function home(things: readonly Thing[] = []) {
  const asked: unknown[] = [];
  const small = smallHome(things);
  small.command = async <T>(message: object) => {
    asked.push(message);
    return { resources: TEXTS } as T;
  };
  return { small, asked, use: (args: object) => listServices.run(args, contextOf(small)) };
}

test('without arguments the domains are counted and nothing is asked', async () => {
  const { asked, use } = home();
  const { structured, text } = await use({});
  assert.deepEqual(
    structured.domains?.find(({ domain }) => domain === 'light'),
    {
      domain: 'light',
      services: 2,
    },
  );
  assert.match(text, /light 2/);
  assert.deepEqual(asked, []);
});

test('a domain has its services with what is known about them', async () => {
  const { asked, use } = home();
  const { structured, text } = await use({ domain: 'weather' });
  assert.deepEqual(structured.services, [
    { service: 'weather.get_forecasts', target: 'weather', answers: 'always', fields: [] },
  ]);
  assert.match(text, /^weather\.get_forecasts \(on weather\): Answers data always\./);
  assert.equal((asked[0] as { integration: unknown }).integration?.toString(), 'weather');
});

test('words are looked for in names first and in descriptions too', async () => {
  const { use } = home();
  const named = await use({ text: 'turn on' });
  assert.deepEqual(
    named.structured.services.map(({ service }) => service),
    ['light.turn_on', 'switch.turn_on', 'homeassistant.turn_on'],
  );
  const described = await use({ text: 'begins' });
  assert.equal(described.structured.services[0]?.about, 'Begins again.');
});

test('a script whose entity does not show does not show as a service', async () => {
  const hidden = home();
  await assert.rejects(async () => hidden.use({ domain: 'script' }), /No service domain script/);
  const shown = home([{ id: 'script.good_night' }]);
  const { structured } = await shown.use({ domain: 'script' });
  assert.equal(structured.services[0]?.service, 'script.good_night');
  assert.equal(structured.services[0]?.answers, 'when asked');
});

test('what is not there is said with what is near', async () => {
  const { use } = home();
  await assert.rejects(async () => use({ domain: 'lights' }), /Did you mean light\?/);
  await assert.rejects(
    async () => use({ domain: 'light', text: 'xyzzy' }),
    /No service of light has all of these words/,
  );
});

test('a home without these texts still lists its services', async () => {
  const { small, use } = home();
  small.command = async () => {
    throw new HomeCommandError('unknown_command', 'Unknown command.');
  };
  const { structured } = await use({ domain: 'light' });
  assert.equal(structured.services.length, 2);
});

test('what has no room is counted and said', async () => {
  const { small } = home();
  const description = {
    fields: { text: { hint: 'x'.repeat(160) } },
    target: false,
    targetDomains: undefined,
    response: undefined,
  };
  const many = Array.from({ length: 100 }, (_, index) => [`do_${index}`, description] as const);
  const mirror = { services: new Map([['busy', new Map(many)]]) };
  const crowded = { ...small, mirror: mirror as unknown as typeof small.mirror };
  const { structured, text } = await listServices.run({ domain: 'busy' }, contextOf(crowded));
  assert.ok(structured.left_out > 0 && structured.services.length + structured.left_out === 100);
  assert.ok(JSON.stringify(structured).length < 11_000);
  assert.match(text, new RegExp(`${structured.left_out} more have no room here`));
});
