import { freePort } from '../../support/latchkey-under-test.ts';
import { callTool, listTools, type McpServer } from './mcp-works.ts';
import type { Needs, Peer, Running } from './peer.ts';
import { startProgram } from './program.ts';
import { PYTHON_ENVIRONMENT, pythonCommand } from './python.ts';

const VERSION = '8.7.0';

/** Its program `ha-mcp-web` has no way to be silent. */
const SILENTLY =
  'import logging; logging.disable(); from ha_mcp.__main__ import main_web; main_web()';

export const haMcp: Peer = {
  name: 'ha-mcp',
  version: VERSION,
  memoryJudged: true,
  note: 'it asks nobody who they are and acts for everybody with one token; each ha_get_state asks Home Assistant, whose own processor time is not counted',
  start,
};

async function start({ house, folder }: Needs): Promise<Running> {
  const port = await freePort();
  const command = await pythonCommand(
    { name: 'ha-mcp', version: VERSION },
    ['python', '-B', '-c', SILENTLY],
    { [folder]: '/srv/peer-data' },
  );
  const env = {
    ...PYTHON_ENVIRONMENT,
    HOME: '/srv/peer-data',
    HA_MCP_CONFIG_DIR: '/srv/peer-data',
    HOMEASSISTANT_URL: house.url,
    HOMEASSISTANT_TOKEN: house.token,
    MCP_HOST: '127.0.0.1',
    MCP_PORT: String(port),
    HA_MCP_DISABLE_SETTINGS_UI: 'true',
    LOG_LEVEL: 'CRITICAL',
    FASTMCP_SHOW_SERVER_BANNER: 'false',
  };
  const base = `http://127.0.0.1:${port}`;
  const program = await startProgram(command, env, base);
  const mcp: McpServer = { url: `${base}/mcp`, token: undefined, protocol: '2026-07-28' };
  return {
    ...program,
    works: {
      'tools/list': listTools(mcp),
      'the state of a light': callTool(
        mcp,
        'ha_get_state',
        { entity_id: house.light },
        house.light,
      ),
    },
  };
}
