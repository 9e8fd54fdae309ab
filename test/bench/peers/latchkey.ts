import { freePort } from '../../support/latchkey-under-test.ts';
import { Browser, codeOf, consentPage, submitConsent } from '../../support/oauth-client.ts';
import { asInImage } from '../as-in-image.ts';
import { builtServer } from '../built.ts';
import { startChild } from '../child.ts';
import { callTool, countTools, listTools, type McpServer } from './mcp-works.ts';
import { type AuthorizationServer, accessToken, oauthWorks } from './oauth-works.ts';
import type { House, Running } from './peer.ts';

/** Latchkey as it is measured beside the others, and how many tools it lists. */
export async function startOurs(
  house: House,
  folder: string,
): Promise<Running & { readonly tools: number }> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = await startChild([await builtServer()], /^listening$/, {
    MCP_BASE_URL: base,
    MCP_PORT: String(port),
    SETTINGS_PORT: '0',
    MCP_DATA_DIR: folder,
    HOMEASSISTANT_URL: house.url,
    NODE_ENV: 'production',
    ...asInImage('NODE_OPTIONS'),
  });
  const authorization: AuthorizationServer = {
    register: `${base}/register`,
    authorize: `${base}/authorize`,
    token: `${base}/token`,
    scope: 'home:read home:control',
    resource: `${base}/mcp`,
    allow: (url) => allow(url, house.token),
  };
  const mcp: McpServer = {
    url: `${base}/mcp`,
    token: await accessToken(authorization),
    protocol: '2026-07-28',
  };
  const getState = callTool(mcp, 'get_state', { entity_id: house.light }, house.light);
  return {
    pid: child.pid,
    tools: await countTools(mcp),
    works: {
      ...oauthWorks(authorization),
      'tools/list': listTools(mcp),
      // Ours are never constant: beside one that is, this is the cheapest.
      'a constant tool': getState,
      'the state of a light': getState,
    },
    stop: child.stop,
  };
}

/** The consent form as a person answers it; Home Assistant is asked whose token it is. */
async function allow(url: string, token: string): Promise<string> {
  const browser = new Browser();
  return codeOf(await submitConsent(consentPage(browser, await browser.open(url)), token));
}
