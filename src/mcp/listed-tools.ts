import type { Principal } from '../access/principal.ts';
import type { AnyTool } from './all-tools.ts';
import { type CallDependencies, visibleTools } from './call-tool.ts';
import { homeTools } from './home-tools.ts';

/** All that `tools/list` names to a principal, in its order. */
export async function listedTools(
  principal: Principal,
  deps: CallDependencies,
): Promise<readonly AnyTool[]> {
  return [...(await visibleTools(principal, deps)), ...(await homeTools(principal, deps))];
}
