import type { Words } from '../../words/words.ts';

/** What a person is to be told of, as it stands now. */
export interface Standing {
  /** Other servers whose tools wait to be read, by name. */
  readonly toolsWaiting: readonly string[];
  /** Those that nobody can use before somebody signs in. */
  readonly signInNeeded: readonly string[];
  readonly companionStale: boolean;
  /** People as whom programs act, and who are signed in no more. */
  readonly signedOut: readonly string[];
  /** Whether assistants can connect, by the last check-up. */
  readonly door: 'sound' | 'problem';
}

/** A notification on everybody's screen; its id is stable, so that it can be taken back. */
export interface Notice {
  readonly id: string;
  readonly title: string;
  readonly message: string;
}

/** What all our ids begin with. */
export const PREFIX = 'latchkey_';

const MOST_NAMES = 5;

/** The notifications that should be there: at most one of each kind, and nothing secret in any. */
export function wantedNotices(standing: Standing, { notices }: Words): readonly Notice[] {
  const { toolsWaiting, signInNeeded, companionStale, signedOut, door } = standing;
  const found: (Notice | undefined)[] = [
    door === 'problem' ? { id: 'door', ...notices.door } : undefined,
    companionStale ? { id: 'companion', ...notices.companion } : undefined,
    signedOut.length > 0 ? { id: 'signed_out', ...notices.signedOut(names(signedOut)) } : undefined,
    toolsWaiting.length > 0 ? { id: 'tools', ...notices.tools(names(toolsWaiting)) } : undefined,
    signInNeeded.length > 0 ? { id: 'sign_in', ...notices.signIn(names(signInNeeded)) } : undefined,
  ];
  return found
    .filter((one) => one !== undefined)
    .map(({ id, title, message }) => ({ id: `${PREFIX}${id}`, title, message }));
}

/** Home Assistant reads Markdown, so of a name only what cannot be any is kept. */
function names(all: readonly string[]): string {
  const plain = all.map((name) => name.replaceAll(/[^\p{L}\p{M}\p{N} .'-]/gu, ' ').trim());
  const shown = [...new Set(plain)].filter((name) => name !== '').toSorted();
  return shown.slice(0, MOST_NAMES).join(', ') + (shown.length > MOST_NAMES ? ' …' : '');
}
