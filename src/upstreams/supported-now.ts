import type { Config } from '../config/config.ts';
import { supportedScopes } from '../policy/scopes.ts';
import type { Gateway } from './gateway.ts';
import { HOME_MCP } from './home-mcp.ts';

/** All scopes that can be granted at this moment: those that are offered, and those of upstreams. */
export function supportedNow(config: Config, gateway: Pick<Gateway, 'names'>): readonly string[] {
  const own = config.upstreams.homeMcp ? [HOME_MCP] : [];
  return supportedScopes(config.scopes, config.everyUpstream, [...own, ...gateway.names]);
}

/** The same as a function: the same array until an upstream comes or goes. */
export function supportedUntilChanged(
  config: Config,
  gateway: Pick<Gateway, 'names'>,
): () => readonly string[] {
  let known: { readonly names: readonly string[]; readonly scopes: readonly string[] } | undefined;
  return () => {
    const { names } = gateway;
    const same =
      known?.names.length === names.length &&
      known.names.every((one, index) => one === names[index]);
    if (known === undefined || !same) known = { names, scopes: supportedNow(config, gateway) };
    return known.scopes;
  };
}
