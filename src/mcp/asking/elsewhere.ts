import {
  type CallToolResult,
  type InputRequiredResult,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server';
import { ownerOf, type Principal } from '../../access/principal.ts';
import type { RuleBook } from '../../access/rule-book.ts';
import type { Store } from '../../store/contract.ts';
import type { CallerSide, Form, Said } from '../../upstreams/asking/caller-side.ts';
import { NotAsked } from '../../upstreams/asking/not-asked.ts';
import type { UpstreamTool } from '../../upstreams/upstream-tool.ts';
import { personOf } from '../person-of.ts';
import { rulesStill } from '../still-granted.ts';
import type { Asked } from './ask.ts';
import type { Turn } from './held-calls.ts';
import { QUESTION, type Talk } from './talk.ts';

export interface ElsewhereDependencies {
  readonly store: Pick<Store, 'person' | 'grant' | 'machines'>;
  readonly rulesOf: RuleBook;
}

/** How a call elsewhere went, and how its caller was asked something meanwhile. */
export interface ElsewhereOutcome {
  readonly result: CallToolResult | InputRequiredResult;
  readonly asked?: Asked;
}

type Ask = NonNullable<CallerSide['ask']>;
type Beside = Pick<Talk, 'progress' | 'hears'>;

/**
 * Calls a tool of an upstream, for which nobody's account of the home is needed. What it asks goes to
 * whoever called, in front of their client, and never to a phone: a phone rings for the home alone.
 */
export async function elsewhere(
  principal: Principal,
  tool: UpstreamTool,
  input: unknown,
  deps: ElsewhereDependencies,
  talk: Talk,
): Promise<ElsewhereOutcome> {
  const call = (
    ask: Ask | undefined,
    signal: AbortSignal | undefined,
    beside: () => Beside = () => talk,
  ) =>
    tool.call(input, {
      person: () => personOf(principal, deps.store),
      caller: {
        ...(talk.hears?.logLevel !== undefined && { logLevel: talk.hears.logLevel }),
        log: (line) => beside().hears?.log?.(line),
        ...(ask !== undefined && { ask: stillAllowed(ask) }),
      },
      ...(signal !== undefined && { signal }),
      ...(talk.progress !== undefined && {
        onprogress: (progress) => beside().progress?.(progress),
      }),
    });
  /** While a person thought, an administrator may have taken this away. */
  const stillAllowed =
    (ask: Ask): Ask =>
    async (form, signal) => {
      const said = await ask(form, signal);
      if ((await rulesStill(principal, tool, deps)) !== undefined) return said;
      throw new NotAsked('The answer was not passed on: this assistant may not use that any more.');
    };

  const { held, inStream, returned } = talk;
  if (held !== undefined && (talk.carries || returned !== undefined)) {
    const asked = { owner: ownerOf(principal), tool: tool.name, input };
    const turn =
      returned === undefined ? held.begin(asked, call, talk) : held.resume(asked, returned, talk);
    if (turn === undefined) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Invalid or expired requestState');
    }
    return travelling(await turn, returned?.said);
  }
  if (inStream === undefined) return { result: await call(undefined, talk.signal) };
  let last: Said | undefined;
  const ask: Ask = async (form, signal) => {
    last = await inStream(form, signal);
    return last;
  };
  return said(await call(ask, talk.signal), last);
}

/** The question in the words of 2026-07-28, or the end. */
function travelling(turn: Turn, answered: Said | undefined): ElsewhereOutcome {
  if ('result' in turn) return said(turn.result, answered);
  const { state, form } = turn;
  const result = inputRequired({
    inputRequests: { [QUESTION]: inputRequired.elicit(asElicitation(form)) },
    requestState: state,
  });
  return { result, asked: { status: 'travels', via: 'client', result } };
}

type Elicitation = Parameters<typeof inputRequired.elicit>[0];

function asElicitation({ message, requestedSchema }: Form): Elicitation {
  return { message, requestedSchema } as unknown as Elicitation;
}

function said(result: CallToolResult, answer: Said | undefined): ElsewhereOutcome {
  if (answer === undefined) return { result };
  return answer.action === 'accept'
    ? { result, asked: { status: 'yes', via: 'client' } }
    : { result, asked: { status: 'no', via: 'client', sentence: '' } };
}
