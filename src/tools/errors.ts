import type { LatchkeyError } from '../core/errors.ts';
import { isHomeCommandError } from '../home/errors.ts';

/** A mistake in a call that its caller can put right; the message says how. */
export class ToolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ToolError';
  }
}

/** "No entity light.kitchn. Did you mean light.kitchen?" */
export function unknownThing(
  kind: string,
  wanted: string,
  suggestions: readonly string[],
): ToolError {
  return new ToolError(`No ${kind} ${quoted(wanted)}.${didYouMean(suggestions)}`);
}

/** " Did you mean a, b or c?", or nothing when nothing is near. */
export function didYouMean(suggestions: readonly string[]): string {
  if (suggestions.length === 0) return '';
  const last = suggestions.at(-1) ?? '';
  const others = suggestions.slice(0, -1);
  return ` Did you mean ${others.length === 0 ? last : `${others.join(', ')} or ${last}`}?`;
}

/** Names every argument that does not fit. */
export function invalidArguments(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): ToolError {
  const lines = issues.slice(0, 5).map((issue) => {
    const where = issue.path.map(String).join('.');
    return where === '' ? issue.message : `${where}: ${issue.message}`;
  });
  return new ToolError(`The arguments do not fit. ${lines.join('. ')}.`);
}

/** What to tell a model about a home that failed. */
export function sentenceFor(error: LatchkeyError): string {
  if (isHomeCommandError(error)) {
    return `Home Assistant refused: ${error.homeMessage.replace(/\.$/, '')} (${error.homeCode}).`;
  }
  switch (error.code) {
    case 'home_unreachable':
      return 'Home Assistant does not answer right now. Try again in a minute.';
    case 'home_timeout':
      return `${error.message} Try again, or ask for less.`;
    default:
      return error.message;
  }
}

/** Long or strange input is shown short and harmless. */
function quoted(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
