import type { CallToolResult, InputRequiredResult } from '@modelcontextprotocol/server';
import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { type Account, accountOf, ownerOf, type Principal } from '../access/principal.ts';
import type { RuleBook } from '../access/rule-book.ts';
import { noteUse } from '../audit/note-use.ts';
import { callTargets } from '../audit/targets.ts';
import type { Clock } from '../core/clock.ts';
import { isLatchkeyError, LatchkeyError } from '../core/errors.ts';
import type { Random } from '../core/ids.ts';
import type { HomeConnections } from '../home/connections.ts';
import { GuardedHome } from '../home/guarded-home.ts';
import type { Home } from '../home/home.ts';
import { NeedsYes } from '../home/needs-yes.ts';
import type { Keyring } from '../keys/keyring.ts';
import { stillAdministrator } from '../people/still-administrator.ts';
import { decide } from '../policy/decide.ts';
import { type Rules, rulesFor } from '../policy/rules.ts';
import { HOME_CONFIGURE } from '../policy/scopes.ts';
import type { Effect } from '../policy/sensitive.ts';
import type { Store } from '../store/contract.ts';
import type { Archive } from '../tools/archive.ts';
import { HOME_MCP, HOME_MCP_SCOPE } from '../upstreams/home-mcp.ts';
import type { UpstreamTool } from '../upstreams/upstream-tool.ts';
import {
  type AnyTool,
  allTools,
  isListed,
  isUpstreamTool,
  type ToolSources,
  toolNamed,
} from './all-tools.ts';
import { type Asked, ask, judged } from './asking/ask.ts';
import { elsewhere } from './asking/elsewhere.ts';
import { changedMeanwhile } from './asking/question.ts';
import { PUT_AWAY } from './asking/said.ts';
import { type AskedCall, openQuestion } from './asking/sealed-question.ts';
import { NO_TALK, type Talk } from './asking/talk.ts';
import { rulesStill } from './still-granted.ts';

export interface CallDependencies extends ToolSources {
  readonly connections: Pick<HomeConnections, 'for'>;
  readonly store: Pick<
    Store,
    'appendAudit' | 'touchGrant' | 'grant' | 'person' | 'putPerson' | 'claim' | 'machines'
  >;
  /** What holds for whoever calls. */
  readonly rulesOf: RuleBook;
  /** What tools keep of a home before they change it. */
  readonly archive: (account: Pick<Account, 'home' | 'person'>) => Archive;
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
  readonly clock: Clock;
  readonly random: Random;
}

const NO_LONGER_ONE =
  'the person this acts as is none in Home Assistant any more. An administrator can do it, or make them one again.';

const TAKEN_AWAY =
  'Not done: while a person was asked, an administrator disconnected or paused this assistant, or took this away from it.';

/** The tools a principal may see: the catalog's in its order, then those of upstreams. */
export async function visibleTools(
  principal: Principal,
  deps: ToolSources & Pick<CallDependencies, 'rulesOf'>,
): Promise<readonly AnyTool[]> {
  const rules = await deps.rulesOf(principal);
  return allTools(deps).filter(
    (tool) => isListed(tool) && decide(principal, rules, tool).status === 'allow',
  );
}

/** How a call went, with what the audit log says of it. */
interface Outcome {
  readonly result: CallToolResult | InputRequiredResult;
  readonly asked?: Asked;
}

/**
 * The only way a tool is called: policy, then the tool with the principal's account, a person's yes
 * where one is needed, then the audit log. Trouble with the home comes back as a result the assistant
 * can read and act on, not as a protocol error.
 */
export async function callTool(
  principal: Principal,
  name: string,
  input: unknown,
  deps: CallDependencies,
  talk: Talk = NO_TALK,
): Promise<CallToolResult | InputRequiredResult> {
  const tool = toolNamed(name, deps);
  const rules = await deps.rulesOf(principal);
  const decision = tool === undefined ? undefined : decide(principal, rules, tool);
  if (tool === undefined || decision === undefined || decision.status === 'hide') {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no tool of that name');
  }
  const startedAt = deps.clock();
  const note = (outcome: string, asked?: Asked) => {
    const said = asked !== undefined && { asked: asked.via, said: asked.status };
    const detail = { tool: tool.name, ...about(tool, input), ...said };
    noteUse(principal, startedAt, { kind: 'tool', outcome, detail }, deps);
  };
  if (decision.status === 'deny') {
    note('refused');
    return failed(decision.sentence);
  }
  try {
    const outcome = isUpstreamTool(tool)
      ? await elsewhere(principal, tool, input, deps, talk)
      : await run(principal, rulesFor(rules, tool), tool, input, deps, talk);
    note(wordFor(outcome), outcome.asked);
    return outcome.result;
  } catch (thrown) {
    note(thrown instanceof ProtocolError ? 'failed' : 'error');
    throw thrown;
  }
}

