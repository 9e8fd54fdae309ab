import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { type Clock, MINUTE } from '../../core/clock.ts';
import { type Random, randomId } from '../../core/ids.ts';
import type { Keyring } from '../../keys/keyring.ts';
import type { Effect } from '../../policy/sensitive.ts';
import type { Store } from '../../store/contract.ts';

/** The very call that a question is about. */
export interface AskedCall {
  /** Who calls, by the name that nobody else has. */
  readonly owner: string;
  readonly tool: string;
  readonly input: unknown;
}

export interface SealedQuestionDependencies {
  readonly keyring: Pick<Keyring, 'seal' | 'open'>;
  readonly store: Pick<Store, 'claim'>;
  readonly clock: Clock;
  readonly random: Random;
}

interface Question {
  readonly id: string;
  readonly endsAt: number;
  readonly effects: readonly Effect[];
}

const PURPOSE = 'mcp-question';
const LIFE_MS = 2 * MINUTE;
const LONGEST = 100_000;

/**
 * What travels through the client while a person is asked (`requestState`, MCP 2026-07-28): what they
 * are asked about, sealed for this caller, this tool and exactly these arguments. It is good for two
 * minutes and for one answer.
 */
export function sealQuestion(
  call: AskedCall,
  effects: readonly Effect[],
  { keyring, clock, random }: SealedQuestionDependencies,
): string {
  const question: Question = { id: randomId(random, 16), endsAt: clock() + LIFE_MS, effects };
  return keyring.seal(PURPOSE, recordOf(call), JSON.stringify(question));
}

/**
 * The effects that were asked about, spending the question. Undefined when it is no question about
 * this call, was answered before, or is too old.
 */
export async function openQuestion(
  call: AskedCall,
  state: string,
  { keyring, store, clock }: SealedQuestionDependencies,
): Promise<readonly Effect[] | undefined> {
  if (state.length > LONGEST) return undefined;
  let question: Question;
  try {
    question = JSON.parse(keyring.open(PURPOSE, recordOf(call), state)) as Question;
  } catch {
    return undefined;
  }
  const now = clock();
  if (question.endsAt <= now) return undefined;
  const first = await store.claim(PURPOSE, question.id, question.endsAt, now);
  return first ? question.effects : undefined;
}

/** A call by a name that another caller, tool or arguments never have. */
export function recordOf({ owner, tool, input }: AskedCall): string {
  // In one spelling: a client may write the same arguments in another order.
  const digest = createHash('sha256')
    .update(canonicalJson(input ?? null))
    .digest('base64url');
  return JSON.stringify([owner, tool, digest]);
}
