import type { Principal } from '../access/principal.ts';
import { LatchkeyError } from '../core/errors.ts';
import { decide } from '../policy/decide.ts';
import type { HomeTool } from '../upstreams/home-mcp.ts';
import type { CallDependencies } from './call-tool.ts';
import { homeOf } from './offers.ts';

/** The tools of the home's own MCP server that a principal may see; none while it cannot be asked. */
export async function homeTools(
  principal: Principal,
  deps: CallDependencies,
): Promise<readonly HomeTool[]> {
  const { homeMcp, clock } = deps;
  if (homeMcp === undefined) return [];
  const rules = await deps.rulesOf(principal);
  if (decide(principal, rules, homeMcp.any).status !== 'allow') return [];
  try {
    const home = await homeOf(principal, deps);
    return home.ok ? await homeMcp.listed({ home: home.value.home, now: clock() }) : [];
  } catch (thrown) {
    if (!(thrown instanceof LatchkeyError)) throw thrown;
    return [];
  }
}
