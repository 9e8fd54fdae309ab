import type { CallToolResult } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Principal } from '../access/principal.ts';
import type { Clock } from '../core/clock.ts';
import { LatchkeyError } from '../core/errors.ts';
import type { HomeConnections } from '../home/connections.ts';
import { decide } from '../policy/decide.ts';
import type { Store } from '../store/contract.ts';
import type { Tool } from '../tools/tool.ts';

export interface CallDependencies {
  readonly tools: readonly Tool[];
  readonly connections: Pick<HomeConnections, 'for'>;
  readonly store: Pick<Store, 'appendAudit' | 'touchGrant'>;
  readonly clock: Clock;
}

/** The tools a principal may see, in the catalog's order. */
export function visibleTools(principal: Principal, tools: readonly Tool[]): readonly Tool[] {
  return tools.filter((tool) => decide(principal, tool).status === 'allow');
}

/**
 * The only way a tool is called: policy, then the tool as that person, then the audit log. Trouble
 * with the home comes back as a result the assistant can read and act on, not as a protocol error.
 */
export async function callTool(
  principal: Principal,
  name: string,
  input: unknown,
  deps: CallDependencies,
): Promise<CallToolResult> {
  const tool = deps.tools.find((one) => one.name === name);
  if (tool === undefined || decide(principal, tool).status !== 'allow') {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no tool of that name');
  }
  const startedAt = deps.clock();
  const result = await run(principal, tool, input, deps);
  deps.store.touchGrant(principal.grantId, startedAt);
  deps.store.appendAudit({
    at: startedAt,
    kind: 'tool',
    home: principal.home,
    personId: principal.personId,
    clientId: principal.clientId,
    grantId: principal.grantId,
    outcome: result.isError === true ? 'failed' : 'done',
    detail: { tool: tool.name, ms: deps.clock() - startedAt },
  });
  return result;
}

async function run(
  principal: Principal,
  tool: Tool,
  input: unknown,
  deps: CallDependencies,
): Promise<CallToolResult> {
  try {
    const home = await deps.connections.for(principal.credentialId);
    const answer = await tool.call(input, { home, now: deps.clock() });
    return { ...answer, content: [...answer.content] };
  } catch (thrown) {
    if (!(thrown instanceof LatchkeyError)) throw thrown;
    return { isError: true, content: [{ type: 'text', text: thrown.message }] };
  }
}
