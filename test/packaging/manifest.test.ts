import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NAMES } from '../../src/config/names.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { type Loose, readText, readYaml } from './face.ts';
import { linterProblems } from './linter-rules.ts';
import { isOptional } from './option-types.ts';
import { securityRating } from './security-rating.ts';
import { asManifest, supervisorProblems } from './supervisor-rules.ts';

const manifest = readYaml('config.yaml');
const app = asManifest(manifest);

test('the Supervisor takes the app as it is written', () => {
  assert.deepEqual(supervisorProblems(manifest), []);
});

test('the community’s linter finds nothing', () => {
  assert.deepEqual(linterProblems(manifest), []);
});

test('the store shows the best security rating there is', () => {
  assert.equal(securityRating(app, true), 8);
});

test('the version is the one of package.json', () => {
  assert.equal(app.version, JSON.parse(readText('package.json')).version);
});

test('it works without any configuration, and has few options, all known to Latchkey', () => {
  const schema = app.schema as Loose;
  const known = new Set<string>(Object.values(NAMES).map(({ option }) => option));
  assert.equal(app.options, undefined);
  assert.ok(Object.keys(schema).length <= 6);
  for (const [option, type] of Object.entries(schema)) {
    assert.ok(known.has(option), `${option} is not in src/config/names.ts`);
    assert.ok(isOptional(type), `${option} is required`);
  }
});

test('Latchkey understands what the options can say', () => {
  const read = (options: Loose) =>
    readConfig({ env: { SUPERVISOR_TOKEN: 'token' }, options, defaultDataDir: '/data' });
  assert.ok(read({}).config.mode === 'oauth', 'nothing at all');

  const { config, warnings } = read({
    base_url: 'https://mcp.example.com',
    homeassistant_browser_url: 'https://home.example.com',
    trust_proxy: '172.30.33.0/24',
    audit_days: 3650,
    home_mcp: true,
    log_level: 'warning',
  });
  assert.deepEqual(warnings, []);
  assert.deepEqual(config.baseUrls, ['https://mcp.example.com']);
  assert.equal(config.homeBrowserUrl, 'https://home.example.com');
  assert.deepEqual(config.trustProxy, ['172.30.33.0/24']);
  assert.equal(config.auditMs, 3650 * 86_400_000);
  assert.equal(config.upstreams.homeMcp, true);

  const [, levels = ''] = /^list\((.*)\)\?$/.exec(String((app.schema as Loose).log_level)) ?? [];
  for (const level of levels.split('|'))
    assert.deepEqual(
      read({ log_level: level }).warnings.filter((one) => one.includes('log level')),
      [],
    );
});

test('the ports are those that Latchkey listens on, and the settings’ is never published', () => {
  const { config } = readConfig({ env: {}, options: {}, defaultDataDir: '/data' });
  assert.equal(app.ingress_port ?? 8099, config.settingsPort);
  assert.deepEqual(app.ports, { [`${config.port}/tcp`]: null });
});

test('what the app uses of Home Assistant is asked for, and no more', () => {
  assert.equal(app.init, false, 's6-overlay has to be process 1');
  assert.equal(app.homeassistant_api, true);
  assert.equal(app.hassio_api, true);
  assert.deepEqual(app.discovery, ['mcp', 'latchkey'], 'what is announced has to be listed');
  assert.deepEqual(app.map, [{ type: 'homeassistant_config', read_only: false }]);
  assert.equal(app.backup, 'cold');
});

/** A problem was found, and it is the one that was made. */
function assertNames(problems: readonly string[], change: Loose): void {
  const named = problems.some((one) => Object.keys(change).some((key) => one.includes(key)));
  assert.ok(named, `found: ${problems.join('; ') || 'nothing'}`);
}

