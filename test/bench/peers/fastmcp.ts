import { freePort } from '../../support/latchkey-under-test.ts';
import { callTool, listTools, type McpServer } from './mcp-works.ts';
import { type AuthorizationServer, accessToken, oauthWorks } from './oauth-works.ts';
import type { Needs, Peer, Running } from './peer.ts';
import { startProgram } from './program.ts';
import { PYTHON_ENVIRONMENT, pythonCommand } from './python.ts';

const VERSION = '4.1.2';

export const fastMcp: Peer = {
  name: 'FastMCP',
  version: VERSION,
  memoryJudged: true,
  note: 'its own OAuth provider allows everybody, answers from memory and hands out opaque tokens; the documentation leaves storage to whoever uses it, so what it hands out is written to SQLite that is as durable as Latchkey’s (WAL, synchronous=FULL); its tools answer a constant and are as many as Latchkey lists',
  start,
};

async function start({ tools, folder }: Needs): Promise<Running> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const command = await pythonCommand(
    { name: 'fastmcp', version: VERSION },
    [
      'python',
      '-B',
      '/srv/peer/fastmcp_server.py',
      String(port),
      String(tools),
      '/srv/peer-data/oauth.db',
    ],
    { [import.meta.dirname]: '/srv/peer', [folder]: '/srv/peer-data' },
  );
  const program = await startProgram(command, PYTHON_ENVIRONMENT, base);
  const authorization: AuthorizationServer = {
    register: `${base}/register`,
    authorize: `${base}/authorize`,
    token: `${base}/token`,
    scope: 'home:read',
    resource: `${base}/mcp`,
    allow,
  };
  const mcp: McpServer = {
    url: `${base}/mcp`,
    token: await accessToken(authorization),
    protocol: '2026-07-28',
  };
  return {
    ...program,
    works: {
      ...oauthWorks(authorization),
      'tools/list': listTools(mcp),
      'a constant tool': callTool(mcp, 'tool_0', { entity_id: 'light.kitchen' }, 'light.kitchen'),
    },
  };
}

async function allow(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  const code = new URL(response.headers.get('location') ?? '', url).searchParams.get('code');
  if (code === null) throw new Error(`no code came back: ${response.status}`);
  return code;
}
