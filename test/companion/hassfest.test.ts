import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { SHIPPED } from '../support/configuration-folder.ts';

/** What Home Assistant's own check of integrations (hassfest) asks of a custom one. */

const KEYS = new Set(
  'domain name after_dependencies codeowners config_flow dependencies documentation integration_type iot_class issue_tracker loggers quality_scale requirements single_config_entry version'.split(
    ' ',
  ),
);
const IOT_CLASSES = [
  'assumed_state',
  'calculated',
  'cloud_polling',
  'cloud_push',
  'local_polling',
  'local_push',
];
const INTEGRATION_TYPES = ['device', 'entity', 'hardware', 'helper', 'hub', 'service', 'system'];
/** Part of every home, so that nobody has to declare them. */
const ALWAYS_THERE = ['diagnostics'];
const STEP_KEYS = ['title', 'description', 'data', 'data_description'];
const NO_NAME = /[A-Z]|__|--|^[_-]|[_-]$/;
const URL_IN_TEXT = /(https?|ftps?|mqtts?|socks5):\/\/[a-z0-9]|www\./i;

const read = (file: string) => readFileSync(join(SHIPPED, file), 'utf8');
const python = globSync('*.py', { cwd: SHIPPED }).map((file) => [file, read(file)] as const);
const manifest = JSON.parse(read('manifest.json')) as Record<string, unknown>;

test('the manifest holds only what Home Assistant knows, each of its kind', () => {
  for (const key of Object.keys(manifest)) assert.ok(KEYS.has(key), key);
  assert.equal(manifest.domain, basename(SHIPPED));
  assert.ok(IOT_CLASSES.includes(String(manifest.iot_class)));
  assert.ok(INTEGRATION_TYPES.includes(String(manifest.integration_type)));
  for (const list of ['codeowners', 'dependencies', 'requirements']) {
    assert.ok(Array.isArray(manifest[list]), list);
  }
  for (const owner of manifest.codeowners as string[]) assert.match(owner, /^@[\w-]+(\/[\w-]+)?$/);
  assert.equal(new URL(String(manifest.documentation)).protocol, 'https:');
  assert.notEqual(new URL(String(manifest.documentation)).host, 'www.home-assistant.io');
  assert.equal(manifest.quality_scale, undefined, 'only integrations of its own have one');
});

test('every component that is imported is declared, and every declared one is used', () => {
  const used = new Set(
    python.flatMap(([, text]) =>
      Array.from(text.matchAll(/homeassistant\.components\.(\w+)/g), ([, name = '']) => name),
    ),
  );
  const declared = manifest.dependencies as string[];
  for (const name of used) assert.ok([...declared, ...ALWAYS_THERE].includes(name), name);
  const everything = python.map(([, text]) => text).join('\n');
  for (const name of declared) assert.match(everything, new RegExp(`hass\\.${name}\\b`), name);
});

test('the config flow is there, is of its domain, and asks for one entry at most', () => {
  assert.equal(manifest.config_flow, true);
  const flow = read('config_flow.py');
  assert.match(flow, /\(ConfigFlow, domain=DOMAIN\)/);
  assert.match(flow, /async_set_unique_id/);
  assert.match(flow, /_async_abort_entries_match/);
  // hassfest's config_schema: whoever has async_setup says what may stand in the YAML.
  assert.match(read('__init__.py'), /async def async_setup\b/);
  assert.match(
    read('__init__.py'),
    /^CONFIG_SCHEMA = cv\.config_entry_only_config_schema\(DOMAIN\)/m,
  );
  assert.match(read('__init__.py'), /async def async_unload_entry\b/);
});

test('what it registers is described: no actions, no icons, no strings.json beside translations', () => {
  const everything = python.map(([, text]) => text).join('\n');
  assert.doesNotMatch(everything, /async_register\(|async_register_admin_service/);
  for (const file of ['services.yaml', 'icons.json', 'strings.json', '.translations']) {
    assert.ok(!existsSync(join(SHIPPED, file)), file);
  }
});

test('translations have the shape of a config flow’s, in plain text', () => {
  for (const file of globSync('translations/*.json', { cwd: SHIPPED })) {
    const all = JSON.parse(read(file)) as Record<string, Record<string, Record<string, object>>>;
    assert.deepEqual(Object.keys(all), ['config'], file);
    const { step = {}, error = {}, abort = {}, ...more } = all.config ?? {};
    assert.deepEqual(more, {}, file);
    for (const [name, texts] of Object.entries(step)) {
      for (const key of Object.keys(texts)) assert.ok(STEP_KEYS.includes(key), `${file} ${name}`);
      const { data = {}, data_description: described = {} } = texts as Record<string, object>;
      for (const key of Object.keys(described)) assert.ok(key in data, `${file} ${name} ${key}`);
    }
    for (const key of [...Object.keys(error), ...Object.keys(abort)])
      assert.doesNotMatch(key, NO_NAME);
    const text = (value: unknown): void => {
      if (typeof value !== 'string') {
        for (const one of Object.values(value as object)) text(one);
        return;
      }
      assert.equal(value, value.trim(), file);
      assert.doesNotMatch(value, /<[a-z/]|'\{\w+\}'|\[%|%\]|\{/i, value);
      assert.doesNotMatch(value, URL_IN_TEXT, value);
    };
    text(all);
  }
});
