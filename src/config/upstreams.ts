import { join } from 'node:path';
import type { Config } from './config.ts';
import { parsedJson } from './entries.ts';
import { NAMES } from './names.ts';
import type { Sources } from './sources.ts';
import { unsafe } from './unsafe.ts';
import { readBoolean } from './values.ts';

/** What the operator says of other MCP servers. Throws `config_unsafe`, never with what was said. */
export function readUpstreamSettings(
  { find }: Sources,
  dataDir: string,
  inApp: boolean,
): Config['upstreams'] {
  const inline = find(NAMES.upstreams);
  const commands = find(NAMES.upstreamCommands);
  const homeMcp = find(NAMES.homeMcp);
  const servers = inline === undefined ? undefined : parsedJson(inline.value);
  if (inline !== undefined && (typeof servers !== 'object' || servers === null)) {
    throw unsafe(`Set ${inline.line} to a JSON object with mcpServers`);
  }
  return {
    file: find(NAMES.upstreamsFile)?.value ?? join(dataDir, 'upstreams.json'),
    ...(servers !== undefined && { inline: servers }),
    commands: commands === undefined ? !inApp : readBoolean(commands),
    homeMcp: homeMcp !== undefined && readBoolean(homeMcp),
  };
}
