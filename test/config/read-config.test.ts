import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/clock.ts';
import { DOOR, read, refuses, SECRET_32, warningsOf } from './support.ts';

describe('with nothing said', () => {
  const { config, warnings } = read();

  it('has the documented defaults', () => {
    assert.deepEqual(config, {
      mode: 'oauth',
      baseUrls: [],
      host: '0.0.0.0',
      port: 8086,
      companionSecret: undefined,
      settingsHost: '127.0.0.1',
      settingsPort: 8099,
      dataDir: './.data',
      encryptionKeys: [],
      signingSecrets: [],
      homes: [],
      homeToken: undefined,
      apiKeys: [],
      trustedIssuers: [],
      trustProxy: false,
      allowedHosts: [],
      corsOrigins: [],
      clients: [],
      rule: {},
      scopes: ['home:read', 'home:control', 'home:configure', 'energy:read'],
      everyUpstream: true,
      upstreams: { file: '.data/upstreams.json', commands: true, homeMcp: false },
      requiredScopes: ['home:read'],
      lifetimes: {
        accessTokenMs: HOUR,
        refreshTokenMs: 30 * DAY,
        codeMs: 5 * MINUTE,
        consentMs: 10 * MINUTE,
        refreshGraceMs: 30 * SECOND,
      },
      auditMs: 90 * DAY,
      logLevel: 'info',
    });
  });

  it('starts, and says that only this machine can connect and that no home is known', () => {
    assert.equal(warnings.length, 2);
    assert.match(warnings[0] ?? '', /MCP_BASE_URL is not set, so only this machine can connect/);
    assert.match(warnings[1] ?? '', /HOMEASSISTANT_URL is not set/);
  });

  it('leaves finding the home to the Supervisor where there is one', () => {
    assert.equal(warningsOf({ SUPERVISOR_TOKEN: 'x' }).length, 1);
  });

  it('is frozen to the last part', () => {
    for (const part of [config, config.lifetimes, config.scopes, config.baseUrls, warnings]) {
      assert.ok(Object.isFrozen(part));
    }
  });
});

describe('environment and options', () => {
  it('reads every plain setting from the environment', () => {
    const { config } = read({
      MCP_HOST: '127.0.0.1',
      MCP_PORT: '1',
      SETTINGS_PORT: '65535',
      MCP_DATA_DIR: '/elsewhere',
      HOMEASSISTANT_TOKEN: 'a.long.lived-token',
      LOG_LEVEL: 'WARNING',
    });
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.port, 1);
    assert.equal(config.settingsPort, 65_535);
    assert.equal(config.dataDir, '/elsewhere');
    assert.equal(config.homeToken, 'a.long.lived-token');
    assert.equal(config.logLevel, 'warn');
  });

  it('reads options by the same names in snake_case, as text, number, truth or list', () => {
    const { config } = read(
      {},
      {
        base_url: 'https://mcp.example.net',
        port: 9000,
        homeassistant_verify_ssl: false,
        homeassistant_url: ['home=http://ha:8123', 'cabin=http://cabin:8123'],
        trust_proxy: true,
        access_token_ttl: 60,
        scopes: ['home:read', 'energy:read'],
        encryption_key: '',
        log_level: null,
        something_else: { ignored: true },
      },
    );
    assert.deepEqual(config.baseUrls, ['https://mcp.example.net']);
    assert.equal(config.port, 9000);
    assert.deepEqual(
      config.homes.map(({ name, verifyTls }) => [name, verifyTls]),
      [
        ['home', false],
        ['cabin', false],
      ],
    );
    assert.equal(config.trustProxy, 1);
    assert.equal(config.lifetimes.accessTokenMs, MINUTE);
    assert.deepEqual(config.scopes, ['home:read', 'energy:read']);
    assert.deepEqual(config.encryptionKeys, []);
    assert.equal(config.logLevel, 'info');
  });

  it('lets the environment win', () => {
    const { config } = read({ MCP_PORT: '1' }, { port: 2 });
    assert.equal(config.port, 1);
    assert.equal(read({ MCP_PORT: ' ' }, { port: 2 }).config.port, 2);
  });

  it('names the option when that is the line to change', () => {
    refuses({}, /Set the option port to a port number/, { port: 'many' });
    refuses({}, /options file must hold one JSON object/, ['a list']);
    refuses({}, /option base_url must be a text/, { base_url: { url: 'x' } });
  });
});

