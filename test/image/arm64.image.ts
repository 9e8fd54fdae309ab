import assert from 'node:assert/strict';
import { test } from 'node:test';
import { image } from './build-image.ts';
import { startContainer } from './container.ts';

const DOOR = { MCP_BASE_URL: 'https://mcp.example.com', HOMEASSISTANT_URL: 'http://127.0.0.1:9' };

// On another machine than such a one, by emulation: that it runs is shown, not how fast.
test('the image for 64-bit ARM is built, becomes healthy and stops', async (t) => {
  const built = await image('arm64');
  assert.equal(built.architecture, 'arm64');
  assert.equal(built.config.Labels['io.hass.arch'], 'aarch64');
  const container = await startContainer(t, { image: built, env: DOOR });
  const ms = await container.ready();
  t.diagnostic(`start to healthy, emulated: ${Math.round(ms)} ms`);
  assert.equal((await container.exec('uname', '-m')).text.trim(), 'aarch64');
  const { code } = await container.stop();
  assert.equal(code, 0, container.logs());
});
