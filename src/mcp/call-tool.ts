import type { CallToolResult } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { type Account, accountOf, type Principal } from '../access/principal.ts';
import { noteUse } from '../audit/note-use.ts';
import { callTargets } from '../audit/targets.ts';
import type { Clock } from '../core/clock.ts';
import { isLatchkeyError, LatchkeyError } from '../core/errors.ts';
import type { HomeConnections } from '../home/connections.ts';
import { stillAdministrator } from '../people/still-administrator.ts';
import { decide } from '../policy/decide.ts';
import { HOME_CONFIGURE } from '../policy/scopes.ts';
import type { Store } from '../store/contract.ts';
import type { Archive } from '../tools/archive.ts';
import type { Tool } from '../tools/tool.ts';

export interface CallDependencies {
  readonly tools: readonly Tool[];
  readonly connections: Pick<HomeConnections, 'for'>;
  readonly store: Pick<Store, 'appendAudit' | 'touchGrant' | 'person' | 'putPerson'>;
  /** What tools keep of a home before they change it. */
  readonly archive: (account: Pick<Account, 'home' | 'person'>) => Archive;
  readonly clock: Clock;
}

const NO_LONGER_ONE =
  'the person this acts as is none in Home Assistant any more. An administrator can do it, or make them one again.';

/** The tools a principal may see, in the catalog's order. */
export function visibleTools(principal: Principal, tools: readonly Tool[]): readonly Tool[] {
  return tools.filter((tool) => decide(principal, tool).status === 'allow');
}

/**
 * The only way a tool is called: policy, then the tool with the principal's account, then the audit
 * log. Trouble with the home comes back as a result the assistant can read and act on, not as a
 * protocol error.
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
  const note = (outcome: string) => {
    const detail = { tool: tool.name, ...callTargets(input) };
    noteUse(principal, startedAt, { kind: 'tool', outcome, detail }, deps);
  };
  try {
    const result = await run(principal, tool, input, deps);
    note(result.isError === true ? 'failed' : 'done');
    return result;
  } catch (defect) {
    note('error');
    throw defect;
  }
}

async function run(
  principal: Principal,
  tool: Tool,
  input: unknown,
  deps: CallDependencies,
): Promise<CallToolResult> {
  const account = accountOf(principal);
  if (!account.ok) return failed(account.error);
  try {
    const home = await deps.connections.for(account.value.credentialId);
    if (tool.scope === HOME_CONFIGURE) {
      const may = await stillAdministrator(account.value.home, home, deps);
      if (!may) return failed(`${tool.name} is for administrators, and ${NO_LONGER_ONE}`);
    }
    const answer = await tool.call(input, {
      home,
      archive: deps.archive(account.value),
      now: deps.clock(),
    });
    return { ...answer, content: [...answer.content] };
  } catch (thrown) {
    if (!(thrown instanceof LatchkeyError)) throw thrown;
    return failed(refusedAccount(principal, thrown) ?? thrown.message);
  }
}

/** To a machine, who has to do something about a refused account; it cannot sign in itself. */
function refusedAccount(principal: Principal, thrown: LatchkeyError): string | undefined {
  if (principal.kind === 'person' || !isLatchkeyError(thrown, 'home_refused')) return undefined;
  return principal.account.ok && principal.account.value.person === undefined
    ? 'Home Assistant no longer accepts HOMEASSISTANT_TOKEN: set a new one and restart Latchkey.'
    : 'Home Assistant no longer accepts the sign-in this acts with: let that person connect any assistant once more.';
}

function failed(text: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