/** What is wrong with each of these must be found; the name is what is changed. */
const REFUSED: Readonly<Record<string, Loose>> = {
  'no name': { name: undefined },
  'an empty description': { description: '' },
  'a version that YAML takes for a number': { version: 0.1 },
  'a version that is none': { version: 'latest' },
  'a slug with blanks': { slug: 'latch key' },
  'a processor that is no longer supported': { arch: ['aarch64', 'armv7'] },
  'no processor': { arch: [] },
  'an image with a tag': { image: 'ghcr.io/latchkey-app/latchkey:latest' },
  'an unknown key': { homeasistant_api: true },
  'an unknown startup': { startup: 'after' },
  'a port beyond the last': { ports: { '8086/tcp': 65_536 } },
  'a port that is no port': { ports: { http: 8086 } },
  'a description of no port': { ports_description: { '8087/tcp': 'Nothing' } },
  'a flag that is a text': { ingress: 'yes' },
  'an unknown folder': { map: [{ type: 'home', read_only: false }] },
  'a folder that older Supervisors do not know': { map: ['app_config:rw'] },
  'a folder without a type': { map: [{ read_only: false }] },
  'a misspelt right to a folder': { map: ['homeassistant_config:write'] },
  'a capability that is none': { privileged: ['ALL'] },
  'an unknown role': { hassio_role: 'root' },
  'a service that is none': { services: ['mcp:provide'] },
  'a watchdog without a host': { watchdog: 'http://localhost:8086/healthz' },
  'too little time to stop': { timeout: 5 },
  'too much time to stop': { timeout: 301 },
  'a variable that is a number': { environment: { LEVEL: 1 } },
  'commands of a cold backup': { backup_pre: '/bin/true' },
  'an unknown type of option': { schema: { base_url: 'string?' } },
  'a list of lists': { schema: { base_url: [['str?']] } },
  'an empty list type': { schema: { log_level: 'list()?' } },
  'a required option without a default': { schema: { base_url: 'str' } },
  'a required option with null': { schema: { base_url: 'str' }, options: { base_url: null } },
  'a default for an optional option': { options: { base_url: '' } },
  'a default for no option': { options: { colour: 'red' } },
  'a default of another type': { schema: { home_mcp: 'bool' }, options: { home_mcp: 'no' } },
  'a default outside its range': { schema: { days: 'int(0,10)' }, options: { days: 11 } },
  'a default outside its list': { schema: { level: 'list(a|b)' }, options: { level: 'c' } },
  'a default that does not match': { schema: { id: 'match([a-z]+)' }, options: { id: '1' } },
};

for (const [name, change] of Object.entries(REFUSED)) {
  test(`the Supervisor’s rules refuse ${name}`, () => {
    assertNames(supervisorProblems({ ...manifest, ...change }), change);
  });
}

const LINTED: readonly Loose[] = [
  ...[{ startup: 'application' }, { boot: 'auto' }, { stage: 'stable' }, { timeout: 10 }],
  ...[{ ingress_port: 8099 }, { panel_admin: true }, { hassio_role: 'default' }, { init: true }],
  ...[{ apparmor: true }, { options: {} }, { schema: {} }, { host_network: false }],
  ...[{ auth_api: false }, { backup: 'hot' }, { panel_icon: 'mdi:puzzle' }, { ulimits: {} }],
  ...[{ watchdog: 'tcp://[HOST]:8086' }, { advanced: true }, { codenotary: 'a@example.com' }],
  ...[{ webui: 'http://[HOST]:[PORT:8086]' }, { ingress_port: 0 }],
  { full_access: true, usb: true },
];

for (const change of LINTED) {
  test(`the linter’s rules refuse ${JSON.stringify(change)}`, () => {
    assertNames(linterProblems({ ...manifest, ...change }), change);
  });
}

const RATED: readonly (readonly [rating: number, change: Loose, hasProfile?: boolean])[] = [
  [7, {}, false],
  [6, { apparmor: false }],
  [8, { ingress: false }],
  [6, { ingress: false, ports: { '8086/tcp': 8086 } }],
  [7, { ingress: false, ports: { '8086/tcp': 8086 }, auth_api: true }],
  [7, { hassio_role: 'manager' }],
  [6, { hassio_role: 'admin' }],
  [7, { host_network: true }],
  [6, { host_pid: true }],
  [7, { privileged: ['NET_ADMIN', 'SYS_ADMIN'] }],
  [8, { privileged: ['SYS_NICE'] }],
  [6, { privileged: ['SYS_ADMIN'], host_uts: true }],
  [7, { kernel_modules: true }],
  [1, { docker_api: true }],
  [1, { full_access: true }],
];

for (const [rating, change, hasProfile = true] of RATED) {
  test(`the rating is ${rating} with ${JSON.stringify(change)}${hasProfile ? '' : ' and no profile'}`, () => {
    assert.equal(securityRating(asManifest({ ...manifest, ...change }), hasProfile), rating);
  });
}
