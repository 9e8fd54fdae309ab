import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { type Loose, ROOT, readYaml } from './face.ts';
import { translationProblems } from './translations.ts';

const LANGUAGES = ['de', 'en', 'es', 'fr', 'nl', 'ru'];

const manifest = readYaml('config.yaml');
const english = readYaml('translations/en.yaml');

test('the app speaks the languages that its pages speak', () => {
  const files = globSync('translations/*', { cwd: ROOT }).sort();
  assert.deepEqual(
    files,
    LANGUAGES.map((language) => `translations/${language}.yaml`),
  );
});

for (const language of LANGUAGES) {
  test(`every option and port has its words in ${language}, and nothing else has`, () => {
    const translation = readYaml(`translations/${language}.yaml`);
    const original = language === 'en' ? undefined : english;
    assert.deepEqual(translationProblems(manifest, translation, original), []);
  });
}

const { configuration, network } = english as Readonly<Record<string, Loose>>;

const BROKEN: Readonly<Record<string, Loose>> = {
  'without an option': { network, configuration: { ...configuration, base_url: {} } },
  'of an option that is not there': {
    network,
    configuration: { ...configuration, colour: { name: 'Colour', description: 'Of the door' } },
  },
  'without a description': {
    network,
    configuration: { ...configuration, base_url: { name: 'Address' } },
  },
  'with an empty name': {
    network,
    configuration: { ...configuration, base_url: { name: ' ', description: 'Where it is' } },
  },
  'without a port': { configuration },
  'of another port': { configuration, network: { ...network, '8099/tcp': 'The settings' } },
};

for (const [name, translation] of Object.entries(BROKEN)) {
  test(`a translation ${name} is refused`, () => {
    assert.notDeepEqual(translationProblems(manifest, translation), []);
  });
}

test('a translation that was left in English is refused', () => {
  assert.notDeepEqual(translationProblems(manifest, english, english), []);
});