describe('old names', () => {
  const renamed: [string, string, string][] = [
    ['MCP_AUTH_ISSUER', 'MCP_BASE_URL', DOOR],
    ['OAUTH2_ISSUER', 'MCP_BASE_URL', DOOR],
    ['MCP_AUTH_STATE_DIR', 'MCP_DATA_DIR', '/state'],
    ['MCP_ENCRYPTION_KEY', 'OAUTH_ENCRYPTION_KEY', 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4='],
    ['MCP_AUTH_SECRET', 'MCP_SIGNING_KEY', SECRET_32],
    ['OAUTH2_SECRET_KEY', 'MCP_SIGNING_KEY', SECRET_32],
    ['HA_URL', 'HOMEASSISTANT_URL', 'http://ha:8123'],
    ['HA_TOKEN', 'HOMEASSISTANT_TOKEN', 'a.long.lived-token'],
    ['HA_VERIFY_SSL', 'HOMEASSISTANT_VERIFY_SSL', 'false'],
    ['OAUTH2_SCOPES', 'MCP_SCOPES', 'home:read'],
    ['OAUTH2_REQUIRED_SCOPES', 'MCP_REQUIRED_SCOPES', 'energy:read'],
    ['MCP_INTERNAL_TOKEN', 'MCP_API_KEYS', SECRET_32],
  ];
  for (const [old, name, value] of renamed) {
    it(`${old} means ${name}, with one line that asks to rename it`, () => {
      assert.deepEqual(read({ [old]: value }).config, read({ [name]: value }).config);
      const lines = warningsOf({ [old]: value }).filter((line) => line.includes(old));
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? '', new RegExp(`^${old} is an old name of ${name}`));
      assert.ok(!warningsOf({ [name]: value }).some((line) => line.includes('old name')));
    });
  }

  it('may repeat the new name, but not contradict it or each other', () => {
    read({ MCP_BASE_URL: DOOR, OAUTH2_ISSUER: DOOR });
    refuses(
      { MCP_BASE_URL: DOOR, OAUTH2_ISSUER: 'https://other.example.net' },
      /^MCP_BASE_URL and OAUTH2_ISSUER disagree: remove OAUTH2_ISSUER$/,
    );
    refuses(
      { MCP_AUTH_SECRET: SECRET_32, OAUTH2_SECRET_KEY: `${SECRET_32}x` },
      /^MCP_AUTH_SECRET and OAUTH2_SECRET_KEY disagree/,
    );
  });
});

describe('ports', () => {
  for (const port of ['65536', '-1', '80.5', 'http', '1e3', '0x50']) {
    it(`refuses ${port}`, () => {
      refuses({ MCP_PORT: port }, /^Set MCP_PORT to a port number from 0 to 65535$/);
    });
  }

  it('must not be shared, but for the free ones that the system chooses', () => {
    refuses({ SETTINGS_PORT: '8086' }, /^Set SETTINGS_PORT to another port/);
    refuses({ MCP_PORT: '8099' }, /^Set MCP_PORT to another port/);
    read({ MCP_PORT: '0', SETTINGS_PORT: '0' });
  });
});

describe('log level', () => {
  const levels: [string, string][] = [
    ['debug', 'debug'],
    ['INFO', 'info'],
    ['notice', 'info'],
    ['warning', 'warn'],
    ['critical', 'fatal'],
    ['silent', 'silent'],
    ['constructor', 'info'],
  ];
  for (const [said, expected] of levels) {
    it(`${said} is ${expected}`, () => {
      assert.equal(read({ LOG_LEVEL: said }).config.logLevel, expected);
    });
  }

  it('that is unknown is said, and no reason not to start', () => {
    assert.ok(warningsOf({ LOG_LEVEL: 'loud' }).some((line) => /^LOG_LEVEL is not/.test(line)));
  });
});
