import {
  type GetPromptResult,
  ProtocolError,
  ProtocolErrorCode,
  type Server,
} from '@modelcontextprotocol/server';
import type { Principal } from '../../access/principal.ts';
import { noteUse } from '../../audit/note-use.ts';
import { ToolError } from '../../tools/errors.ts';
import type { UpstreamPrompt } from '../../upstreams/upstream-prompt.ts';
import type { CallDependencies } from '../call-tool.ts';
import { mayUse, usable, usableTools } from '../offers.ts';
import { progressOf } from '../progress.ts';
import { PROMPTS } from './catalog.ts';
import type { Prompt } from './prompt.ts';
import { getUpstreamPrompt, upstreamPromptNamed } from './upstream-prompts.ts';

/** Lists and gives out the prompts a principal may use. */
export function registerPrompts(
  server: Server,
  principal: Principal,
  deps: CallDependencies,
): void {
  server.setRequestHandler('prompts/list', async () => ({
    prompts: [
      ...(await usable(principal, PROMPTS, deps)),
      ...(await usable(principal, deps.upstreamOffers?.prompts() ?? [], deps)),
    ].map(listing),
  }));
  server.setRequestHandler('prompts/get', ({ params: { name, arguments: args } }, context) =>
    PROMPTS.some((one) => one.name === name)
      ? getPrompt(principal, name, args, deps)
      : getUpstreamPrompt(principal, upstreamPromptNamed(name, deps), args ?? {}, deps, {
          signal: context.mcpReq.signal,
          onprogress: progressOf(context),
        }),
  );
}

/** Policy, the prompt's own text, and the audit log, as for a tool; the home is not asked. */
async function getPrompt(
  principal: Principal,
  name: string,
  args: unknown,
  deps: CallDependencies,
): Promise<GetPromptResult> {
  const prompt = PROMPTS.find((one) => one.name === name);
  if (prompt === undefined || !(await mayUse(principal, prompt, deps))) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no prompt of that name');
  }
  const startedAt = deps.clock();
  const note = (outcome: string) =>
    noteUse(principal, startedAt, { kind: 'prompt', outcome, detail: { prompt: name } }, deps);
  try {
    const texts = prompt.messages(args, await usableTools(principal, deps));
    note('done');
    return {
      description: prompt.description,
      messages: texts.map((text) => ({ role: 'user', content: { type: 'text', text } })),
    };
  } catch (thrown) {
    note('failed');
    if (!(thrown instanceof ToolError)) throw thrown;
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, thrown.message);
  }
}

function listing({ name, title, description, arguments: args }: Prompt | UpstreamPrompt) {
  return { name, title, description, arguments: [...args] };
}
