import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const SHIPPED = join(
  import.meta.dirname,
  '../../rootfs/usr/share/latchkey/custom_components/latchkey',
);
const LANGUAGES = ['de', 'en', 'es', 'fr', 'nl', 'ru'];

const read = (file: string) => readFileSync(join(SHIPPED, file), 'utf8');
const json = (file: string) => JSON.parse(read(file)) as Record<string, unknown>;
const python = () => globSync('*.py', { cwd: SHIPPED }).map((file) => [file, read(file)] as const);

/** Every text of a translation by the path of its keys. */
function texts(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  const entries = Object.entries(value as object);
  return new Map(entries.flatMap(([key, one]) => [...texts(one, path ? `${path}.${key}` : key)]));
}

test('the manifest is as Home Assistant’s own check of integrations wants it', () => {
  const manifest = json('manifest.json');
  const keys = Object.keys(manifest);
  assert.deepEqual(keys, ['domain', 'name', ...keys.slice(2).sort()], 'domain, name, then A to Z');
  for (const key of ['codeowners', 'documentation', 'iot_class', 'requirements', 'version']) {
    assert.ok(key in manifest, key);
  }
  assert.equal(manifest.domain, 'latchkey');
  assert.equal(manifest.config_flow, true);
  assert.equal(manifest.integration_type, 'service');
  assert.equal(manifest.iot_class, 'local_push');
  assert.deepEqual(manifest.requirements, [], 'it needs nothing but Home Assistant');
  assert.deepEqual(manifest.dependencies, ['http']);
  assert.match(String(manifest.version), /^\d+\.\d+\.\d+$/);
  assert.match(String(manifest.documentation), /^https:\/\//);
});

test('every language has the same texts, and none is empty or left in English', () => {
  const files = globSync('translations/*.json', { cwd: SHIPPED }).sort();
  assert.deepEqual(
    files,
    LANGUAGES.map((language) => join('translations', `${language}.json`)),
  );
  const english = texts(json('translations/en.json'));
  for (const language of LANGUAGES) {
    const theirs = texts(json(`translations/${language}.json`));
    assert.deepEqual([...theirs.keys()], [...english.keys()], language);
    for (const [key, text] of theirs) {
      assert.ok(text.trim() !== '', `${language} ${key}`);
      assert.doesNotMatch(text, /https?:\/\/[a-z]/, 'Home Assistant refuses addresses in texts');
      const sentence = / .* /.test(text);
      if (language !== 'en' && sentence) assert.notEqual(text, english.get(key), key);
    }
  }
});

test('the texts are those of the steps, fields, errors and ends of the config flow', () => {
  const flow = read('config_flow.py');
  const { config } = json('translations/en.json') as {
    config: Record<'step' | 'error' | 'abort', Record<string, Record<string, object>>>;
  };
  const shown = [...flow.matchAll(/step_id="(\w+)"/g)].map(([, step]) => step).sort();
  assert.deepEqual(Object.keys(config.step).sort(), shown);
  const all = python()
    .map(([, text]) => text)
    .join('\n');
  for (const error of Object.keys(config.error)) assert.ok(all.includes(`"${error}"`), error);
  assert.deepEqual(Object.keys(config.abort), ['already_configured']);
  const fields = [...flow.matchAll(/vol\.Required\(CONF_(\w+)/g)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  assert.deepEqual(Object.keys(config.step.user?.data ?? {}), fields);
  assert.deepEqual(Object.keys(config.step.user?.data_description ?? {}), fields);
});

test('it imports Home Assistant, what that stands on, and nothing else', () => {
  const known =
    /^(asyncio|collections|contextlib|typing|weakref|aiohttp|multidict|yarl|voluptuous|homeassistant|\.)/;
  for (const [file, text] of python()) {
    for (const [, module = ''] of text.matchAll(/^(?:from|import) (\S+)/gm)) {
      assert.match(module, known, `${file} imports ${module}`);
    }
  }
});

test('it is small, so that an update of the app seldom changes it', () => {
  const lines = python().reduce((sum, [, text]) => sum + text.trimEnd().split('\n').length, 0);
  assert.ok(lines < 300, `${lines} lines`);
});
