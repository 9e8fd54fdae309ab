import type { Config } from '../config/config.ts';
import { supportedScopes } from '../policy/scopes.ts';
import type { Gateway } from './gateway.ts';
import { HOME_MCP } from './home-mcp.ts';

/** All scopes that can be granted at this moment: those that are offered, and those of upstreams. */
export function supportedNow(config: Config, gateway: Pick<Gateway, 'names'>): readonly string[] {
  const own = config.upstreams.homeMcp ? [HOME_MCP] : [];
  return supportedScopes(config.scopes, config.everyUpstream, [...own, ...gateway.names]);
}
