import { isLatchkeyError } from './errors.ts';

/** What a log may hold of an error that nobody expected. */
export interface Fault {
  readonly type: string;
  readonly code?: string;
  /** Only of our own errors, whose sentences hold nothing that was sent. */
  readonly message?: string;
  /** Where it was thrown, the innermost first. */
  readonly at: readonly string[];
  readonly cause?: Fault;
}

const MOST_FRAMES = 12;
const DEEPEST = 3;
const FRAME = /^\s+at ([\w$.<>[\] ]+ \()?(async )?(file:|node:|\/)[^()\s]*:\d+:\d+\)?$/;

/**
 * An error without its message, which may quote what was sent: a parser, a URL or a driver puts
 * tokens in theirs. What kind it is and where it was thrown is what a bug is found with.
 */
export function faultOf(thrown: unknown, depth = 1): Fault {
  if (!(thrown instanceof Error)) return { type: typeof thrown, at: [] };
  const { code, cause } = thrown as Error & { readonly code?: unknown };
  return {
    type: word(thrown.constructor.name) ?? 'Error',
    ...(word(code) !== undefined && { code: word(code) as string }),
    ...(isLatchkeyError(thrown) && { message: thrown.message }),
    at: framesOf(thrown),
    ...(cause instanceof Error && depth < DEEPEST && { cause: faultOf(cause, depth + 1) }),
  };
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^\w{1,60}$/.test(value) ? value : undefined;
}

function framesOf({ stack = '', message }: Error): readonly string[] {
  // A message of several lines could look like frames.
  const after = stack.slice(stack.indexOf(message) + message.length);
  return after
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim().replace(/^at /, ''));
}
