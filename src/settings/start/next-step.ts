import type { Words } from '../../words/words.ts';

export type Step = keyof Words['start']['steps'];

/** What decides what is to be done next. */
export interface Facts {
  readonly home: 'connected' | 'away' | 'refused';
  /** Whether the last check-up found what keeps assistants from connecting. */
  readonly problem: boolean;
  /** Whether the operator said where clients reach us. */
  readonly addressSet: boolean;
  readonly assistants: number;
  /** Tools of other servers that nobody may use before an administrator looked at them. */
  readonly waitingTools: number;
  /** Other servers that cannot be used before somebody signs in there. */
  readonly needSignIn: number;
}

/** The one thing to do next: what keeps everything else from working comes first. */
export function nextStep(facts: Facts): Step {
  if (facts.home === 'away') return 'homeAway';
  if (facts.home === 'refused') return 'homeRefused';
  if (!facts.addressSet) return 'noAddress';
  if (facts.problem) return 'problem';
  if (facts.assistants === 0) return 'connect';
  if (facts.waitingTools > 0) return 'approve';
  if (facts.needSignIn > 0) return 'signIn';
  return 'nothing';
}
