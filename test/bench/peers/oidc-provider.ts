import { join } from 'node:path';
import { installed } from '../../clients/real/installed.ts';
import { freePort } from '../../support/latchkey-under-test.ts';
import { Browser } from '../../support/oauth-client.ts';
import { oauthWorks, REDIRECT_URI } from './oauth-works.ts';
import type { Needs, Peer, Running } from './peer.ts';
import { startProgram } from './program.ts';

const VERSION = '9.13.3';

export const oidcProvider: Peer = {
  name: 'oidc-provider',
  version: VERSION,
  memoryJudged: false,
  note: 'it hands out ES256 tokens and rotates, as Latchkey does, on SQLite that is as durable (WAL, synchronous=FULL); it is Node, so its memory is shown and not judged',
  start,
};

async function start({ folder }: Needs): Promise<Running> {
  const prefix = await installed({ from: 'npm', name: 'oidc-provider', version: VERSION });
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const program = await startProgram(
    [
      process.execPath,
      join(import.meta.dirname, 'oidc-provider-server.mjs'),
      join(prefix, 'node_modules', 'oidc-provider', 'lib', 'index.js'),
      String(port),
      join(folder, 'oidc.db'),
    ],
    { PATH: process.env.PATH, NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
    base,
  );
  return {
    ...program,
    works: oauthWorks({
      register: `${base}/reg`,
      authorize: `${base}/auth`,
      token: `${base}/token`,
      scope: 'home:read home:control',
      resource: `${base}/mcp`,
      allow,
    }),
  };
}

/** Follows its redirects as a browser with its cookies, up to the one that leaves it. */
async function allow(url: string): Promise<string> {
  const page = await new Browser().open(url);
  const location = page.headers.get('location') ?? '';
  const code = location.startsWith(REDIRECT_URI) && new URL(location).searchParams.get('code');
  if (!code) throw new Error(`no code came back (${page.status}): ${page.text.slice(0, 300)}`);
  return code;
}
