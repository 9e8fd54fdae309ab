import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOwnVariable } from '../../src/config/own-variables.ts';
import { read, refuses } from './support.ts';

const SECRET = 'hunter2-hunter2';

describe('upstreams', () => {
  it('are in the data folder, unless another file is named', () => {
    assert.equal(read({ MCP_DATA_DIR: '/data' }).config.upstreams.file, '/data/upstreams.json');
    const { file } = read({ MCP_UPSTREAMS_FILE: '/config/mcp.json' }).config.upstreams;
    assert.equal(file, '/config/mcp.json');
  });

  it('may start programs outside the app, and in it only when that is said', () => {
    assert.equal(read().config.upstreams.commands, true);
    assert.equal(read({}, {}).config.upstreams.commands, false);
    assert.equal(read({}, { upstream_commands: true }).config.upstreams.commands, true);
    assert.equal(read({ MCP_UPSTREAM_COMMANDS: 'false' }).config.upstreams.commands, false);
  });

  it('can be written as an option', () => {
    const servers = { mcpServers: { a: { url: 'https://a.example' } } };
    const { inline } = read({}, { upstreams: JSON.stringify(servers) }).config.upstreams;
    assert.deepEqual(inline, servers);
    refuses({ MCP_UPSTREAMS: `{"mcpServers": ${SECRET}` }, /^Set MCP_UPSTREAMS to a JSON object/);
  });

  it('are all offered, unless somebody said which scopes are', () => {
    assert.equal(read().config.everyUpstream, true);
    assert.equal(read({ MCP_SCOPES: 'home:read' }).config.everyUpstream, false);
  });

  it('cannot refer to what is said to Latchkey itself', () => {
    for (const name of [
      'SUPERVISOR_TOKEN',
      'HASSIO_TOKEN',
      'HOMEASSISTANT_TOKEN',
      'HA_TOKEN',
      'OAUTH_ENCRYPTION_KEY',
      'MCP_SIGNING_KEY',
      'OAUTH2_SECRET_KEY',
      'MCP_API_KEY',
      'MCP_INTERNAL_TOKEN',
      'MCP_UPSTREAMS',
    ]) {
      assert.ok(isOwnVariable(name), name);
    }
    assert.equal(isOwnVariable('GITHUB_TOKEN'), false);
    assert.equal(isOwnVariable('constructor'), false);
  });
});
