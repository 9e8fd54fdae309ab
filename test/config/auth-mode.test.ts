import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DOOR, type Environment, read, refuses, SECRET_32, warningsOf } from './support.ts';

const API = { MCP_API_KEY: SECRET_32 };
const BASE = { MCP_BASE_URL: DOOR };

describe('the mode', () => {
  const chosen: [Environment, string][] = [
    [{}, 'oauth'],
    [BASE, 'oauth'],
    [{ ...BASE, MCP_AUTH_MODE: 'OAuth' }, 'oauth'],
    [{ ...BASE, MCP_AUTH_ENABLED: 'true' }, 'oauth'],
    [{ ...BASE, USE_OAUTH2: 'true' }, 'oauth'],
    [{ ...BASE, MCP_AUTH_ENABLED: 'true', USE_OAUTH2: '1' }, 'oauth'],
    [{ ...BASE, ...API }, 'oauth'],
    [API, 'api_key'],
    [{ MCP_API_KEYS: `${SECRET_32},${SECRET_32}2` }, 'api_key'],
    [{ MCP_INTERNAL_TOKEN: SECRET_32 }, 'api_key'],
    [{ ...BASE, ...API, USE_OAUTH2: 'false' }, 'api_key'],
    [{ ...API, MCP_AUTH_MODE: 'api-key' }, 'api_key'],
    [{ ...API, MCP_AUTH_ENABLED: 'false', USE_OAUTH2: 'false' }, 'api_key'],
    [{ MCP_AUTH_MODE: 'none' }, 'none'],
    [{ MCP_ALLOW_UNAUTHENTICATED: 'true' }, 'none'],
    [{ MCP_AUTH_ENABLED: 'false', USE_OAUTH2: 'false' }, 'none'],
    [{ MCP_AUTH_MODE: 'none', MCP_BASE_URL: 'http://192.168.1.5:8086' }, 'none'],
    [{ MCP_ALLOW_UNAUTHENTICATED: 'false' }, 'oauth'],
    [{ USE_OAUTH2: 'false' }, 'oauth'],
    [{ MCP_AUTH_ENABLED: 'false' }, 'oauth'],
  ];
  for (const [env, mode] of chosen) {
    it(`is ${mode} with ${describeEnvironment(env)}`, () => {
      assert.equal(read(env).config.mode, mode);
    });
  }

  const refused: [Environment, RegExp][] = [
    [{ MCP_AUTH_MODE: 'oauth' }, /^MCP_BASE_URL must be set when MCP_AUTH_MODE=oauth$/],
    [{ MCP_AUTH_ENABLED: 'true' }, /^MCP_BASE_URL must be set when MCP_AUTH_ENABLED=true$/],
    [{ USE_OAUTH2: 'true' }, /^MCP_BASE_URL must be set when USE_OAUTH2=true$/],
    [{ ...API, USE_OAUTH2: 'true' }, /^MCP_BASE_URL must be set when USE_OAUTH2=true$/],
    [{ MCP_AUTH_MODE: 'basic' }, /^Set MCP_AUTH_MODE to oauth, api_key, none$/],
    [{ USE_OAUTH2: 'maybe' }, /^Set USE_OAUTH2 to true or false$/],
    [
      { ...BASE, MCP_AUTH_MODE: 'none', MCP_AUTH_ENABLED: 'true' },
      /^MCP_AUTH_MODE=none and MCP_AUTH_ENABLED=true disagree/,
    ],
    [
      { ...BASE, MCP_AUTH_MODE: 'oauth', MCP_AUTH_ENABLED: 'false' },
      /^MCP_AUTH_MODE=oauth and MCP_AUTH_ENABLED=false disagree/,
    ],
    [
      { ...BASE, USE_OAUTH2: 'true', MCP_ALLOW_UNAUTHENTICATED: 'true' },
      /^USE_OAUTH2=true and MCP_ALLOW_UNAUTHENTICATED=true disagree/,
    ],
    [
      { ...BASE, MCP_AUTH_MODE: 'none' },
      /^Remove MCP_AUTH_MODE=none, or mcp\.example\.net from MCP_BASE_URL/,
    ],
    [
      { MCP_BASE_URL: `http://localhost:8086,${DOOR}`, MCP_ALLOW_UNAUTHENTICATED: 'true' },
      /^Remove MCP_ALLOW_UNAUTHENTICATED=true, or mcp\.example\.net/,
    ],
    [{ ...BASE, MCP_AUTH_ENABLED: 'false', USE_OAUTH2: 'false' }, /^Remove MCP_AUTH_ENABLED=false/],
  ];
  for (const [env, sentence] of refused) {
    it(`is refused with ${describeEnvironment(env)}`, () => refuses(env, sentence));
  }

  it('from the options is a default like any other, so that pressing Start works', () => {
    assert.equal(read({}, { auth_mode: 'oauth' }).config.mode, 'oauth');
    assert.equal(read({}, { auth_mode: 'none' }).config.mode, 'none');
    refuses({}, /^Remove the option auth_mode=none/, { auth_mode: 'none', base_url: DOOR });
    const env = { MCP_ALLOW_UNAUTHENTICATED: 'true' };
    assert.equal(read(env, { auth_mode: 'oauth' }).config.mode, 'none');
  });

  it('asks to rename an old switch, and says that one alone switches nothing off', () => {
    const lines = warningsOf({ ...BASE, HA_URL: 'http://ha:8123', MCP_AUTH_ENABLED: 'false' });
    const about = lines.filter((line) => line.includes('MCP_AUTH_ENABLED'));
    assert.equal(about.length, 2);
    assert.match(about[0] ?? '', /old name.*MCP_AUTH_MODE/);
    assert.match(about[1] ?? '', /does not switch authentication off: write MCP_AUTH_MODE=none/);
  });
});

function describeEnvironment(env: Environment): string {
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return lines.length === 0 ? 'nothing said' : lines.join(' ');
}
