import {
  type GetPromptResult,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server';
import type { Principal } from '../../access/principal.ts';
import { noteUse } from '../../audit/note-use.ts';
import type { CallOptions } from '../../upstreams/shelf.ts';
import type { UpstreamPrompt } from '../../upstreams/upstream-prompt.ts';
import type { CallDependencies } from '../call-tool.ts';
import { mayUse } from '../offers.ts';
import { personOf } from '../person-of.ts';
import { upstreamFailure } from '../upstream-failure.ts';

/** The prompt of an upstream that goes by this name here. */
export function upstreamPromptNamed(
  name: string,
  { upstreamOffers }: Pick<CallDependencies, 'upstreamOffers'>,
): UpstreamPrompt | undefined {
  return upstreamOffers?.prompts().find((one) => one.name === name);
}

/** Policy, the upstream's own text, and the audit log, as for a tool of an upstream. */
export async function getUpstreamPrompt(
  principal: Principal,
  prompt: UpstreamPrompt | undefined,
  args: Readonly<Record<string, string>>,
  deps: CallDependencies,
  options: CallOptions,
): Promise<GetPromptResult> {
  if (prompt === undefined || !(await mayUse(principal, prompt, deps))) throw noSuchPrompt();
  const { name, upstream } = prompt;
  const startedAt = deps.clock();
  const note = (outcome: string) =>
    noteUse(
      principal,
      startedAt,
      { kind: 'prompt', outcome, detail: { prompt: name, upstream } },
      deps,
    );
  try {
    const result = await prompt.get(args, {
      ...options,
      person: () => personOf(principal, deps.store),
    });
    if (result === undefined) throw noSuchPrompt();
    note('done');
    return result;
  } catch (thrown) {
    note('failed');
    if (options.signal?.aborted || thrown === undefined) throw thrown;
    throw upstreamFailure(thrown, upstream);
  }
}

function noSuchPrompt(): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, 'There is no prompt of that name');
}
