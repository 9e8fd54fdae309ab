import type { SentAnswer, WholeAnswer } from './exchange.ts';
import { messageOf } from './message.ts';
import type { Shown } from './shown.ts';

/**
 * What is asked over and over, and answered with nothing but what the message says and the tools
 * that its sender may see.
 */
const ASKED_AGAIN: ReadonlySet<unknown> = new Set(['ping', 'server/discover', 'tools/list']);

const LONGEST_ASKED = 4_000;
const MOST_ANSWERS = 100;
const MOST_BYTES = 4 * 1_024 * 1_024;

/** A result, on its own or as the one event of a stream; errors are answered with 200, too. */
const SUCCESS = /^(event: message\ndata: )?\{"result":/;

/** A message of those methods, spelt without its id. */
export interface AskedAgain {
  readonly id: string | number;
  readonly method: string;
  /** All that the SDK is shown of it but the id. */
  readonly spelling: string;
}

interface Known {
  /** The very tools that were listed. */
  readonly tools: readonly unknown[];
  readonly headers: Readonly<Record<string, string>>;
  /** The answer up to the id, as the bytes that are sent, and after it. */
  readonly before: Buffer;
  readonly after: string;
}

/** Headers of an answer that say nothing of whom it is for; with any other it is not kept. */
export const PLAIN_HEADERS: ReadonlySet<string> = new Set([
  'cache-control',
  'connection',
  'content-type',
  'x-accel-buffering',
]);

/** What can be looked up of a request to /mcp; undefined for what the SDK has to look at anew. */
export function askedAgain(shown: Shown, body: unknown): AskedAgain | undefined {
  if (shown.method !== 'POST') return undefined;
  const { method } = messageOf(body);
  if (typeof method !== 'string' || !ASKED_AGAIN.has(method)) return undefined;
  const { id } = body as { readonly id?: unknown };
  if (typeof id !== 'string' && !Number.isSafeInteger(id)) return undefined;
  const called = shown.called === undefined ? '' : `mcp-name: ${shown.called}\n`;
  const spelling = shown.spelling + called + JSON.stringify({ ...(body as object), id: undefined });
  return spelling.length > LONGEST_ASKED
    ? undefined
    : { id: id as string | number, method, spelling };
}

/**
 * The answers that the SDK gave, by all it was shown: the same message with another id gets the same
 * text with that id, as long as exactly the same tools are to be listed. So the SDK alone decides
 * what is valid and how it is answered, and only what it answered with success is known. Whoever
 * asks was let in and their tools were chosen before this is looked at.
 */
export class KnownAnswers {
  readonly #known = new Map<string, Known>();
  #length = 0;

  /** The answer to a message that was answered before; undefined when it was not. */
  find({ spelling, id }: AskedAgain, tools: readonly unknown[]): SentAnswer | undefined {
    const found = this.#known.get(spelling);
    if (found === undefined || !areSame(found.tools, tools)) return undefined;
    // Those that were used longest ago come first.
    this.#known.delete(spelling);
    this.#known.set(spelling, found);
    const { headers, before, after } = found;
    const body = Buffer.concat([before, Buffer.from(JSON.stringify(id) + after)]);
    return { status: 200, headers, body };
  }

  /** Keeps what the SDK answered. An answer in which the id is not where it always is, is not kept. */
  keep({ spelling, id }: AskedAgain, tools: readonly unknown[], answer: WholeAnswer): void {
    if (answer.status !== 200 || !SUCCESS.test(answer.body)) return;
    if (!Object.keys(answer.headers).every((name) => PLAIN_HEADERS.has(name))) return;
    const after = /}\s*$/.exec(answer.body.slice(-8))?.[0];
    const end = `"id":${JSON.stringify(id)}${after}`;
    if (after === undefined || !answer.body.endsWith(end)) return;
    this.#forget(spelling);
    const before = Buffer.from(answer.body.slice(0, -end.length + '"id":'.length));
    this.#known.set(spelling, { tools, headers: answer.headers, before, after });
    this.#length += before.length;
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_ANSWERS && this.#length <= MOST_BYTES) break;
      this.#forget(oldest);
    }
  }

  #forget(spelling: string): void {
    this.#length -= this.#known.get(spelling)?.before.length ?? 0;
    this.#known.delete(spelling);
  }
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
