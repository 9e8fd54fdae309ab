import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ending } from './lastly.ts';
import {
  type LatchkeyUnderTest,
  type SomeHome,
  startTestLatchkey,
  type TestLatchkeyOptions,
} from './latchkey-under-test.ts';
import { toolNames } from './oauth-client.ts';
import { tempDir } from './temp.ts';

export interface LatchkeyWithUpstreams extends LatchkeyUnderTest {
  /** Replaces the file of upstreams, as an editor does that is careful. */
  write(mcpServers: unknown): void;
  /** Replaces it by any text. */
  writeText(text: string): void;
}

/** A Latchkey in front of a demo home and of other MCP servers, which looks at their file often. */
export async function startWithUpstreams(
  t: Ending,
  mcpServers: unknown,
  options: TestLatchkeyOptions & { readonly home?: SomeHome } = {},
): Promise<LatchkeyWithUpstreams> {
  const file = join(tempDir(t), 'upstreams.json');
  const writeText = (text: string) => {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };
  const write = (servers: unknown) => writeText(JSON.stringify({ mcpServers: servers }));
  write(mcpServers);
  const latchkey = await startTestLatchkey(t, {
    lookMs: 20,
    environment: { PATH: process.env.PATH },
    ...options,
    env: { MCP_UPSTREAMS_FILE: file, ...options.env },
  });
  return Object.assign(latchkey, { write, writeText });
}

/** An upstream on this machine, as an operator writes one. */
export const inHouse = (url: string, more = {}) => ({ url, private_network: true, ...more });

/** The tools of upstreams that a token may see. */
export async function upstreamTools(url: string, token: string): Promise<string[]> {
  return (await toolNames(url, token)).filter((name) => name.includes('__'));
}
