import { SERVER_INFO_META_KEY } from '@modelcontextprotocol/server';
import type { SentAnswer, WholeAnswer } from '../exchange.ts';
import { PLAIN_HEADERS } from '../known-answers.ts';
import { SERVER_INFO } from '../server-info.ts';
import type { PlainCall } from './plain-call.ts';
import { type PlainResult, plainResult } from './plain-result.ts';

const MOST_FORMS = 200;

/** How the answer to a call is spelt around its result and its id. */
interface Spelling {
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

const SPELLINGS: readonly Spelling[] = [
  {
    // 2026-07-28: the result says that it is whole and who made it.
    before: '{"result":',
    between: `,"resultType":"complete","_meta":${JSON.stringify({ [SERVER_INFO_META_KEY]: SERVER_INFO })}},"jsonrpc":"2.0","id":`,
    after: '}',
  },
  {
    // 2025-11-25 and older: the one event of a stream.
    before: 'event: message\ndata: {"result":',
    between: '},"jsonrpc":"2.0","id":',
    after: '}\n\n',
  },
];

interface Form {
  readonly spelling: Spelling;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The forms of plain calls that the SDK let through, and how it spelt its answer. A form is known once
 * the SDK's own answer to such a call was, letter by letter, what is written here of the same result:
 * so the SDK alone decides what is valid, and one that answers otherwise is asked every time. What a
 * call may do is decided anew for each and is no part of this.
 */
export class PlainForms {
  readonly #forms = new Map<string, Form>();

  /** How calls of this form are answered; undefined when that is not known. */
  find({ form }: PlainCall): Form | undefined {
    const found = this.#forms.get(form);
    if (found === undefined) return undefined;
    // Those that were used longest ago come first.
    this.#forms.delete(form);
    this.#forms.set(form, found);
    return found;
  }

  /** Looks at what the SDK answered to a call, whose tool gave that result. */
  keep(call: PlainCall, given: unknown, { status, headers, body }: WholeAnswer): void {
    const result = plainResult(given);
    if (result === undefined || status !== 200) return;
    if (!Object.keys(headers).every((name) => PLAIN_HEADERS.has(name))) return;
    const spelling = SPELLINGS.find((one) => spell(one, result, call.id) === body);
    if (spelling === undefined) return;
    this.#forms.delete(call.form);
    this.#forms.set(call.form, { spelling, headers });
    const [oldest] = this.#forms.keys();
    if (this.#forms.size > MOST_FORMS && oldest !== undefined) this.#forms.delete(oldest);
  }
}

/** The answer to a call of a known form. Throws what JSON cannot say. */
export function plainAnswer(
  { spelling, headers }: Form,
  result: PlainResult,
  id: PlainCall['id'],
): SentAnswer {
  return { status: 200, headers, body: spell(spelling, result, id) };
}

function spell({ before, between, after }: Spelling, result: PlainResult, id: unknown): string {
  return `${before}${JSON.stringify(result).slice(0, -1)}${between}${JSON.stringify(id)}${after}`;
}