function wordFor({ result, asked }: Outcome): string {
  if (asked?.status === 'travels') return 'asked';
  return result.isError === true ? 'failed' : 'done';
}

/** What the audit log says of a call: of an upstream's only whose it was, its ids are not ours. */
function about(tool: AnyTool, input: unknown) {
  if (isUpstreamTool(tool)) return { upstream: tool.upstream };
  return tool.scope === HOME_MCP_SCOPE ? { upstream: HOME_MCP } : callTargets(input);
}

async function run(
  principal: Principal,
  rules: Rules,
  tool: Exclude<AnyTool, UpstreamTool>,
  input: unknown,
  deps: CallDependencies,
  talk: Talk,
): Promise<Outcome> {
  const account = accountOf(principal);
  if (!account.ok) return { result: failed(account.error) };
  try {
    const home = await deps.connections.for(account.value.credentialId);
    if (tool.scope === HOME_CONFIGURE) {
      const may = await stillAdministrator(account.value.home, home, deps);
      if (!may)
        return { result: failed(`${tool.name} is for administrators, and ${NO_LONGER_ONE}`) };
    }
    const attempt = async (allowed: readonly string[]) => {
      const now = allowed.length === 0 ? rules : await rulesStill(principal, tool, deps);
      return now === undefined
        ? { result: failed(TAKEN_AWAY), asked: [] }
        : attemptOnce(tool, input, home, now, allowed, deps.archive(account.value), deps.clock());
    };
    const call = { owner: ownerOf(principal), tool: tool.name, input };
    return talk.returned === undefined
      ? await askingFirst(attempt, call, home, deps, talk)
      : await afterAnAnswer(attempt, call, talk.returned, deps);
  } catch (thrown) {
    if (!(thrown instanceof LatchkeyError)) throw thrown;
    return { result: failed(refusedAccount(principal, thrown) ?? thrown.message) };
  }
}

interface Attempt {
  readonly result: CallToolResult;
  /** What a person has to say yes to, and was therefore not done. */
  readonly asked: readonly Effect[];
}

type Attempts = (allowed: readonly string[]) => Promise<Attempt>;

/** Runs the tool within the rules; a tool that swallows the question does not get around it. */
async function attemptOnce(
  tool: Exclude<AnyTool, UpstreamTool>,
  input: unknown,
  home: Home,
  rules: Rules,
  allowed: readonly string[],
  archive: Archive,
  now: number,
): Promise<Attempt> {
  const guarded = new GuardedHome(home, rules, new Set(allowed));
  try {
    const answer = await tool.call(input, { home: guarded, archive, now });
    return { result: { ...answer, content: [...answer.content] }, asked: guarded.asked };
  } catch (thrown) {
    if (!(thrown instanceof NeedsYes)) throw thrown;
    return { result: failed(thrown.message), asked: guarded.asked };
  }
}

async function askingFirst(
  attempt: Attempts,
  call: AskedCall,
  home: Home,
  deps: CallDependencies,
  talk: Talk,
): Promise<Outcome> {
  const first = await attempt([]);
  if (first.asked.length === 0) return { result: first.result };
  const asked = await ask(first.asked, call, home, talk, deps);
  if (asked.status === 'travels') return { result: asked.result, asked };
  if (asked.status === 'no') return { result: failed(asked.sentence), asked };
  return {
    ...(await withYes(attempt, first.asked)),
    asked,
  };
}

/** The call comes again with what the person said to the question that travelled with it. */
async function afterAnAnswer(
  attempt: Attempts,
  call: AskedCall,
  { state, said }: NonNullable<Talk['returned']>,
  deps: CallDependencies,
): Promise<Outcome> {
  const effects = await openQuestion(call, state, deps);
  if (effects === undefined) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid or expired requestState');
  }
  const asked = judged(said ?? PUT_AWAY, 'client', effects);
  if (asked.status === 'no') return { result: failed(asked.sentence), asked };
  return { ...(await withYes(attempt, effects)), asked };
}

/** A yes is for what was asked about, once: if the home changed meanwhile, it covers nothing more. */
async function withYes(attempt: Attempts, effects: readonly Effect[]): Promise<Outcome> {
  const { result, asked } = await attempt(effects.map(({ key }) => key));
  return { result: asked.length === 0 ? result : failed(changedMeanwhile(asked)) };
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
